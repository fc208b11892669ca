//! A family with the names of one escaping scheme.
//!
//! A served family can be written without further checks: its names are escaped, and its labels and series are unique.
//! Metrics that violate this are omitted, and [`Fault`] is the reason.

use super::fault::Fault;
use super::{ExemplarValue, Label, Metric, MetricFamily, MetricType, MetricValue};
use crate::names::{Escaping, is_plain_label};
use std::collections::HashSet;
use std::sync::Arc;

/// The valid metrics of a family, with the names of one escaping scheme.
pub(crate) struct Served {
    pub(crate) name: String,
    /// The label with the states of a state set. Its name is that of the family, escaped as a label. Empty for other
    /// types.
    pub(crate) state_label: String,
    pub(crate) escaping: Escaping,
    family: Arc<MetricFamily>,
    metrics: Vec<ServedMetric>,
    /// The first reason why metrics were omitted.
    pub(crate) fault: Option<Fault>,
}

struct ServedMetric {
    /// The index in the family.
    index: usize,
    /// The labels with escaped names, if escaping changes any name.
    escaped_labels: Option<Vec<Label>>,
}

/// Names and values of labels, sorted by name.
pub(crate) type LabelSet = Vec<Label>;

/// Returns the labels sorted by name, without those that have an empty value. Prometheus ignores empty labels, so
/// metrics with equal label sets are the same series.
pub(crate) fn label_set(labels: &[Label]) -> LabelSet {
    let labels = labels.iter().filter(|(_, value)| !value.is_empty());
    let mut labels: LabelSet = labels.cloned().collect();
    labels.sort_unstable();
    labels
}

/// The label with the metric name of a sample, in all formats.
const NAME: &str = "__name__";

impl Served {
    /// Escapes the names of a normalized family and omits invalid metrics. `fault` is the reason if normalizing already
    /// omitted some.
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
        for (index, metric) in family.metrics.iter().enumerate() {
            let fault = match served.escaped_labels(metric) {
                // The first of several equal series is served.
                Ok(escaped_labels) => {
                    let labels = escaped_labels.as_deref().unwrap_or(&metric.labels);
                    let is_new = seen.insert(label_set(labels));
                    let metric = ServedMetric {
                        index,
                        escaped_labels,
                    };
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

    /// The unit. OpenMetrics forbids units for infos and state sets.
    pub(crate) fn unit(&self) -> Option<&str> {
        let has_unit = !matches!(self.kind(), MetricType::Info | MetricType::StateSet);
        self.family.unit.as_deref().filter(|_| has_unit)
    }

    /// Each metric with its labels.
    pub(crate) fn metrics(&self) -> impl Iterator<Item = (&[Label], &Metric)> {
        self.metrics.iter().map(|served| {
            let metric = &self.family.metrics[served.index];
            let labels = served.escaped_labels.as_deref().unwrap_or(&metric.labels);
            (labels, metric)
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.metrics.is_empty()
    }

    /// Retains only the metrics with labels that satisfy the predicate.
    pub(crate) fn retain(&mut self, mut predicate: impl FnMut(&[Label]) -> bool) {
        let family = &self.family;
        self.metrics.retain(|served| {
            let gathered = &family.metrics[served.index].labels;
            predicate(served.escaped_labels.as_deref().unwrap_or(gathered))
        });
    }

    /// Returns whether no name is escaped and nothing is omitted, including exemplars. All schemes that keep plain
    /// names then have the same result.
    pub(crate) fn is_plain(&self) -> bool {
        let is_plain_exemplar =
            |it: &ExemplarValue| it.labels.iter().all(|(name, _)| is_plain_label(name));
        self.fault.is_none()
            && self.name == *self.family.name
            && (self.state_label.is_empty() || self.state_label == self.name)
            && self.metrics.len() == self.family.metrics.len()
            && self
                .metrics
                .iter()
                .all(|served| served.escaped_labels.is_none())
            && self
                .family
                .metrics
                .iter()
                .all(|metric| exemplars(metric).all(is_plain_exemplar))
    }

    /// Returns whether two families have the same name, type and help, and no conflicting units.
    pub(crate) fn has_metadata_of(&self, other: &Self) -> bool {
        let units = self.unit().zip(other.unit());
        (&self.name, self.kind(), self.help()) == (&other.name, other.kind(), other.help())
            && units.is_none_or(|(unit, other_unit)| unit == other_unit)
    }

    /// The suffixes of the family's series names. The name without a suffix is always reserved for the family.
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind() {
            MetricType::Histogram => &["", "_bucket", "_sum", "_count"],
            MetricType::Summary => &["", "_sum", "_count"],
            _ => &[""],
        }
    }

    /// The label that distinguishes the samples of one metric.
    pub(crate) fn sample_label(&self) -> Option<&str> {
        match self.kind() {
            MetricType::Histogram => Some("le"),
            MetricType::Summary => Some("quantile"),
            MetricType::StateSet => Some(&self.state_label),
            _ => None,
        }
    }

    /// The purpose of a label that is reserved for the samples of the family.
    fn purpose(&self, label: &str) -> Option<&'static str> {
        if label == NAME {
            return Some("the name of the metric");
        }
        self.sample_label().filter(|reserved| *reserved == label)?;
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
        // The unescaped name is checked as well, so that `dots`, which escapes it, omits the same metrics as all other
        // schemes.
        let reserved = [label, &self.escaping.label(label)]
            .into_iter()
            .find_map(|label| Some((label.to_owned(), self.purpose(label)?)));
        match reserved {
            Some((label, purpose)) => Err(Fault::ReservedLabel { label, purpose }),
            None => Ok(()),
        }
    }

    /// Returns the labels with escaped names, or `None` if escaping changes no name.
    fn escaped_labels(&self, metric: &Metric) -> Result<Option<Vec<Label>>, Fault> {
        let escaping = self.escaping;
        let labels = &metric.labels;
        // The sample label of a state set is the name of the family, which may be reserved.
        if let Some(label) = self.sample_label().filter(|label| *label == NAME) {
            self.check_label(label)?;
        }
        for (index, (name, _)) in labels.iter().enumerate() {
            self.check_label(name)?;
            let name = escaping.label(name);
            let is_duplicate = labels[..index]
                .iter()
                .any(|(other, _)| escaping.label(other) == name);
            if is_duplicate {
                return Err(Fault::DuplicateLabel(name.into_owned()));
            }
        }
        if labels.iter().all(|(name, _)| escaping.label(name) == *name) {
            return Ok(None);
        }
        let escape = |(name, value): &Label| {
            let name = escaping.label(name).into_owned();
            (name.into(), value.clone())
        };
        Ok(Some(labels.iter().map(escape).collect()))
    }
}

/// Returns all classic exemplars of a metric.
fn exemplars(metric: &Metric) -> impl Iterator<Item = &ExemplarValue> {
    let histogram = match &metric.value {
        MetricValue::Histogram(histogram) => Some(histogram),
        _ => None,
    };
    let buckets = histogram.into_iter().flat_map(|it| &it.buckets);
    let bucket_exemplars = buckets.filter_map(|bucket| bucket.exemplar.as_ref());
    metric.exemplar.iter().chain(bucket_exemplars)
}
