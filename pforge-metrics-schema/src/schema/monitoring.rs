//! What is made of metrics: recording rules, alerts, dashboards.

use std::fmt;

use super::{Kind, MetricId, OwnerId};
use crate::source::Place;

/// What expressions may ask for that the schema does not declare: `[promql]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PromQl {
    /// Labels that series have where they are stored.
    pub external_labels: Vec<String>,
    /// Series of other programs.
    pub series: Vec<String>,
}

/// What a comparison with a scrape leaves out: `[verify]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verify {
    /// Exposed families that are not declared; `*` matches any text.
    pub ignore: Vec<String>,
}

/// A recording rule: `[record.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The name of the series that it records.
    pub name: String,
    /// The expression, of `PromQL`.
    pub expr: String,
    /// What is recorded; empty only if the file has an error there.
    pub help: String,
    /// The labels that are added, each with its value.
    pub labels: Vec<(String, String)>,
    /// Where it is declared.
    pub place: Place,
}

/// An alert: `[alert.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// The expression, of `PromQL`.
    pub expr: String,
    /// How long the expression has to hold before it fires, as Prometheus writes durations.
    pub hold: Option<String>,
    /// How long it goes on firing once the expression holds no more.
    pub keep_firing_for: Option<String>,
    /// How bad it is.
    pub severity: Option<String>,
    /// What is wrong, in a line; a template of Prometheus.
    pub summary: String,
    /// What it means and what to do; a template of Prometheus.
    pub description: Option<String>,
    /// The URL of what to do.
    pub runbook: Option<String>,
    /// Who answers for it.
    pub owner: Option<OwnerId>,
    /// The labels that are added besides `severity` and `owner`, each with its value.
    pub labels: Vec<(String, String)>,
    /// When it must fire, and when not.
    pub tests: Vec<AlertTest>,
    /// Where it is declared.
    pub place: Place,
}

/// When an alert must fire, and when not.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertTest {
    /// Series, each with its values as `promtool` takes them.
    pub input: Vec<(String, String)>,
    /// The time between two values, as Prometheus writes durations.
    pub interval: String,
    /// When to look, from the first value on.
    pub at: String,
    /// The labels of each alert that fires then, without those that the alert itself adds.
    pub fires: Vec<Vec<(String, String)>>,
}

/// A dashboard: `[dashboard.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Dashboard {
    /// Its name in the file.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// At least one, each of at least one panel.
    pub rows: Vec<Vec<Panel>>,
    /// Where it is declared.
    pub place: Place,
}

/// A panel of a dashboard.
#[derive(Debug, Clone, PartialEq)]
pub enum Panel {
    /// A metric.
    Metric {
        /// Which.
        metric: MetricId,
        /// How it is shown: one of [`Kind::views`].
        view: View,
    },
    /// An expression.
    Query {
        /// Its heading.
        title: String,
        /// The expression, of `PromQL`.
        expr: String,
        /// The base unit of what it gives.
        unit: Option<String>,
    },
}

/// How a panel shows a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// How much it grows in a second, as lines: of counters, and of the observations of histograms.
    Rate,
    /// How much a counter has grown in the time that is shown, as bars.
    Increase,
    /// A gauge as lines.
    Graph,
    /// The newest value as a number, for gauges and for the rates of counters.
    Stat,
    /// The newest value of a gauge on the dial of its range.
    Gauge,
    /// Quantiles of a histogram as lines.
    Quantiles,
    /// The buckets of a histogram as a heatmap.
    Heatmap,
    /// The mean of a histogram's observations as lines.
    Mean,
    /// The states of a stateset as bands.
    Timeline,
    /// The facts of an info.
    Table,
}

/// That something asks for a metric. What expressions ask for is known in builds that read them: those with the feature
/// `promql`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Use {
    /// What is asked for.
    pub metric: MetricId,
    /// Who asks.
    pub by: User,
}

/// What asks for metrics, by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum User {
    /// A recording rule.
    Record(String),
    /// An alert.
    Alert(String),
    /// A dashboard.
    Dashboard(String),
}

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(name) => write!(f, "record {name}"),
            Self::Alert(name) => write!(f, "alert {name}"),
            Self::Dashboard(name) => write!(f, "dashboard {name}"),
        }
    }
}

impl View {
    /// The word for it in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Increase => "increase",
            Self::Graph => "graph",
            Self::Stat => "stat",
            Self::Gauge => "gauge",
            Self::Quantiles => "quantiles",
            Self::Heatmap => "heatmap",
            Self::Mean => "mean",
            Self::Timeline => "timeline",
            Self::Table => "table",
        }
    }
}

/// The views for metrics of each kind, the default first.
impl View {
    pub(crate) const OF_COUNTERS: &'static [Self] = &[Self::Rate, Self::Increase, Self::Stat];
    /// The last one wants a range.
    pub(crate) const OF_GAUGES: &'static [Self] = &[Self::Graph, Self::Stat, Self::Gauge];
    pub(crate) const OF_HISTOGRAMS: &'static [Self] =
        &[Self::Quantiles, Self::Heatmap, Self::Rate, Self::Mean];
    pub(crate) const OF_STATESETS: &'static [Self] = &[Self::Timeline];
    pub(crate) const OF_INFOS: &'static [Self] = &[Self::Table];
}

impl Kind {
    /// The views for a metric, the default first.
    #[must_use]
    pub fn views(&self) -> &'static [View] {
        match self {
            Self::Counter(_) => View::OF_COUNTERS,
            Self::Gauge { range: Some(_), .. } => View::OF_GAUGES,
            Self::Gauge { range: None, .. } => &View::OF_GAUGES[..2],
            Self::Histogram(_) => View::OF_HISTOGRAMS,
            Self::StateSet(_) => View::OF_STATESETS,
            Self::Info(_) => View::OF_INFOS,
        }
    }
}
