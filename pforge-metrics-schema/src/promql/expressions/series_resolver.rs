//! Resolves the names of series to metrics and recording rules.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use crate::document::{Domain, Kind, Label, Metric};
use crate::scope::{self, LabelName, Scope};
use crate::source::Span;
use crate::suggest;

/// Series that Prometheus records while alerts are pending or firing.
const ALERT_SERIES: &[&str] = &["ALERTS", "ALERTS_FOR_STATE"];

/// Series that Prometheus records for each scrape. They have the labels of the target. See
/// <https://prometheus.io/docs/concepts/jobs_instances/>.
const SCRAPE_SERIES: &[&str] = &[
    "up",
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
    "scrape_timeout_seconds",
    "scrape_sample_limit",
    "scrape_body_size_bytes",
];

/// The maximum number of names that are compared to find suggestions for misspelled names.
const COMPARISONS: usize = 200_000;

/// Resolves the names of series in a schema.
pub(super) struct SeriesResolver<'a> {
    pub scope: &'a Scope<'a>,
    /// The span of the exported name of each label.
    exported: HashMap<&'a str, Span>,
    comparisons: Cell<usize>,
}

/// The result of resolving the name of a series.
pub(super) enum Resolved<'a> {
    Metric(&'a Metric, SeriesPart),
    /// A recording rule, by its position.
    Record(usize),
    /// A series that exists for every scraped target.
    Scrape,
    /// A series of another program, or one of alerts.
    External,
    /// A histogram without a series of this name: it has no native buckets, or no classic ones.
    NotOfHistogram(&'a Metric),
    /// The name of a counter without `_total`, with the full name.
    WithoutTotal(&'a Metric, String),
    Unknown,
}

/// The series of a metric that a name refers to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SeriesPart {
    /// The series with the name of the metric.
    Own,
    Bucket,
    SumOrCount,
    Created,
}

impl<'a> SeriesResolver<'a> {
    pub fn new(scope: &'a Scope<'a>) -> Self {
        let labels = scope.document.labels.iter().map(Label::exported);
        Self {
            scope,
            exported: labels.map(|name| (name.as_str(), name.span)).collect(),
            comparisons: Cell::new(COMPARISONS),
        }
    }

    pub fn find(&self, name: &str) -> Resolved<'a> {
        let scope = self.scope;
        let mut external = scope.document.promql.series.items.iter();
        if let Some(position) = scope.records.find(name) {
            return Resolved::Record(position);
        }
        if let Some(metric) = scope.metric(name) {
            return match metric.kind {
                Kind::Histogram if !is_native(metric) => Resolved::NotOfHistogram(metric),
                _ => Resolved::Metric(metric, SeriesPart::Own),
            };
        }
        if let Some((metric, part)) = self.part(name) {
            return Resolved::Metric(metric, part);
        }
        if SCRAPE_SERIES.contains(&name) {
            return Resolved::Scrape;
        }
        if external.any(|series| matches_entry(name, series)) || ALERT_SERIES.contains(&name) {
            return Resolved::External;
        }
        let suffixes = ["_bucket", "_sum", "_count"];
        let mut metrics = suffixes
            .iter()
            .filter_map(|suffix| scope.metric(name.strip_suffix(suffix)?));
        if let Some(histogram) = metrics.find(|it| it.kind == Kind::Histogram) {
            return Resolved::NotOfHistogram(histogram);
        }
        let total = format!("{name}_total");
        match scope.metric(&total) {
            Some(metric) => Resolved::WithoutTotal(metric, total),
            None => Resolved::Unknown,
        }
    }

    /// Returns the span of the metric or recording rule that a name resolves to.
    pub fn declared(&self, name: &str) -> Option<Span> {
        match self.find(name) {
            Resolved::Metric(metric, _) => Some(metric.name.span),
            Resolved::Record(position) => Some(self.scope.document.records[position].name.span),
            _ => None,
        }
    }

    /// Returns the span of the exported name of a label. Roles are not included, because each metric declares its own.
    pub fn declared_label(&self, name: &str) -> Option<Span> {
        self.exported.get(name).copied()
    }

    /// Returns the metric that exposes a name with a suffix.
    fn part(&self, name: &str) -> Option<(&'a Metric, SeriesPart)> {
        let of = |suffix: &str| self.scope.metric(name.strip_suffix(suffix)?);
        let histogram = |suffix: &str| of(suffix).filter(|it| it.kind == Kind::Histogram);
        let has_bounds = |metric: &&Metric| metric.buckets.value().is_some() || !is_native(metric);
        if let Some(metric) = histogram("_bucket").filter(has_bounds) {
            return Some((metric, SeriesPart::Bucket));
        }
        let sum = histogram("_sum").or_else(|| histogram("_count"));
        if let Some(metric) = sum.filter(has_bounds) {
            return Some((metric, SeriesPart::SumOrCount));
        }
        let counter = || {
            self.scope
                .metric(&format!("{}_total", name.strip_suffix("_created")?))
        };
        let created = histogram("_created").or_else(counter)?;
        Some((created, SeriesPart::Created))
    }

    /// Returns the known name nearest to an unknown one. A recording rule is not suggested in its own expression.
    pub fn nearest(&self, name: &str, recording_rule: Option<&str>) -> Option<String> {
        let document = self.scope.document;
        let prefix = document.prefix.as_ref().map_or("", |prefix| prefix);
        let prefixed = format!("{prefix}{name}");
        let is_known = !matches!(self.find(&prefixed), Resolved::Unknown);
        if Some(&*prefixed) != recording_rule && is_known {
            return Some(prefixed);
        }
        let exposed = document.metrics.iter().flat_map(series_names);
        let records = document.records.iter().map(|it| it.name.value.clone());
        let candidates: Vec<String> = exposed
            .chain(records)
            .take(self.comparisons.get())
            .collect();
        self.comparisons
            .set(self.comparisons.get() - candidates.len());
        let candidates = candidates.iter().map(String::as_str);
        let candidates = candidates.filter(|it| Some(*it) != recording_rule);
        suggest::nearest(name, candidates).map(str::to_owned)
    }

    /// Returns whether a name starts with the prefix of this schema.
    pub fn is_own(&self, name: &str) -> bool {
        let prefix = self.scope.document.prefix.as_ref();
        prefix.is_some_and(|prefix| !prefix.is_empty() && name.starts_with(prefix.as_str()))
    }

    /// Returns the labels that the series of a metric can have in Prometheus, or `None` if some of them are unknown.
    pub fn labels(&self, metric: &'a Metric, part: SeriesPart) -> Option<BTreeSet<String>> {
        let is_declared = |used: &LabelName<'_>| {
            let label = used.used.map(|used| self.scope.label(&used.label));
            label.is_none_or(|label| label.is_some())
        };
        let is_whole = metric.labels.whole && metric.facts.whole;
        if !is_whole || !self.scope.label_names(metric).iter().all(is_declared) {
            return None;
        }
        let own = self.scope.label_names(metric);
        let own = own.iter().map(|name| name.text.value.clone());
        let always_present = self.always_present(metric, part);
        Some(own.chain(always_present).chain(self.external()).collect())
    }

    /// Returns the labels that all series of a metric have. Const labels and external labels are uncertain and not
    /// included.
    pub fn always_present(&self, metric: &'a Metric, part: SeriesPart) -> BTreeSet<String> {
        let own = self.scope.label_names(metric);
        let own = own.into_iter().filter(|name| name.used.is_some());
        let own = own.map(|name| name.text.value.clone());
        let le = (part == SeriesPart::Bucket).then(|| "le".to_owned());
        let target_labels = ["job", "instance"].map(str::to_owned);
        own.chain(le).chain(target_labels).collect()
    }

    /// Returns the external labels, which every series can have.
    fn external(&self) -> impl Iterator<Item = String> {
        let external = self.scope.document.promql.external_labels.items.iter();
        external.map(|label| label.value.clone())
    }

    /// Returns the declaration of a label of a metric.
    pub fn label(&self, metric: &'a Metric, name: &str) -> Option<&'a Label> {
        if metric.kind == Kind::StateSet && metric.name.value == name {
            return self.scope.label(metric.states.value()?);
        }
        let names = self.scope.label_names(metric);
        let used = names.iter().find(|it| it.text.value == name)?.used?;
        self.scope.label(&used.label)
    }
}

/// Returns whether an entry of `[promql] series` matches a name. The entry is a full name or a prefix such as `node_*`.
fn matches_entry(name: &str, series: &str) -> bool {
    match series.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == series,
    }
}

pub(super) fn is_native(metric: &Metric) -> bool {
    metric.native.value().is_some()
}

/// Returns the names of the series of a metric.
pub(super) fn series_names(metric: &Metric) -> Vec<String> {
    let mut names = scope::series_names(metric.kind, &metric.name);
    if metric.kind == Kind::Histogram {
        let has_bounds = metric.buckets.value().is_some();
        names.retain(|name| {
            if *name == metric.name.value {
                is_native(metric)
            } else {
                has_bounds
            }
        });
    }
    names
}

/// Returns the values that a label can have, or `None` if they are unknown.
pub(super) fn values(label: &Label) -> Option<Vec<String>> {
    match label.domain.as_ref()? {
        Domain::Closed(values) if values.whole => {
            let values = values.items.iter();
            Some(values.map(|value| value.wire.value.clone()).collect())
        }
        Domain::Bool => Some(vec!["false".to_owned(), "true".to_owned()]),
        Domain::Range(range) => {
            label.count()?;
            Some(
                (range.first..=range.last)
                    .map(|number| number.to_string())
                    .collect(),
            )
        }
        Domain::Closed(_) | Domain::Open(_) => None,
    }
}
