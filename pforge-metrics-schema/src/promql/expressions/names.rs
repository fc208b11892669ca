//! What the name of a series leads to.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use crate::document::{Domain, Kind, Label, Metric};
use crate::scope::{self, LabelName, Scope};
use crate::source::Span;
use crate::suggest;

/// Series that Prometheus itself records while alerts are pending or fire.
const OF_ALERTS: &[&str] = &["ALERTS", "ALERTS_FOR_STATE"];

/// Series that Prometheus itself records of each scrape. Their labels are those of whatever was scraped. See
/// <https://prometheus.io/docs/concepts/jobs_instances/>.
const OF_SCRAPES: &[&str] = &[
    "up",
    "scrape_duration_seconds",
    "scrape_samples_scraped",
    "scrape_samples_post_metric_relabeling",
    "scrape_series_added",
    "scrape_timeout_seconds",
    "scrape_sample_limit",
    "scrape_body_size_bytes",
];

/// How many names may be compared to find out what misspelt ones were meant to be.
const COMPARISONS: usize = 200_000;

/// The names of a schema.
pub(super) struct Names<'a> {
    pub scope: &'a Scope<'a>,
    /// Where the exported name of each label is written.
    exported: HashMap<&'a str, Span>,
    comparisons: Cell<usize>,
}

/// What a name leads to.
pub(super) enum Found<'a> {
    Metric(&'a Metric, Part),
    /// A recording rule, by its position.
    Record(usize),
    /// What is there whenever a target is scraped.
    OfScrapes,
    /// What the schema does not tell of.
    Foreign,
    /// A histogram that has no series of this name: its own without native buckets, others without classic ones.
    Histogram(&'a Metric),
    /// A counter without its `_total`, or another name that the exposition does not have.
    Unexposed(&'a Metric, String),
    Nothing,
}

/// Which of the series of a metric.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Those of its own name.
    Itself,
    Bucket,
    SumOrCount,
    Created,
}

impl<'a> Names<'a> {
    pub fn new(scope: &'a Scope<'a>) -> Self {
        let labels = scope.document.labels.iter().map(Label::exported);
        Self {
            scope,
            exported: labels.map(|name| (name.as_str(), name.span)).collect(),
            comparisons: Cell::new(COMPARISONS),
        }
    }

    pub fn find(&self, name: &str) -> Found<'a> {
        let scope = self.scope;
        let mut foreign = scope.document.promql.series.items.iter();
        if let Some(position) = scope.records.find(name) {
            return Found::Record(position);
        }
        if let Some(metric) = scope.metric(name) {
            return match metric.kind {
                Kind::Histogram if !is_native(metric) => Found::Histogram(metric),
                _ => Found::Metric(metric, Part::Itself),
            };
        }
        if let Some((metric, part)) = self.part(name) {
            return Found::Metric(metric, part);
        }
        if OF_SCRAPES.contains(&name) {
            return Found::OfScrapes;
        }
        if foreign.any(|series| is_named(name, series)) || OF_ALERTS.contains(&name) {
            return Found::Foreign;
        }
        let of_classic = ["_bucket", "_sum", "_count"];
        let mut metrics = of_classic
            .iter()
            .filter_map(|suffix| scope.metric(name.strip_suffix(suffix)?));
        if let Some(histogram) = metrics.find(|it| it.kind == Kind::Histogram) {
            return Found::Histogram(histogram);
        }
        let total = format!("{name}_total");
        match scope.metric(&total) {
            Some(metric) => Found::Unexposed(metric, total),
            None => Found::Nothing,
        }
    }

    /// Where the metric or the rule is declared that has a series.
    pub fn declared(&self, name: &str) -> Option<Span> {
        match self.find(name) {
            Found::Metric(metric, _) => Some(metric.name.span),
            Found::Record(position) => Some(self.scope.document.records[position].name.span),
            _ => None,
        }
    }

    /// Where the exported name of a label is written, unless it is a role, which each metric declares for itself.
    pub fn declared_label(&self, name: &str) -> Option<Span> {
        self.exported.get(name).copied()
    }

    /// The metric that exposes a name with a suffix.
    fn part(&self, name: &str) -> Option<(&'a Metric, Part)> {
        let of = |suffix: &str| self.scope.metric(name.strip_suffix(suffix)?);
        let histogram = |suffix: &str| of(suffix).filter(|it| it.kind == Kind::Histogram);
        let has_bounds = |metric: &&Metric| metric.buckets.value().is_some() || !is_native(metric);
        if let Some(metric) = histogram("_bucket").filter(has_bounds) {
            return Some((metric, Part::Bucket));
        }
        let sum = histogram("_sum").or_else(|| histogram("_count"));
        if let Some(metric) = sum.filter(has_bounds) {
            return Some((metric, Part::SumOrCount));
        }
        let counter = || {
            self.scope
                .metric(&format!("{}_total", name.strip_suffix("_created")?))
        };
        let created = histogram("_created").or_else(counter)?;
        Some((created, Part::Created))
    }

    /// The name that was probably meant. A recording rule does not mean itself.
    pub fn meant(&self, name: &str, of: Option<&str>) -> Option<String> {
        let document = self.scope.document;
        let prefix = document.prefix.as_ref().map_or("", |prefix| prefix);
        let prefixed = format!("{prefix}{name}");
        if Some(&*prefixed) != of && !matches!(self.find(&prefixed), Found::Nothing) {
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
        let candidates = candidates.filter(|it| Some(*it) != of);
        suggest::nearest(name, candidates).map(str::to_owned)
    }

    /// Whether a name begins as all names of this schema do.
    pub fn is_own(&self, name: &str) -> bool {
        let prefix = self.scope.document.prefix.as_ref();
        prefix.is_some_and(|prefix| !prefix.is_empty() && name.starts_with(prefix.as_str()))
    }

    /// The labels that series of a metric have in Prometheus; `None` if the file does not tell.
    pub fn labels(&self, metric: &'a Metric, part: Part) -> Option<BTreeSet<String>> {
        let is_told = |used: &LabelName<'_>| {
            let label = used.used.map(|used| self.scope.label(&used.label));
            label.is_none_or(|label| label.is_some())
        };
        let is_whole = metric.labels.whole && metric.facts.whole;
        if !is_whole || !self.scope.label_names(metric).iter().all(is_told) {
            return None;
        }
        let own = self.scope.label_names(metric);
        let own = own.iter().map(|name| name.text.value.clone());
        let always = self.always(metric, part);
        Some(own.chain(always).chain(self.external()).collect())
    }

    /// Those that none of its series lacks: of constant labels and of external ones, nobody knows.
    pub fn always(&self, metric: &'a Metric, part: Part) -> BTreeSet<String> {
        let own = self.scope.label_names(metric);
        let own = own.into_iter().filter(|name| name.used.is_some());
        let own = own.map(|name| name.text.value.clone());
        let le = (part == Part::Bucket).then(|| "le".to_owned());
        let of_targets = ["job", "instance"].map(str::to_owned);
        own.chain(le).chain(of_targets).collect()
    }

    /// The labels that all series may have, wherever they come from.
    fn external(&self) -> impl Iterator<Item = String> {
        let external = self.scope.document.promql.external_labels.items.iter();
        external.map(|label| label.value.clone())
    }

    /// The label of the schema that tells the values of one of a metric's labels.
    pub fn label(&self, metric: &'a Metric, name: &str) -> Option<&'a Label> {
        if metric.kind == Kind::StateSet && metric.name.value == name {
            return self.scope.label(metric.states.value()?);
        }
        let names = self.scope.label_names(metric);
        let used = names.iter().find(|it| it.text.value == name)?.used?;
        self.scope.label(&used.label)
    }
}

/// Whether `[promql] series` names a series, in full or by its beginning: `node_*`.
fn is_named(name: &str, series: &str) -> bool {
    match series.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == series,
    }
}

pub(super) fn is_native(metric: &Metric) -> bool {
    metric.native.value().is_some()
}

/// The names under which a metric has series.
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

/// The values that a label can have, if they are known.
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
