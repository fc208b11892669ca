//! Known differences between Python's parser and the specification, with the reasons.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Us,
    Python,
}

/// A kind of text that one parser rejects and the other accepts.
#[derive(Debug)]
pub(super) struct Difference {
    /// The parser that rejects it.
    pub by: By,
    /// Parts of the error.
    pub says: &'static [&'static str],
    /// A text of this kind, without `# EOF`.
    pub example: &'static str,
    /// The rule, and why Python's parser differs.
    pub why: &'static str,
}

impl Difference {
    pub fn is_of(&self, by: By, message: &str) -> bool {
        self.by == by && self.says.iter().all(|part| message.contains(part))
    }
}

const fn ours(
    says: &'static [&'static str],
    example: &'static str,
    why: &'static str,
) -> Difference {
    let by = By::Us;
    Difference {
        by,
        says,
        example,
        why,
    }
}

const fn pythons(
    says: &'static [&'static str],
    example: &'static str,
    why: &'static str,
) -> Difference {
    let by = By::Python;
    Difference {
        by,
        says,
        example,
        why,
    }
}

pub(super) const DIFFERENCES: &[Difference] = &[
    ours(
        &["a counter needs a value"],
        "# TYPE jobs counter\njobs_created 1\n",
        "a point of a counter must have a total: Python takes a time of creation alone",
    ),
    ours(
        &["duplicate series of"],
        "level 1\nlevel 2\n",
        "points of a metric must have rising timestamps: Python drops what repeats a series",
    ),
    ours(
        &["duplicate quantile"],
        "# TYPE size summary\nsize{quantile=\"0.5\"} 1\nsize{quantile=\"0.50\"} 1\n",
        "quantiles are a map: Python compares their texts, and not the numbers",
    ),
    ours(
        &["must not have the label `quantile`"],
        "# TYPE size summary\nsize_sum{quantile=\"0.5\"} 1\n",
        "the labels of a summary must not have the name `quantile`: Python looks at quantiles alone",
    ),
    ours(
        &["is reserved for the standard"],
        "level{_at=\"a\"} 1\n",
        "names that begin with an underscore are reserved: Python refuses two underscores, in labels",
    ),
    ours(
        &["the time of creation must be a finite number"],
        "# TYPE jobs counter\njobs_total 1\njobs_created NaN\n",
        "a timestamp is a real number: Python takes any for the value of `_created`",
    ),
    ours(
        &["the value of an exemplar must be within its bucket"],
        "# TYPE wait histogram\nwait_bucket{le=\"1\"} 1 # {} 2\nwait_bucket{le=\"+Inf\"} 1\n",
        "an exemplar must be within its bucket: Python does not compare them",
    ),
    ours(
        &["must fit into a 64-bit float"],
        "level 1e400\n",
        "numbers must be within the range of 64 bits: Python makes an infinity of larger ones",
    ),
    ours(
        &["`NaN` has no sign"],
        "level +NaN\n",
        "the grammar has `nan` without a sign: Python reads what `float` does",
    ),
    ours(
        &["`le` must not be NaN"],
        "# TYPE wait histogram\nwait_bucket{le=\"-NaN\"} 1\nwait_bucket{le=\"+Inf\"} 1\n",
        "a bound must not be NaN: Python finds it by its text, and not if it has a sign",
    ),
    ours(
        &["invalid `le` of a"],
        "# TYPE wait histogram\nwait_bucket{le=\"1_0\"} 1\nwait_bucket{le=\"+Inf\"} 1\n",
        "the grammar has no blanks or underscores in numbers: Python reads what `float` does",
    ),
    ours(
        &["invalid `quantile` of a summary"],
        "# TYPE size summary\nsize{quantile=\" 0.5\"} 1\n",
        "the grammar has no blanks or underscores in numbers: Python reads what `float` does",
    ),
    ours(
        &["invalid timestamp"],
        "level 1 1.\r5\n",
        "the grammar has no blanks in numbers: Python reads what `int` does",
    ),
    ours(
        &["expected a value"],
        "level{at=\"a\"}x1\n",
        "there must be a space before the value: Python skips any character behind the labels",
    ),
    ours(
        &["unexpected text after the sample"],
        "level 1 1.\t5\n",
        "the grammar has no tabs in numbers: Python reads what `int` does",
    ),
    ours(
        &["expected `=`"],
        "level{a:b=\"c\"} 1\n",
        "the grammar has no blanks between labels and no colons in their names: Python lets both be",
    ),
    ours(
        &["expected a label name"],
        "level{ at=\"a\"} 1\n",
        "the grammar has no blanks between labels and no colons in their names: Python lets both be",
    ),
    ours(
        &["expected the value of label"],
        "level{at= \"a\"} 1\n",
        "the grammar has no blanks between labels: Python strips them",
    ),
    ours(
        &["expected `,` or `}`"],
        "level{at=\"a\" } 1\n",
        "the grammar has no blanks between labels: Python strips them",
    ),
    ours(
        &["expected a metric name"],
        "# TYPE  level gauge\n",
        "a line must not begin with a blank, nor have two in a row: Python splits at any number",
    ),
    ours(
        &["expected a space after the name"],
        "# TYPE level\t gauge\n",
        "the grammar has one space behind a name: Python strips more than that",
    ),
    ours(
        &["expected `# TYPE`, `# UNIT`, `# HELP` or `# EOF`"],
        "#! TYPE level gauge\n",
        "no other line may begin with `#`: Python does not look at the character behind it",
    ),
    ours(
        &["without a carriage return"],
        "# HELP level A.\r\n",
        "lines must not end with carriage returns: Python keeps them in a help",
    ),
    ours(
        &["a backslash at the end of a help"],
        "# HELP level A\\\n",
        "the grammar has a character behind each backslash: Python lets the last one stand",
    ),
    pythons(
        &["AttributeError(\"'float' object has no attribute 'sec'\")"],
        "level 1 1.5e0\nlevel 2 2\n",
        "timestamps may have an exponent: Python cannot compare one with one that has none",
    ),
    pythons(
        &["ValueError()"],
        "{\"level.of\"} 1\n",
        "a family of unknown type may have a quoted name: Python wants metadata before it",
    ),
];
