//! A family as one escaping scheme serves it.
//!
//! A served family can be written without further checks: its names are those of the scheme, labels and series are unique, and
//! values fit the family's kind. Metrics that break this are left out, and [`Fault`] says why.

use super::{
    ExemplarValue, HistogramValue, Label, Metric, MetricFamily, MetricType, MetricValue, Text,
};
use crate::names::{Escaping, is_plain_label};
use std::collections::HashSet;
use std::sync::Arc;

/// The metrics of a family that are served, under the names of one scheme.
pub(crate) struct Served {
    pub(crate) name: String,
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

/// What would break a scrape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A metric has a value of another type than the family.
    MixedTypes,
    /// A metric has this label twice.
    DuplicateLabel(String),
    /// Two metrics have the same labels, or two samples of a metric do.
    DuplicateSeries,
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

impl Served {
    pub(crate) fn new(family: &Arc<MetricFamily>, escaping: Escaping) -> Self {
        let mut served = Self {
            name: escaping.metric(&family.name).into_owned(),
            escaping,
            family: Arc::clone(family),
            metrics: Vec::with_capacity(family.metrics.len()),
            fault: None,
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

    pub(crate) fn unit(&self) -> Option<&str> {
        self.family.unit.as_deref()
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
            MetricType::StateSet => Some(&self.name),
            _ => None,
        }
    }

    /// The labels of a metric that can be served, if they are other ones in this scheme.
    fn renamed(&self, metric: &Metric) -> Result<Option<Vec<Label>>, Fault> {
        check(self.kind(), &metric.value)?;
        let escaping = self.escaping;
        let labels = &metric.labels;
        for (number, (name, _)) in labels.iter().enumerate() {
            let name = escaping.label(name);
            let is_before = labels[..number]
                .iter()
                .any(|(other, _)| escaping.label(other) == name);
            if is_before || self.own_label() == Some(&name) {
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

/// Whether a value can stand in a family of this kind, with no sample twice.
fn check(kind: MetricType, value: &MetricValue) -> Result<(), Fault> {
    let is_single = match (kind, value) {
        (MetricType::Histogram, MetricValue::Histogram(histogram)) => {
            is_ascending(histogram.buckets.iter().map(|it| it.upper_bound))
                && has_single_native(histogram)
        }
        (MetricType::Summary, MetricValue::Summary(summary)) => {
            is_ascending(summary.quantiles.iter().map(|it| it.quantile))
        }
        (MetricType::StateSet, MetricValue::States(states)) => {
            let mut names: Vec<&Text> = states.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            names.windows(2).all(|pair| pair[0] != pair[1])
        }
        (MetricType::Info, value) if value.as_f64() == Some(1.0) => true,
        (MetricType::Counter | MetricType::Gauge | MetricType::Unknown, value)
            if value.as_f64().is_some() =>
        {
            true
        }
        _ => return Err(Fault::MixedTypes),
    };
    is_single.then_some(()).ok_or(Fault::DuplicateSeries)
}

/// Whether no native bucket is there twice.
fn has_single_native(histogram: &HistogramValue) -> bool {
    let is_single = |side: &[(i32, u64)]| side.windows(2).all(|pair| pair[0].0 < pair[1].0);
    let native = histogram.native.as_ref();
    native.is_none_or(|native| is_single(&native.negative) && is_single(&native.positive))
}

fn is_ascending(bounds: impl Iterator<Item = f64> + Clone) -> bool {
    bounds.clone().zip(bounds.skip(1)).all(|(a, b)| a < b)
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
