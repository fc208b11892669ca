//! The content of a dashboard, whatever the format.

use super::quantity::Quantity;
use pforge_metrics_schema::Better;

pub struct Dashboard {
    /// By what Grafana knows it when it is imported again.
    pub uid: String,
    pub title: String,
    pub tags: Vec<String>,
    /// A series that every process has, by which jobs and instances are found.
    pub probe: String,
    pub sections: Vec<Section>,
}

pub struct Section {
    pub heading: Option<String>,
    /// Panels side by side.
    pub lines: Vec<Vec<Panel>>,
}

pub struct Panel {
    pub title: String,
    pub description: String,
    pub chart: Chart,
    pub targets: Vec<Target>,
    pub quantity: Quantity,
    pub better: Option<Better>,
    /// Whether observations lead to traces.
    pub exemplars: bool,
    /// The lowest and the highest value that make sense; either can be open.
    pub range: (Option<f64>, Option<f64>),
    /// What the preview makes up for it.
    pub sample: Sample,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    Lines,
    Bars,
    Stat,
    Dial,
    Heatmap,
    Timeline,
    Table,
}

pub struct Target {
    pub expr: String,
    /// In Grafana's syntax: `{{label}}` is the value of a label.
    pub legend: String,
}

/// The sample data.
pub struct Sample {
    /// The name of the metric: the same one has the same data.
    pub seed: String,
    /// What legends will say; of labels that are open, and of instances, what they may.
    pub series: Vec<String>,
    /// How many more there will be than these.
    pub left_out: usize,
    pub shape: Shape,
}

pub enum Shape {
    /// Values that go up and down.
    Level {
        whole: bool,
    },
    /// Never below zero.
    Rate,
    /// Quantiles of each series, for example `0.99`.
    Quantiles {
        shares: &'static [&'static str],
        bounds: Vec<f64>,
    },
    Mean {
        bounds: Vec<f64>,
    },
    Buckets {
        bounds: Vec<f64>,
    },
    /// One state of each label set at a time.
    States {
        states: usize,
    },
    /// Columns, each with its value in all rows.
    Facts(Vec<(String, String)>),
}

impl Panel {
    /// Whether numbers are shown that have a unit.
    pub fn has_unit(&self) -> bool {
        !matches!(self.chart, Chart::Timeline | Chart::Table)
    }
}
