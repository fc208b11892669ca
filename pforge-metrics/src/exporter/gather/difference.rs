//! Compares families that have the same name.

use crate::descriptor::Descriptor;
use crate::exposition::model::{Label, MetricType, Served, label_set};
use crate::registry::SourceKind;

/// The metadata of a family, without its name.
pub(crate) struct Metadata<'a> {
    source: SourceKind,
    kind: MetricType,
    help: &'a str,
    unit: Option<&'a str>,
}

/// A metadata field that differs between two families of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Type,
    Help,
    Unit,
}

impl Field {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Help => "help",
            Self::Unit => "unit",
        }
    }
}

/// The first difference between two families of the same name.
#[derive(Clone)]
pub(crate) struct Difference {
    pub(crate) field: Field,
    pub(crate) first: (SourceKind, String),
    pub(crate) second: (SourceKind, String),
}

/// The first series that exists in two families with the same name and metadata.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) series: String,
    pub(crate) first: SourceKind,
    pub(crate) second: SourceKind,
}

impl<'a> Metadata<'a> {
    pub(crate) fn of_descriptor(descriptor: &'a Descriptor) -> Self {
        Self {
            source: SourceKind::Catalog,
            kind: descriptor.kind().into(),
            help: descriptor.help(),
            unit: descriptor.unit(),
        }
    }

    pub(crate) fn of_external(source: SourceKind, family: &'a Served) -> Self {
        Self {
            source,
            kind: family.kind(),
            help: family.help(),
            unit: family.unit(),
        }
    }

    /// Returns the first field in which a later family differs.
    pub(crate) fn difference(&self, later: &Self) -> Option<Difference> {
        // Units of external families are compared only if both families have one. Those of catalogs are always compared.
        let is_compared =
            later.source == SourceKind::Catalog || self.unit.is_some() && later.unit.is_some();
        let fields = [
            (
                Field::Type,
                Some(type_name(self.kind)),
                Some(type_name(later.kind)),
            ),
            (Field::Help, Some(self.help), Some(later.help)),
            (
                Field::Unit,
                self.unit.filter(|_| is_compared),
                later.unit.filter(|_| is_compared),
            ),
        ];
        let (field, first, second) = fields.into_iter().find(|(_, a, b)| a != b)?;
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        Some(Difference {
            field,
            first: (self.source, text(first)),
            second: (later.source, text(second)),
        })
    }
}

/// Returns the name of the type in a `# TYPE` line.
fn type_name(kind: MetricType) -> &'static str {
    match kind {
        MetricType::Counter => "counter",
        MetricType::Gauge => "gauge",
        MetricType::Histogram => "histogram",
        MetricType::Summary => "summary",
        MetricType::StateSet => "stateset",
        MetricType::Info => "info",
        MetricType::Unknown => "untyped",
    }
}

impl Shared {
    /// The families of two catalogs that no constant label distinguishes.
    pub(crate) fn cataloged(name: &str) -> Self {
        Self {
            series: name.to_owned(),
            first: SourceKind::Catalog,
            second: SourceKind::Catalog,
        }
    }

    /// A metric that an earlier source has too.
    pub(crate) fn external(
        name: &str,
        labels: &[Label],
        (first, second): (SourceKind, SourceKind),
    ) -> Self {
        let labels = label_set(labels);
        let labels: Vec<String> = labels
            .iter()
            .map(|(label, value)| format!("{label}={value:?}"))
            .collect();
        Self {
            series: if labels.is_empty() {
                name.to_owned()
            } else {
                format!("{name}{{{}}}", labels.join(","))
            },
            first,
            second,
        }
    }
}
