//! What a file must be before its content counts: TOML, of a known version, with known keys and types. Reading finds
//! all of it, see [`crate::parse`] and [`crate::read`].

use crate::diagnostic::Severity;
use crate::rule::Rule;

pub(crate) static SYNTAX: Rule = Rule {
    id: "syntax",
    title: "the file is TOML",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
A schema is a TOML 1.1 file (https://toml.io). Only the first syntax error is shown: one missing bracket makes \
everything after it look wrong, and most of that goes away with it.",
    wrong: "\
prefix = pforge_
",
    right: "\
prefix = \"pforge_\"
",
    check: None,
};

pub(crate) static SCHEMA_VERSION: Rule = Rule {
    id: "schema_version",
    title: "`schema` is a version of the format that this compiler knows",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
`schema` states the version of the format, so that a later one can change what a key means without changing what your \
file means. There is one version so far, 1, and it is the default.",
    wrong: "\
schema = 2
",
    right: "\
schema = 1
",
    check: None,
};

pub(crate) static UNKNOWN_KEY: Rule = Rule {
    id: "unknown_key",
    title: "every key is one that its table has",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
A key that nobody reads is a mistake that nobody sees: the misspelt `lables` of a metric would silently export it \
without labels.",
    wrong: "\
[counter.pforge_ticks_total]
hepl = \"Ticks of the orchestrator.\"
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: None,
};

pub(crate) static MISSING_KEY: Rule = Rule {
    id: "missing_key",
    title: "a table has all the keys that it needs",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A group needs a `title`, an owner a `contact`, a label one of `values`, `open`, `type` and `range`, a stateset `states`, an \
info `labels`, a state `fields`, and bounds that are computed need every number of their formula. None of these has a default that would be right more often than wrong.",
    wrong: "\
[gauge.pforge_entropy]
help  = \"Global disorder score.\"
group = \"puzzle\"

[group.puzzle]
",
    right: "\
[gauge.pforge_entropy]
help  = \"Global disorder score.\"
group = \"puzzle\"

[group.puzzle]
title = \"Puzzle state\"
",
    check: None,
};

pub(crate) static TYPE_MISMATCH: Rule = Rule {
    id: "type_mismatch",
    title: "every value is of the type that its key takes",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    explanation: "\
Nothing is converted behind your back: a string is never read as a number, and one label is still written as a list of \
one. Numbers are the exception that TOML itself suggests: an integer will do where a float is asked for.",
    wrong: "\
[counter.pforge_ticks_total]
help = 1
",
    right: "\
[counter.pforge_ticks_total]
help = \"Ticks of the orchestrator.\"
",
    check: None,
};
