//! Errors of [`ExporterBuilder::build`](super::ExporterBuilder::build).

use crate::exporter::gather::families::{Dropped, Reason};
use crate::exporter::report::report;
use crate::exposition::model::{Fault, InvalidValue, MetricType};
use crate::registry::SourceKind;
use std::fmt;

/// The error returned by [`ExporterBuilder::build`](super::ExporterBuilder::build).
///
/// `Debug` writes the same text as `Display`, for programs that return the error from `main`.
#[non_exhaustive]
pub enum BuildError {
    /// The builder has no source.
    NoSource,
    /// Two families with different names have series of the same name.
    #[non_exhaustive]
    DuplicateName {
        /// The name of the series.
        name: String,
        /// The source and name of the first family.
        first: (SourceKind, String),
        /// The source and name of the second family.
        second: (SourceKind, String),
    },
    /// Two sources have a family of the same name with a different type, help or unit.
    #[non_exhaustive]
    DifferentMetadata {
        /// The name of the family.
        family: String,
        /// The field that differs: `type`, `help` or `unit`.
        field: &'static str,
        /// The earlier source and its value.
        first: (SourceKind, String),
        /// The later source and its value.
        second: (SourceKind, String),
    },
    /// Two sources have a series with the same name and labels.
    #[non_exhaustive]
    SharedSeries {
        /// The name of the family.
        family: String,
        /// The series. Includes its labels unless both sources are catalogs.
        series: String,
        /// The two sources.
        sources: (SourceKind, SourceKind),
    },
    /// A registry has metrics of different types with the same name.
    #[non_exhaustive]
    MixedTypes {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
    },
    /// A function returned a metric whose value does not have the type of its family.
    #[non_exhaustive]
    WrongType {
        /// The name of the family.
        family: String,
        /// The type of the family.
        kind: MetricType,
        /// The type of the value with an article, such as `a histogram`.
        value: &'static str,
    },
    /// A metric has a value that Prometheus rejects.
    #[non_exhaustive]
    InvalidValue {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
        /// The type of the family.
        kind: MetricType,
        /// A description of the problem, such as ``with the value `-1` ``.
        problem: String,
        /// A description of the fix.
        help: &'static str,
    },
    /// A family has no name.
    #[non_exhaustive]
    UnnamedFamily {
        /// The kind of source.
        source: SourceKind,
    },
    /// A label has no name.
    #[non_exhaustive]
    UnnamedLabel {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
    },
    /// A metric has a reserved label: `__name__`, `le` in a histogram, `quantile` in a summary or
    /// the name of a state set.
    #[non_exhaustive]
    ReservedLabel {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
        /// The name of the label.
        label: String,
        /// The purpose that the label is reserved for, such as `quantiles`.
        purpose: &'static str,
    },
    /// A metric has a duplicate label, for example because a constant label has the same name.
    #[non_exhaustive]
    DuplicateLabel {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
        /// The name of the label.
        label: String,
    },
    /// A source has a duplicate series.
    #[non_exhaustive]
    DuplicateSeries {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
    },
    /// A limit is zero, which would reject every scrape.
    #[non_exhaustive]
    ZeroLimit {
        /// The name of the builder method that sets it.
        limit: &'static str,
    },
}

impl BuildError {
    /// Converts a dropped family into an error.
    pub(in crate::exporter) fn dropped(dropped: Dropped) -> Self {
        let Dropped {
            family,
            source,
            reason,
        } = dropped;
        match reason {
            Reason::Clash(clash, first) => Self::DuplicateName {
                name: clash.name,
                first: (first, clash.first),
                second: (source, family),
            },
            Reason::Differs(it) => Self::DifferentMetadata {
                family,
                field: it.field.name(),
                first: it.first,
                second: it.second,
            },
            Reason::Shared(it) => Self::SharedSeries {
                family,
                series: it.series,
                sources: (it.first, it.second),
            },
            Reason::Fault(fault) => Self::fault(source, family, fault),
        }
    }

    fn fault(source: SourceKind, family: String, fault: Fault) -> Self {
        match fault {
            Fault::UnnamedFamily => Self::UnnamedFamily { source },
            Fault::UnnamedLabel => Self::UnnamedLabel { source, family },
            Fault::DuplicateLabel(label) => Self::DuplicateLabel {
                source,
                family,
                label,
            },
            Fault::ReservedLabel { label, purpose } => Self::ReservedLabel {
                source,
                family,
                label,
                purpose,
            },
            Fault::DuplicateSeries => Self::DuplicateSeries { source, family },
            // The crate `prometheus` merges families by name alone.
            Fault::WrongType { .. } if source == SourceKind::Registry => {
                Self::MixedTypes { source, family }
            }
            Fault::WrongType {
                family: kind,
                value,
            } => Self::WrongType {
                family,
                kind,
                value,
            },
            Fault::InvalidValue(InvalidValue {
                family: kind,
                problem,
                help,
            }) => Self::InvalidValue {
                source,
                family,
                kind,
                problem,
                help,
            },
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSource => f.write_str(
                "the exporter has nothing to serve\nhelp: add the metrics of your crate with `.catalog(&CATALOG)`",
            ),
            Self::DuplicateName {
                name,
                first: (first_source, first),
                second: (second_source, second),
            } => {
                write!(
                    f,
                    "`{name}` is a series of the metric `{first}` in {first_source} and of the metric `{second}` in {second_source}\nhelp: rename one of them"
                )
            }
            Self::DifferentMetadata {
                family,
                field,
                first: (first_source, first),
                second: (second_source, second),
            } => {
                write!(
                    f,
                    "`{family}` has the {field} `{}` in {first_source} and `{}` in {second_source}\nhelp: make them equal",
                    first.escape_debug(),
                    second.escape_debug()
                )
            }
            Self::SharedSeries {
                family,
                series,
                sources,
            } => shared_series(family, series, *sources, f),
            Self::ZeroLimit { limit } => {
                write!(f, "`{limit}` is 0, which rejects every scrape\nhelp: pass a positive number")
            }
            of_one_source => of_one_source.write_fault(f),
        }
    }
}

impl BuildError {
    /// Writes the errors that concern a single family.
    fn write_fault(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MixedTypes { source, family } => write!(
                f,
                "{source} has metrics of two types under the name `{family}`\nhelp: rename those of one type"
            ),
            Self::WrongType {
                family,
                kind,
                value,
            } => write!(
                f,
                "a source returned {value} as a value of the {} `{family}`\nhelp: return it in a family of its own type",
                kind.term()
            ),
            Self::InvalidValue {
                source,
                family,
                kind,
                problem,
                help,
            } => write!(
                f,
                "{source} {} the {} `{family}` {problem}\nhelp: {help}",
                verb(*source),
                kind.term()
            ),
            Self::UnnamedFamily { source } => write!(
                f,
                "{source} {} a family without a name\nhelp: give it a name",
                verb(*source)
            ),
            Self::UnnamedLabel { source, family } => write!(
                f,
                "{source} {} a metric `{family}` with a label without a name\nhelp: give the label a name",
                verb(*source)
            ),
            Self::ReservedLabel {
                source,
                family,
                label,
                purpose,
            } => write!(
                f,
                "{source} {} a metric `{family}` with the label `{label}`, which is reserved for {purpose}\nhelp: rename the label",
                verb(*source)
            ),
            Self::DuplicateLabel {
                source,
                family,
                label,
            } => write!(
                f,
                "{source} has a metric `{family}` with the label `{label}` twice\nhelp: remove one of them, or rename it"
            ),
            Self::DuplicateSeries { source, family } => {
                let fix = match source {
                    SourceKind::Function => "return each label set once",
                    _ => "remove one, or give each another value of a constant label",
                };
                write!(
                    f,
                    "{source} has two metrics `{family}` with the same labels\nhelp: {fix}"
                )
            }
            // `fmt` writes the other variants.
            _ => Ok(()),
        }
    }
}

impl std::error::Error for BuildError {}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self, f)
    }
}

fn verb(source: SourceKind) -> &'static str {
    match source {
        SourceKind::Function => "returned",
        _ => "has",
    }
}

fn shared_series(
    family: &str,
    series: &str,
    sources: (SourceKind, SourceKind),
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    use SourceKind::{Catalog, Function, Registry};

    let (found, fix) = match sources {
        (Catalog, Catalog) => (
            format!("two catalogs have the metric `{family}`"),
            "remove one, or give each another value of a constant label",
        ),
        (Registry, Registry) => (
            format!("the series `{series}` exists twice in the registries"),
            "remove one, or give each another value of a constant label",
        ),
        (Function, Function) => (
            format!("the series `{series}` exists twice in the sources"),
            "remove one, or give each another value of a label",
        ),
        (Catalog, Function) => (
            format!("the series `{series}` exists in a catalog and in a source"),
            "remove it from the source, or give it one more label there",
        ),
        (first, second) => (
            format!("the series `{series}` exists in {first} and in {second}"),
            "delete the registered one, or give it a constant label with another value",
        ),
    };
    write!(f, "{found}\nhelp: {fix}")
}
