//! What differs.

use crate::input::exposition::{Family, Violation};
use crate::printable::printable;

/// One difference between a scrape and a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of what sort it is.
    pub problem: Problem,
    /// The metric, by its name in full.
    pub metric: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Where the metric is declared: file, line and column.
    pub declared: Option<String>,
    /// The line of the scrape, from 1.
    pub line: Option<usize>,
}

/// The sorts of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// A rule of the format that a family breaks, such as a count that differs from the buckets.
    Malformed,
    /// A family that the schema does not declare.
    Undeclared,
    /// A metric of which nothing is exposed.
    MissingMetric,
    /// A metric without some of its series.
    MissingSeries,
    /// Another type.
    WrongType,
    /// Another help.
    WrongHelp,
    /// Another unit.
    WrongUnit,
    /// Labels that are missing, or too many.
    WrongLabels,
    /// A value that a label can't have.
    WrongValue,
    /// Other buckets.
    WrongBuckets,
    /// A number that the metric can't have.
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

    /// What to do about it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Malformed => {
                "fix the exposition: queries return wrong results, and strict parsers reject the whole scrape"
            }
            Self::Undeclared => "declare it, or leave it out with `--ignore` or `[verify] ignore`",
            Self::MissingMetric => {
                "is the program older than the schema, or its catalog not among the exporter's?"
            }
            Self::MissingSeries => {
                "series of closed labels are there from the first scrape on: is the program older than the schema?"
            }
            Self::WrongType => "declare what is exposed, or register it as what is declared",
            Self::WrongHelp => "let both say the same",
            Self::WrongUnit => "let the name and the schema have the unit that is exposed",
            Self::WrongLabels => {
                "declare the labels that are exposed: a label more or less makes other series"
            }
            Self::WrongValue => "declare the value, or let the program expose one that is",
            Self::WrongBuckets => {
                "declare the bounds that are exposed: series of other buckets can't be added up"
            }
            Self::WrongNumber => "declare the metric as what it counts",
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
