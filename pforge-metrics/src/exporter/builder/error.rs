//! Why an exporter can't be built.

use crate::exporter::gather::families::{Dropped, Reason};
use crate::exporter::report::report;
use crate::exposition::model::Fault;
use crate::registry::SourceKind;
use std::fmt;

/// Why an exporter can't be built.
///
/// `Debug` prints the same text as `Display`, for programs that return it from `main`.
#[non_exhaustive]
pub enum BuildError {
    /// The exporter has nothing to serve.
    NoSource,
    /// Metrics of two names would show series of one name.
    #[non_exhaustive]
    DuplicateName {
        /// The name of the series.
        name: String,
        /// The family that has it, and where it is.
        first: (SourceKind, String),
        /// The family that wants it too, and where it is.
        second: (SourceKind, String),
    },
    /// Two sources have a family of one name, and its type, help or unit differ.
    #[non_exhaustive]
    DifferentMetadata {
        /// The name of the family.
        family: String,
        /// What differs: `type`, `help` or `unit`.
        field: &'static str,
        /// An earlier source and the value there.
        first: (SourceKind, String),
        /// A later source and the value there.
        second: (SourceKind, String),
    },
    /// Two sources have a series with the same labels.
    #[non_exhaustive]
    SharedSeries {
        /// The name of the family.
        family: String,
        /// The series, with its labels unless both sources are catalogs.
        series: String,
        /// The two sources.
        sources: (SourceKind, SourceKind),
    },
    /// A source has metrics of two types under one name, or a value that does not fit the family's type.
    #[non_exhaustive]
    MixedTypes {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
    },
    /// A metric has a label twice, as a constant label may bring about.
    #[non_exhaustive]
    DuplicateLabel {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
        /// The name of the label.
        label: String,
    },
    /// A source has a series twice.
    #[non_exhaustive]
    DuplicateSeries {
        /// The kind of source.
        source: SourceKind,
        /// The name of the family.
        family: String,
    },
    /// A limit is zero: every scrape would be refused.
    #[non_exhaustive]
    ZeroLimit {
        /// The builder's method that sets it.
        limit: &'static str,
    },
}

impl BuildError {
    /// Why a family can't be served.
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
            Reason::Fault(Fault::MixedTypes) => Self::MixedTypes { source, family },
            Reason::Fault(Fault::DuplicateSeries) => Self::DuplicateSeries { source, family },
            Reason::Fault(Fault::DuplicateLabel(label)) => Self::DuplicateLabel {
                source,
                family,
                label,
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
            Self::MixedTypes { source, family } => {
                write!(
                    f,
                    "{source} has metrics of two types under the name `{family}`"
                )
            }
            Self::DuplicateLabel {
                source,
                family,
                label,
            } => {
                write!(
                    f,
                    "{source} has a metric `{family}` with the label `{label}` twice"
                )
            }
            Self::DuplicateSeries { source, family } => {
                write!(f, "{source} has two metrics `{family}` with the same labels")
            }
            Self::ZeroLimit { limit } => {
                write!(f, "`{limit}` is 0, which would refuse every scrape")
            }
        }
    }
}

impl std::error::Error for BuildError {}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report(self, f)
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
            "remove one, or give each another value of a constant label",
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
