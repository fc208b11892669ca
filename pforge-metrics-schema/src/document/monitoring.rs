//! What is made of metrics: recording rules, alerts, dashboards.

use super::{Given, List, Text};
use crate::schema::View;

/// `[promql]`.
#[derive(Default)]
pub(crate) struct PromQl {
    pub external_labels: List<Text>,
    pub series: List<Text>,
}

/// `[verify]`.
#[derive(Default)]
pub(crate) struct Verify {
    pub ignore: List<Text>,
}

pub(crate) struct Record {
    pub name: Text,
    pub expr: Given<String>,
    pub help: Given<String>,
    pub labels: List<Setting>,
}

pub(crate) struct Alert {
    pub name: Text,
    pub expr: Given<String>,
    /// `for`.
    pub hold: Given<String>,
    pub keep_firing_for: Given<String>,
    pub severity: Given<String>,
    pub summary: Given<String>,
    pub description: Given<String>,
    pub runbook: Given<String>,
    pub owner: Given<String>,
    pub labels: List<Setting>,
    pub tests: List<AlertTest>,
}

/// A label and its value, or a series and its values.
pub(crate) struct Setting {
    pub name: Text,
    pub value: Text,
}

pub(crate) struct AlertTest {
    pub input: List<Setting>,
    pub interval: Given<String>,
    pub at: Given<String>,
    /// The labels of each firing alert. Empty labels for `fires = true`.
    pub fires: List<List<Setting>>,
}

pub(crate) struct Dashboard {
    pub name: Text,
    pub title: Given<String>,
    pub rows: List<List<Panel>>,
}

pub(crate) enum Panel {
    Metric {
        metric: Text,
        view: Given<View>,
    },
    Query {
        title: Text,
        expr: Text,
        unit: Given<String>,
    },
}
