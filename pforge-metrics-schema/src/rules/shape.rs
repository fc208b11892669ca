//! What every file must be before its content counts.

use crate::diagnostic::Severity;
use crate::rule::Rule;

pub(crate) const SYNTAX: Rule = Rule {
    id: "syntax",
    title: "the file is TOML 1.1",
    severity: Severity::Error,
    explanation: "\
A schema is a TOML file. Only the first syntax error is shown: one missing bracket makes everything after it look
wrong, and most of that goes away with it.",
    wrong: "prefix = pforge_\n",
    right: "prefix = \"pforge_\"\n",
};
