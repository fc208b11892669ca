//! The differences between a scrape and a schema.

use crate::input::exposition::{Family, Violation};
use crate::printable::printable;

/// One difference between a scrape and a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind of difference.
    pub problem: Problem,
    /// The full name of the metric.
    pub metric: String,
    /// A description of the difference.
    pub message: String,
    /// A suggestion to fix it.
    pub help: &'static str,
    /// Where the metric is declared: file, line and column.
    pub declared: Option<String>,
    /// The line of the scrape, from 1.
    pub line: Option<usize>,
}

/// The kinds of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// A family breaks a rule of the format, such as a count that differs from the buckets.
    Malformed,
    /// The schema does not declare the family.
    Undeclared,
    /// A declared metric is not exposed.
    MissingMetric,
    /// Some series of a metric are not exposed.
    MissingSeries,
    /// The exposed type differs.
    WrongType,
    /// The exposed help text differs.
    WrongHelp,
    /// The exposed unit differs.
    WrongUnit,
    /// Labels are missing or not declared.
    WrongLabels,
    /// A label value is not declared.
    WrongValue,
    /// The exposed buckets differ.
    WrongBuckets,
    /// The metric cannot have this value.
    WrongNumber,
}

impl Problem {
    /// Its name in messages, for example `wrong_type`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Undeclared => "undeclared",
            Self::MissingMetric => "missing_metric",
            Self::MissingSeries => "missing_series",
            Self::WrongType => "wrong_type",
            Self::WrongHelp => "wrong_help",
            Self::WrongUnit => "wrong_unit",
            Self::WrongLabels => "wrong_labels",
            Self::WrongValue => "wrong_value",
            Self::WrongBuckets => "wrong_buckets",
            Self::WrongNumber => "wrong_number",
        }
    }

    /// A suggestion to fix it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Malformed => {
                "fix the exposition: queries return wrong results, and strict parsers reject the whole scrape"
            }
            Self::Undeclared => "declare it, or ignore it with `--ignore` or `[verify] ignore`",
            Self::MissingMetric => {
                "check that the program was built with this schema, and that its exporter serves the catalog"
            }
            Self::MissingSeries => {
                "all series with closed labels exist from the first scrape: check that the program was built with this schema"
            }
            Self::WrongType => "change the schema or the program so that both have the same type",
            Self::WrongHelp => "use the same help text in the schema and in the program",
            Self::WrongUnit => "use the exposed unit in the name and in the schema",
            Self::WrongLabels => {
                "declare the exposed labels: an additional or missing label makes a different series"
            }
            Self::WrongValue => "declare the value, or expose a declared one",
            Self::WrongBuckets => {
                "declare the exposed bounds: series with different buckets cannot be aggregated"
            }
            Self::WrongNumber => "check the kind, `value` and `range` of the metric",
        }
    }
}

/// Reports the first of several violations of one rule by one family.
pub(super) fn malformed(violation: &Violation, more: usize, declared: Option<String>) -> Finding {
    let problem = Problem::Malformed;
    Finding {
        problem,
        metric: violation.family.clone(),
        message: format!(
            "`{}`: {}{}",
            printable(&violation.family),
            violation.malformed.message,
            and_others(more)
        ),
        help: problem.help(),
        declared,
        line: Some(violation.malformed.line),
    }
}

/// "", or " and 5 more".
pub(super) fn and_more(count: usize) -> String {
    match count {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

/// Formats how many other places break the same rule.
pub(super) fn and_others(more: usize) -> String {
    match more {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    }
}

pub(super) fn undeclared(family: &Family) -> Finding {
    let problem = Problem::Undeclared;
    Finding {
        problem,
        metric: family.name.clone(),
        message: format!(
            "{} `{}` is not declared",
            family.kind.name(),
            printable(&family.name)
        ),
        help: problem.help(),
        declared: None,
        line: Some(family.line),
    }
}
