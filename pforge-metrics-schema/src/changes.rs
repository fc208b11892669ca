//! What has changed between two states of a schema, and what of it breaks what others rely on.

mod labels;
#[cfg(feature = "tooling")]
mod rules;

use std::collections::HashMap;
use std::fmt;

use crate::schema::{Histogram, Kind, Metric, MetricId, Number, Schema, Stability, User};

#[cfg(feature = "tooling")]
pub use rules::{RuleChange, RuleWhat, rule_changes};

/// A difference between two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The metric's name, the old one where it was renamed.
    pub metric: String,
    /// What is different.
    pub what: What,
    /// Whether dashboards and alerts may rely on what was before.
    pub is_breaking: bool,
    /// Who asked for the metric in the old schema, where what was asked for may be gone.
    pub asked_for_by: Vec<User>,
}

/// What is different about a metric.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is exported under this name too.
    Renamed(String),
    /// It is on its way out, which it was not.
    Deprecated,
    /// Its kind was the first and is the second.
    Kind(&'static str, &'static str),
    /// Its unit was the first and is the second.
    Unit(Option<String>, Option<String>),
    /// It has a label more.
    LabelAdded(String),
    /// It has a label less.
    LabelRemoved(String),
    /// A label has a value more.
    ValueAdded(String, String),
    /// A label has a value less.
    ValueRemoved(String, String),
    /// What a label can be was the first and is the second.
    Domain(String, String, String),
    /// A label's range was the first and is the second, which holds all of it.
    Widened(String, String, String),
    /// Its bounds or native buckets were the first and are the second.
    Buckets(String, String),
    /// Whether it is exposed from the start has changed, in either direction.
    Init,
    /// Its help was the first and is the second.
    Help(String, String),
    /// How much others may rely on it was the first and is the second.
    Stability(Stability, Stability),
    /// How many series it can have was the first and is the second.
    Series(usize, usize),
}

/// The differences between two states of a schema, in the order of the metrics: those of the old one, then new ones.
///
/// A change breaks something if the old schema promised otherwise: a stable metric keeps its name, kind, unit, labels, values
/// and buckets, and a beta one does until it is deprecated. What is deprecated may go. Alpha and internal metrics promise
/// nothing.
///
/// ```
/// use pforge_metrics_schema::{Source, Surroundings, changes, compile};
///
/// let schema = |text: &str| {
///     let source = Source { path: "metrics.toml".to_owned(), text: text.to_owned() };
///     compile(source, &Surroundings::NONE).schema
/// };
/// let old = schema("[gauge.load_ratio]\nhelp = 'Load.'\nstability = 'stable'\n");
/// let new = schema("[gauge.depth]\nhelp = 'Depth.'\n");
/// let changes: Vec<String> = changes(&old, &new).iter().map(ToString::to_string).collect();
/// assert_eq!(changes, ["load_ratio: removed", "depth: added"]);
/// ```
#[must_use]
pub fn changes(old: &Schema, new: &Schema) -> Vec<Change> {
    let (before, now) = (by_name(old), by_name(new));
    let mut changes = Vec::new();
    for (id, metric) in old.metrics.iter().enumerate() {
        let found = match now.get(metric.name.as_str()) {
            Some(now) => differences((metric, old), (now, new)),
            None => vec![What::Removed],
        };
        let is_announced = metric.deprecated.is_some();
        for what in found {
            let breaks = breaks(&what);
            changes.push(Change {
                metric: metric.name.clone(),
                is_breaking: breaks && promises(metric) && !(is_announced && what == What::Removed),
                asked_for_by: if breaks {
                    users(MetricId(id), old)
                } else {
                    Vec::new()
                },
                what,
            });
        }
    }
    // The metrics of a schema are in the order of its files.
    for metric in &new.metrics {
        if !before.contains_key(metric.name.as_str()) {
            changes.push(Change {
                metric: metric.name.clone(),
                what: What::Added,
                is_breaking: false,
                asked_for_by: Vec::new(),
            });
        }
    }
    changes
}

fn users(metric: MetricId, schema: &Schema) -> Vec<User> {
    let uses = schema.uses.iter().filter(|it| it.metric == metric);
    uses.map(|it| it.by.clone()).collect()
}

fn by_name(schema: &Schema) -> HashMap<&str, &Metric> {
    let metrics = schema.metrics.iter();
    metrics
        .map(|metric| (metric.name.as_str(), metric))
        .collect()
}

fn promises(metric: &Metric) -> bool {
    match metric.stability {
        Stability::Stable => true,
        Stability::Beta => metric.deprecated.is_none(),
        Stability::Alpha | Stability::Internal => false,
    }
}

/// Whether a change is one that a promise is about.
fn breaks(what: &What) -> bool {
    match what {
        What::Removed
        | What::Kind(..)
        | What::Unit(..)
        | What::LabelAdded(_)
        | What::LabelRemoved(_)
        | What::ValueRemoved(..)
        | What::Domain(..)
        | What::Buckets(..)
        | What::Init => true,
        What::Stability(before, now) => now < before,
        What::Added
        | What::Renamed(_)
        | What::Deprecated
        | What::ValueAdded(..)
        | What::Widened(..)
        | What::Help(..)
        | What::Series(..) => false,
    }
}

fn differences((before, old): (&Metric, &Schema), (now, new): (&Metric, &Schema)) -> Vec<What> {
    let mut found = Vec::new();
    if let Some(target) = now.alias_of().filter(|_| before.alias_of().is_none()) {
        found.push(What::Renamed(new[target].name.clone()));
    } else if now.deprecated.is_some() && before.deprecated.is_none() {
        found.push(What::Deprecated);
    }
    let kinds = [before, now].map(|metric| kind(&metric.kind));
    if kinds[0] != kinds[1] {
        found.push(What::Kind(kinds[0], kinds[1]));
    }
    if before.unit != now.unit {
        found.push(What::Unit(before.unit.clone(), now.unit.clone()));
    }
    found.extend(labels::differences((before, old), (now, new)));
    let buckets = [(before, old), (now, new)].map(|(metric, schema)| buckets(metric, schema));
    if let [Some(before), Some(now)] = buckets
        && before != now
    {
        found.push(What::Buckets(before, now));
    }
    if is_unset(before) != is_unset(now) && kinds[0] == kinds[1] {
        found.push(What::Init);
    }
    if before.help != now.help {
        found.push(What::Help(before.help.clone(), now.help.clone()));
    }
    if before.stability != now.stability {
        found.push(What::Stability(before.stability, now.stability));
    }
    let series = [before.series(old), now.series(new)];
    if series[0] != series[1] {
        found.push(What::Series(series[0], series[1]));
    }
    found
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Counter(Number::Int) => "counter",
        Kind::Counter(Number::Float) => "float counter",
        Kind::Gauge { .. } => "gauge",
        Kind::Histogram(_) => "histogram",
        Kind::StateSet(_) => "stateset",
        Kind::Info(_) => "info",
    }
}

fn is_unset(metric: &Metric) -> bool {
    matches!(metric.kind, Kind::Gauge { unset: true, .. })
}

fn buckets(metric: &Metric, schema: &Schema) -> Option<String> {
    let Kind::Histogram(histogram) = &metric.kind else {
        return None;
    };
    let Histogram { native, .. } = histogram;
    let bounds = schema.bounds(histogram).iter().map(f64::to_string);
    let native = native.map(|native| format!("native of schema {}", native.schema));
    let all: Vec<String> = bounds.chain(native).collect();
    Some(all.join(", "))
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.metric, self.what)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "none".to_owned());
        match self {
            Self::Added => f.write_str("added"),
            Self::Removed => f.write_str("removed"),
            Self::Renamed(name) => write!(f, "renamed to {name}, exported under both names"),
            Self::Deprecated => f.write_str("deprecated"),
            Self::Kind(before, now) => write!(f, "kind changed from {before} to {now}"),
            Self::Unit(before, now) => {
                write!(
                    f,
                    "unit changed from {} to {}",
                    or_none(before),
                    or_none(now)
                )
            }
            Self::LabelAdded(label) => write!(f, "label {label} added"),
            Self::LabelRemoved(label) => write!(f, "label {label} removed"),
            Self::ValueAdded(label, value) => {
                write!(f, "label {label}: value {value:?} added")
            }
            Self::ValueRemoved(label, value) => {
                write!(f, "label {label}: value {value:?} removed")
            }
            Self::Domain(label, before, now) | Self::Widened(label, before, now) => {
                write!(f, "label {label} changed from {before} to {now}")
            }
            Self::Buckets(before, now) => write!(f, "buckets changed from {before} to {now}"),
            Self::Init => f.write_str("`init` changed"),
            Self::Help(before, now) => write!(f, "help changed from {before:?} to {now:?}"),
            Self::Stability(before, now) => {
                write!(
                    f,
                    "stability changed from {} to {}",
                    before.name(),
                    now.name()
                )
            }
            Self::Series(before, now) => {
                write!(f, "number of series changed from {before} to {now}")
            }
        }
    }
}
