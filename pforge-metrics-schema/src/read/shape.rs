//! What a file must be before its content counts: of a known version, with known keys and types.

use crate::rule::{Rule, Severity};

pub(crate) static SCHEMA_VERSION: Rule = Rule {
    id: "schema_version",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("schema_version.md"),
};

pub(crate) static UNKNOWN_KEY: Rule = Rule {
    id: "unknown_key",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("unknown_key.md"),
};

pub(crate) static MISSING_KEY: Rule = Rule {
    id: "missing_key",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("missing_key.md"),
};

pub(crate) static TYPE_MISMATCH: Rule = Rule {
    id: "type_mismatch",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("type_mismatch.md"),
};
