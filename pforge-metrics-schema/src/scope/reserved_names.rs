//! The names that are not free: those of metrics, and those that metrics expose.

use std::collections::HashMap;

use super::Scope;
use crate::document::{Document, Kind, Metric};
use crate::openmetrics::FamilyNames;

/// The names that the metrics of a document reserve, with the positions of the metrics.
pub(crate) struct ReservedNames {
    exposed: HashMap<String, Vec<usize>>,
    normalized: HashMap<String, Vec<usize>>,
}

impl ReservedNames {
    fn new(document: &Document) -> Self {
        let mut reserved = Self {
            exposed: HashMap::new(),
            normalized: HashMap::new(),
        };
        for (position, metric) in document.metrics.iter().enumerate() {
            for name in exposed_names(metric.kind, &metric.name) {
                reserved.exposed.entry(name).or_default().push(position);
            }
            let normalized = normalized(&metric.name);
            reserved
                .normalized
                .entry(normalized)
                .or_default()
                .push(position);
        }
        reserved
    }
}

impl Scope<'_> {
    /// Returns whether a metric with another name exposes the name of this metric.
    pub fn is_exposed_by_another(&self, metric: &Metric) -> bool {
        let by = self.reserved_names().exposed.get(metric.name.as_str());
        self.any(by, |it| it.name.value != metric.name.value)
    }

    /// Returns whether a metric can have this name: no other metric exposes one of its names or has a similar one.
    pub fn is_free(&self, name: &str, metric: &Metric) -> bool {
        let ReservedNames {
            exposed,
            normalized: similar,
        } = self.reserved_names();
        let is_another = |it: &Metric| it.name.span != metric.name.span;
        let mut names = exposed_names(metric.kind, name).into_iter();
        !names.any(|name| self.any(exposed.get(&name), is_another))
            && !self.any(similar.get(&normalized(name)), is_another)
    }

    fn any(&self, positions: Option<&Vec<usize>>, is: impl Fn(&Metric) -> bool) -> bool {
        let mut metrics = positions.into_iter().flatten();
        metrics.any(|position| is(&self.document.metrics[*position]))
    }

    /// Returns the reserved names. They are collected on first use, because a schema without mistakes does not need
    /// them.
    fn reserved_names(&self) -> &ReservedNames {
        self.reserved
            .get_or_init(|| ReservedNames::new(self.document))
    }
}

/// Returns the names of a metric's family and samples in the Prometheus and `OpenMetrics` formats.
pub(crate) fn exposed_names(kind: Kind, name: &str) -> Vec<String> {
    let mut names = series_names(kind, name);
    names.extend(added_names(kind, name));
    names
}

/// Returns the names of a metric and of its series, which are the same in all formats.
pub(crate) fn series_names(kind: Kind, name: &str) -> Vec<String> {
    // `name_format` reports a name that consists only of its suffix.
    if kind.family(name).is_empty() {
        return Vec::new();
    }
    names(kind, name).series
}

/// Returns the names that `OpenMetrics` adds for the family and for created samples.
pub(crate) fn added_names(kind: Kind, name: &str) -> Vec<String> {
    names(kind, name).added
}

fn names(kind: Kind, name: &str) -> FamilyNames {
    match kind {
        Kind::Counter => FamilyNames::counter(name),
        Kind::Info => FamilyNames::info(name),
        Kind::Histogram => FamilyNames::histogram(name),
        Kind::Gauge | Kind::StateSet => FamilyNames::single(name),
    }
}

/// Returns a name in lower case and without underscores.
pub(crate) fn normalized(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}
