//! Where Python's parser is known to judge otherwise than the specification, and why.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Us,
    Python,
}

/// A kind of text that one reader refuses and the other accepts.
#[derive(Debug)]
pub(super) struct Difference {
    /// Who refuses.
    pub by: By,
    /// Parts of what is said then.
    pub says: &'static [&'static str],
    /// What the other overlooks, or why it is right.
    #[expect(
        dead_code,
        reason = "for those who read the list, and in messages by `Debug`"
    )]
    pub why: &'static str,
}

const fn ours(says: &'static [&'static str], why: &'static str) -> Difference {
    let by = By::Us;
    Difference { by, says, why }
}

const fn pythons(says: &'static [&'static str], why: &'static str) -> Difference {
    let by = By::Python;
    Difference { by, says, why }
}

pub(super) const DIFFERENCES: &[Difference] = &[
    ours(
        &["a counter needs a value"],
        "a point of a counter must have a total: Python takes a time of creation alone",
    ),
    ours(
        &["a series of", "stands twice"],
        "points of a metric must have rising timestamps: Python drops what repeats a series",
    ),
    ours(
        &["quantile", "must not stand twice"],
        "quantiles are a map: Python compares their texts, and not the numbers",
    ),
    ours(
        &["must not have the label `quantile`"],
        "the labels of a summary must not have the name `quantile`: Python looks at quantiles alone",
    ),
    ours(
        &["is reserved for the standard"],
        "names that begin with an underscore are reserved: Python refuses two underscores, in labels",
    ),
    ours(
        &["the time of creation must be a finite number"],
        "a timestamp is a real number: Python takes any for the value of `_created`",
    ),
    ours(
        &["the value of an exemplar must be within its bucket"],
        "an exemplar must be within its bucket: Python does not compare them",
    ),
    ours(
        &["must fit into a 64-bit float"],
        "numbers must be within the range of 64 bits: Python makes an infinity of larger ones",
    ),
    ours(
        &["`NaN` has no sign"],
        "the grammar has `nan` without a sign: Python reads what `float` does",
    ),
    ours(
        &["`le` must not be NaN"],
        "a bound must not be NaN: Python finds it by its text, and not if it has a sign",
    ),
    ours(
        &["`le` of a", "is no number"],
        "the grammar has no blanks or underscores in numbers: Python reads what `float` does",
    ),
    ours(
        &["`quantile` of a summary is no number"],
        "the grammar has no blanks or underscores in numbers: Python reads what `float` does",
    ),
    ours(
        &["timestamp", "is no number"],
        "the grammar has no blanks in numbers: Python reads what `int` does",
    ),
    ours(
        &["a value is wanted"],
        "there must be a space before the value: Python skips any character behind the labels",
    ),
    ours(
        &["nothing more is wanted here"],
        "the grammar has no tabs in numbers: Python reads what `int` does",
    ),
    ours(
        &["`=` is wanted"],
        "the grammar has no blanks between labels and no colons in their names: Python lets both be",
    ),
    ours(
        &["the name of a label is wanted"],
        "the grammar has no blanks between labels and no colons in their names: Python lets both be",
    ),
    ours(
        &["the value of label", "is wanted, in quotes"],
        "the grammar has no blanks between labels: Python strips them",
    ),
    ours(
        &["`,` or `}` is wanted"],
        "the grammar has no blanks between labels: Python strips them",
    ),
    ours(
        &["the name of a metric is wanted"],
        "a line must not begin with a blank, nor have two in a row: Python splits at any number",
    ),
    ours(
        &["a blank is wanted after the name"],
        "the grammar has one space behind a name: Python strips more than that",
    ),
    ours(
        &["`# TYPE`, `# UNIT`, `# HELP` or `# EOF` is wanted"],
        "no other line may begin with `#`: Python does not look at the character behind it",
    ),
    ours(
        &["without a carriage return"],
        "lines must not end with carriage returns: Python keeps them in a help",
    ),
    ours(
        &["a backslash at the end of a help"],
        "the grammar has a character behind each backslash: Python lets the last one stand",
    ),
    pythons(
        &["AttributeError(\"'float' object has no attribute 'sec'\")"],
        "timestamps may have an exponent: Python cannot compare one with one that has none",
    ),
    pythons(
        &["ValueError()"],
        "a family of unknown type may have a quoted name: Python wants metadata before it",
    ),
];
