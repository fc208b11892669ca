//! Which names are spoken for: those that metrics have, and those that become of them in the exposition.

use std::collections::HashMap;

use super::Scope;
use crate::document::{Document, Kind, Metric};
use crate::openmetrics;

/// What the metrics of a document, by their positions in it, keep others from being called.
pub(crate) struct Taken {
    exposed: HashMap<String, Vec<usize>>,
    squeezed: HashMap<String, Vec<usize>>,
}

impl Taken {
    fn new(document: &Document) -> Self {
        let mut taken = Self {
            exposed: HashMap::new(),
            squeezed: HashMap::new(),
        };
        for (position, metric) in document.metrics.iter().enumerate() {
            for name in exposed_names(metric.kind, &metric.name) {
                taken.exposed.entry(name).or_default().push(position);
            }
            let squeezed = squeezed(&metric.name);
            taken.squeezed.entry(squeezed).or_default().push(position);
        }
        taken
    }
}

impl Scope<'_> {
    /// Whether a metric of another name exposes something under the name of this one.
    pub fn is_exposed_by_another(&self, metric: &Metric) -> bool {
        let by = self.taken().exposed.get(metric.name.as_str());
        self.any(by, |it| it.name.value != metric.name.value)
    }

    /// Whether a metric can be called so: what becomes of the name is not another one's, and nothing is all too like it.
    pub fn is_free(&self, name: &str, metric: &Metric) -> bool {
        let Taken {
            exposed,
            squeezed: similar,
        } = self.taken();
        let is_another = |it: &Metric| it.name.span != metric.name.span;
        let mut names = exposed_names(metric.kind, name).into_iter();
        !names.any(|name| self.any(exposed.get(&name), is_another))
            && !self.any(similar.get(&squeezed(name)), is_another)
    }

    fn any(&self, positions: Option<&Vec<usize>>, is: impl Fn(&Metric) -> bool) -> bool {
        let mut metrics = positions.into_iter().flatten();
        metrics.any(|position| is(&self.document.metrics[*position]))
    }

    /// Found out once it is asked for: in a schema without mistakes nobody does.
    fn taken(&self) -> &Taken {
        self.taken.get_or_init(|| Taken::new(self.document))
    }
}

/// The names of a metric's family and samples in the formats of Prometheus and `OpenMetrics`.
pub(crate) fn exposed_names(kind: Kind, name: &str) -> Vec<String> {
    let mut names = series_names(kind, name);
    names.extend(added_names(kind, name));
    names
}

/// The names of a metric's series, which are the same in all formats, and its own name.
pub(crate) fn series_names(kind: Kind, name: &str) -> Vec<String> {
    // A name without anything before its suffix is an error of its own.
    if kind.family(name).is_empty() {
        return Vec::new();
    }
    names(kind, name).series
}

/// The names that `OpenMetrics` adds: those of the family and of created samples.
pub(crate) fn added_names(kind: Kind, name: &str) -> Vec<String> {
    names(kind, name).added
}

fn names(kind: Kind, name: &str) -> openmetrics::Names {
    match kind {
        Kind::Counter => openmetrics::Names::counter(name),
        Kind::Info => openmetrics::Names::info(name),
        Kind::Histogram => openmetrics::Names::histogram(name),
        Kind::Gauge | Kind::StateSet => openmetrics::Names::single(name),
    }
}

/// A name without what is easily overlooked.
pub(crate) fn squeezed(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}
