//! What has changed about rules, alerts and dashboards.

use std::fmt;

use crate::schema::{Alert, Dashboard, Panel, Record, Schema, User};
use crate::suggest;

/// A difference between the metrics of two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// The rule, alert or dashboard.
    pub of: User,
    /// What is different.
    pub what: RuleWhat,
}

/// What is different about a rule, an alert or a dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleWhat {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// These of its keys say something else.
    Changed(Vec<&'static str>),
}

/// The differences between the recording rules, alerts and dashboards of two states of a schema, in this order; of each
/// those of the old one, then new ones. None of them breaks a promise: rules have no stability.
///
/// ```
/// use pforge_metrics_schema::{Source, Surroundings, compile, rule_changes};
///
/// let schema = |text: &str| {
///     let source = Source { path: "metrics.toml".to_owned(), text: text.to_owned() };
///     compile(source, &Surroundings::NONE).schema
/// };
/// let old = schema("[alert.Full]\nexpr = 'depth > 5'\nsummary = 'Full.'\n");
/// let new = schema("[alert.Full]\nexpr = 'depth > 9'\nsummary = 'Full.'\nfor = '5m'\n");
/// let changes: Vec<String> = rule_changes(&old, &new).iter().map(ToString::to_string).collect();
/// assert_eq!(changes, ["alert Full: expr and for changed"]);
/// ```
#[must_use]
pub fn rule_changes(old: &Schema, new: &Schema) -> Vec<RuleChange> {
    let records = differences(&old.records, &new.records, |it| &it.name, record);
    let alert = |before: &Alert, now: &Alert| alert((before, old), (now, new));
    let alerts = differences(&old.alerts, &new.alerts, |it| &it.name, alert);
    let dashboard = |before: &Dashboard, now: &Dashboard| dashboard((before, old), (now, new));
    let dashboards = differences(&old.dashboards, &new.dashboards, |it| &it.name, dashboard);
    let of = |user: fn(String) -> User| {
        move |(name, what): (String, RuleWhat)| RuleChange {
            of: user(name),
            what,
        }
    };
    let records = records.into_iter().map(of(User::Record));
    let alerts = alerts.into_iter().map(of(User::Alert));
    let dashboards = dashboards.into_iter().map(of(User::Dashboard));
    records.chain(alerts).chain(dashboards).collect()
}

fn differences<T>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &String,
    changed: impl Fn(&T, &T) -> Vec<&'static str>,
) -> Vec<(String, RuleWhat)> {
    let find = |all: &[T], it: &T| all.iter().position(|other| name(other) == name(it));
    let of_old = old.iter().filter_map(|before| {
        let what = match find(new, before) {
            None => RuleWhat::Removed,
            Some(now) => match changed(before, &new[now]) {
                keys if keys.is_empty() => return None,
                keys => RuleWhat::Changed(keys),
            },
        };
        Some((name(before).clone(), what))
    });
    let come = new.iter().filter(|it| find(old, it).is_none());
    let come = come.map(|it| (name(it).clone(), RuleWhat::Added));
    of_old.chain(come).collect()
}

fn record(before: &Record, now: &Record) -> Vec<&'static str> {
    different([
        ("expr", before.expr == now.expr),
        ("help", before.help == now.help),
        ("labels", before.labels == now.labels),
    ])
}

fn alert((before, old): (&Alert, &Schema), (now, new): (&Alert, &Schema)) -> Vec<&'static str> {
    let owner = |alert: &Alert, schema: &Schema| alert.owner.map(|id| schema[id].name.clone());
    different([
        ("expr", before.expr == now.expr),
        ("for", before.hold == now.hold),
        (
            "keep_firing_for",
            before.keep_firing_for == now.keep_firing_for,
        ),
        ("severity", before.severity == now.severity),
        ("summary", before.summary == now.summary),
        ("description", before.description == now.description),
        ("runbook", before.runbook == now.runbook),
        ("owner", owner(before, old) == owner(now, new)),
        ("labels", before.labels == now.labels),
        ("tests", before.tests == now.tests),
    ])
}

fn dashboard(
    (before, old): (&Dashboard, &Schema),
    (now, new): (&Dashboard, &Schema),
) -> Vec<&'static str> {
    let rows = |dashboard: &Dashboard, schema: &Schema| -> Vec<Vec<String>> {
        let row = |row: &Vec<_>| row.iter().map(|panel| panel_of(panel, schema)).collect();
        dashboard.rows.iter().map(row).collect()
    };
    different([
        ("title", before.title == now.title),
        ("rows", rows(before, old) == rows(now, new)),
    ])
}

/// A panel without the ids of its schema.
fn panel_of(panel: &Panel, schema: &Schema) -> String {
    match panel {
        Panel::Metric { metric, view } => {
            format!("{} {}", schema[*metric].name, view.name())
        }
        query @ Panel::Query { .. } => format!("{query:?}"),
    }
}

fn different<const N: usize>(keys: [(&'static str, bool); N]) -> Vec<&'static str> {
    let different = keys.into_iter().filter(|(_, is_same)| !is_same);
    different.map(|(key, _)| key).collect()
}

impl fmt::Display for RuleChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.of, self.what)
    }
}

impl fmt::Display for RuleWhat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added => f.write_str("added"),
            Self::Removed => f.write_str("removed"),
            Self::Changed(keys) => {
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                write!(f, "{} changed", suggest::both(&keys))
            }
        }
    }
}
