//! A family as one escaping scheme serves it.
//!
//! A served family can be written without further checks: its names are those of the scheme, and labels and series are unique.
//! Metrics that break this are left out, and [`Fault`] says why.

use super::fault::Fault;
use super::{ExemplarValue, Label, Metric, MetricFamily, MetricType, MetricValue};
use crate::names::{Escaping, is_plain_label};
use std::collections::HashSet;
use std::sync::Arc;

/// The metrics of a family that are served, under the names of one scheme.
pub(crate) struct Served {
    pub(crate) name: String,
    /// The label that holds the states of a state set. It is called like the family, but labels have no colons. Empty for other
    /// types.
    pub(crate) state_label: String,
    pub(crate) escaping: Escaping,
    family: Arc<MetricFamily>,
    metrics: Vec<ServedMetric>,
    /// Why metrics were left out.
    pub(crate) fault: Option<Fault>,
}

struct ServedMetric {
    /// The position in the family.
    number: usize,
    /// The labels, if their names differ in this scheme.
    renamed: Option<Vec<Label>>,
}

/// Names and values of labels, in the order of the names.
pub(crate) type LabelSet = Vec<Label>;

/// The labels in the order of their names, without empty ones: equal for metrics that no reader can tell apart. To Prometheus a
/// label with an empty value is no label.
pub(crate) fn label_set(labels: &[Label]) -> LabelSet {
    let labels = labels.iter().filter(|(_, value)| !value.is_empty());
    let mut labels: LabelSet = labels.cloned().collect();
    labels.sort_unstable();
    labels
}

/// The label of a sample that holds the name of its series, whatever the format.
const NAME: &str = "__name__";

impl Served {
    /// Returns what is served of a family in its normal form, of which metrics were left out already for the reason in `fault`.
    pub(crate) fn new(
        family: &Arc<MetricFamily>,
        fault: Option<Fault>,
        escaping: Escaping,
    ) -> Self {
        let state_label = match family.kind {
            MetricType::StateSet => escaping.label(&family.name).into_owned(),
            _ => String::new(),
        };
        let mut served = Self {
            name: escaping.metric(&family.name).into_owned(),
            state_label,
            escaping,
            family: Arc::clone(family),
            metrics: Vec::with_capacity(family.metrics.len()),
            fault,
        };
        let mut seen = HashSet::with_capacity(family.metrics.len());
        for (number, metric) in family.metrics.iter().enumerate() {
            let fault = match served.renamed(metric) {
                // The first of equal ones stays.
                Ok(renamed) => {
                    let labels = renamed.as_deref().unwrap_or(&metric.labels);
                    let is_new = seen.insert(label_set(labels));
                    let metric = ServedMetric { number, renamed };
                    served.metrics.extend(is_new.then_some(metric));
                    (!is_new).then_some(Fault::DuplicateSeries)
                }
                Err(fault) => Some(fault),
            };
            served.fault = served.fault.take().or(fault);
        }
        served
    }

    pub(crate) fn kind(&self) -> MetricType {
        self.family.kind
    }

    pub(crate) fn help(&self) -> &str {
        &self.family.help
    }

    /// The unit. OpenMetrics allows none for infos and state sets.
    pub(crate) fn unit(&self) -> Option<&str> {
        let has_unit = !matches!(self.kind(), MetricType::Info | MetricType::StateSet);
        self.family.unit.as_deref().filter(|_| has_unit)
    }

    /// Each metric behind its labels.
    pub(crate) fn metrics(&self) -> impl Iterator<Item = (&[Label], &Metric)> {
        self.metrics.iter().map(|served| {
            let metric = &self.family.metrics[served.number];
            let labels = served.renamed.as_deref().unwrap_or(&metric.labels);
            (labels, metric)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.metrics.is_empty()
    }

    /// Drops the metrics for whose labels this does not hold.
    pub(crate) fn retain(&mut self, mut stays: impl FnMut(&[Label]) -> bool) {
        let family = &self.family;
        self.metrics.retain(|served| {
            let gathered = &family.metrics[served.number].labels;
            stays(served.renamed.as_deref().unwrap_or(gathered))
        });
    }

    /// Whether nothing is renamed or left out, exemplars included: then all schemes that leave plain names alone serve it so.
    pub(crate) fn is_plain(&self) -> bool {
        let is_plain_exemplar =
            |it: &ExemplarValue| it.labels.iter().all(|(name, _)| is_plain_label(name));
        self.fault.is_none()
            && self.name == *self.family.name
            && (self.state_label.is_empty() || self.state_label == self.name)
            && self.metrics.len() == self.family.metrics.len()
            && self.metrics.iter().all(|served| served.renamed.is_none())
            && self
                .family
                .metrics
                .iter()
                .all(|metric| exemplars(metric).all(is_plain_exemplar))
    }

    /// Whether two families have the same name, type and help, and no different units.
    pub(crate) fn has_metadata_of(&self, other: &Self) -> bool {
        let units = self.unit().zip(other.unit());
        (&self.name, self.kind(), self.help()) == (&other.name, other.kind(), other.help())
            && units.is_none_or(|(ours, theirs)| ours == theirs)
    }

    /// What follows the family's name in the names of its series; the family's own name is taken in any case.
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind() {
            MetricType::Histogram => &["", "_bucket", "_sum", "_count"],
            MetricType::Summary => &["", "_sum", "_count"],
            _ => &[""],
        }
    }

    /// The label that tells the samples of one metric apart.
    pub(crate) fn own_label(&self) -> Option<&str> {
        match self.kind() {
            MetricType::Histogram => Some("le"),
            MetricType::Summary => Some("quantile"),
            MetricType::StateSet => Some(&self.state_label),
            _ => None,
        }
    }

    /// What the samples of the family need this label for, if they do.
    fn purpose(&self, label: &str) -> Option<&'static str> {
        if label == NAME {
            return Some("the name of the metric");
        }
        self.own_label().filter(|own| *own == label)?;
        match self.kind() {
            MetricType::Histogram => Some("bounds of buckets"),
            MetricType::Summary => Some("quantiles"),
            _ => Some("states"),
        }
    }

    fn check_label(&self, label: &str) -> Result<(), Fault> {
        if label.is_empty() {
            return Err(Fault::UnnamedLabel);
        }
        // `dots` has another name for it, and still leaves it out as all schemes do.
        let reserved = [label, &self.escaping.label(label)]
            .into_iter()
            .find_map(|label| Some((label.to_owned(), self.purpose(label)?)));
        match reserved {
            Some((label, purpose)) => Err(Fault::ReservedLabel { label, purpose }),
            None => Ok(()),
        }
    }

    /// The labels of a metric that can be served, if they are other ones in this scheme.
    fn renamed(&self, metric: &Metric) -> Result<Option<Vec<Label>>, Fault> {
        let escaping = self.escaping;
        let labels = &metric.labels;
        // The own label of a state set is the name of the family.
        if let Some(label) = self.own_label().filter(|label| *label == NAME) {
            self.check_label(label)?;
        }
        for (number, (name, _)) in labels.iter().enumerate() {
            self.check_label(name)?;
            let name = escaping.label(name);
            let is_before = labels[..number]
                .iter()
                .any(|(other, _)| escaping.label(other) == name);
            if is_before {
                return Err(Fault::DuplicateLabel(name.into_owned()));
            }
        }
        if labels.iter().all(|(name, _)| escaping.label(name) == *name) {
            return Ok(None);
        }
        let rename = |(name, value): &Label| {
            let name = escaping.label(name).into_owned();
            (name.into(), value.clone())
        };
        Ok(Some(labels.iter().map(rename).collect()))
    }
}

/// All exemplars of a metric.
fn exemplars(metric: &Metric) -> impl Iterator<Item = &ExemplarValue> {
    let histogram = match &metric.value {
        MetricValue::Histogram(histogram) => Some(histogram),
        _ => None,
    };
    let buckets = histogram.into_iter().flat_map(|it| &it.buckets);
    let of_buckets = buckets.filter_map(|bucket| bucket.exemplar.as_ref());
    metric.exemplar.iter().chain(of_buckets)
}
