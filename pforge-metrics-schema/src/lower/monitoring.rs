//! Recording rules, alerts and dashboards.

use std::collections::HashSet;

use super::{Ids, optional, text};
use crate::document::{self, Given, List, Setting};
use crate::schema::{
    Alert, AlertTest, Dashboard, Kind, Metric, MetricId, Panel, PromQl, Record, Use, User, Verify,
    View,
};
use crate::scope::Scope;
use crate::source::Lines;

/// The default time between two values of a test.
const INTERVAL: &str = "1m";

pub(super) fn promql(promql: &document::PromQl) -> PromQl {
    PromQl {
        external_labels: texts(&promql.external_labels),
        series: texts(&promql.series),
    }
}

pub(super) fn verify(verify: &document::Verify) -> Verify {
    Verify {
        ignore: texts(&verify.ignore),
    }
}

fn texts(list: &List<document::Text>) -> Vec<String> {
    list.items.iter().map(|it| it.value.clone()).collect()
}

pub(super) fn record(record: &document::Record, lines: &Lines<'_>) -> Option<Record> {
    Some(Record {
        name: record.name.value.clone(),
        expr: optional(&record.expr)?,
        help: text(&record.help),
        labels: pairs(&record.labels)?,
        place: lines.place(record.name.span),
    })
}

pub(super) fn alert(
    alert: &document::Alert,
    ids: &Ids,
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Alert> {
    let owner = alert.owner.value();
    Some(Alert {
        name: alert.name.value.clone(),
        expr: optional(&alert.expr)?,
        hold: optional(&alert.hold),
        keep_firing_for: optional(&alert.keep_firing_for),
        severity: optional(&alert.severity),
        summary: text(&alert.summary),
        description: optional(&alert.description),
        runbook: optional(&alert.runbook),
        owner: owner.and_then(|owner| ids.owners[scope.owners.find(owner)?]),
        labels: pairs(&alert.labels)?,
        tests: alert.tests.items.iter().filter_map(test).collect(),
        place: lines.place(alert.name.span),
    })
}

fn test(test: &document::AlertTest) -> Option<AlertTest> {
    let fires = test.fires.items.iter();
    Some(AlertTest {
        input: pairs(&test.input)?,
        interval: optional(&test.interval).unwrap_or_else(|| INTERVAL.to_owned()),
        at: optional(&test.at)?,
        fires: fires.map(pairs).collect::<Option<_>>()?,
    })
}

pub(super) fn dashboard(
    dashboard: &document::Dashboard,
    metrics: &[Metric],
    ids: &[Option<MetricId>],
    scope: &Scope<'_>,
    lines: &Lines<'_>,
) -> Option<Dashboard> {
    let panel = |panel: &document::Panel| panel_of(panel, metrics, ids, scope);
    let rows = dashboard.rows.items.iter();
    let rows = rows.map(|row| row.items.iter().filter_map(panel).collect::<Vec<_>>());
    let rows: Vec<_> = rows.filter(|row| !row.is_empty()).collect();
    if rows.is_empty() {
        return None;
    }
    Some(Dashboard {
        name: dashboard.name.value.clone(),
        title: text(&dashboard.title),
        rows,
        place: lines.place(dashboard.name.span),
    })
}

fn panel_of(
    panel: &document::Panel,
    metrics: &[Metric],
    ids: &[Option<MetricId>],
    scope: &Scope<'_>,
) -> Option<Panel> {
    match panel {
        document::Panel::Metric { metric, view } => {
            let metric = ids[scope.metrics.find(metric)?]?;
            let view = view_of(&metrics[metric.0].kind, view)?;
            Some(Panel::Metric { metric, view })
        }
        document::Panel::Query { title, expr, unit } => Some(Panel::Query {
            title: title.value.clone(),
            expr: expr.value.clone(),
            unit: optional(unit),
        }),
    }
}

/// Who asks for which metric, in an expression or by its name.
pub(super) fn uses(
    asked: Vec<(User, usize)>,
    dashboards: &[Dashboard],
    ids: &[Option<MetricId>],
) -> Vec<Use> {
    let mut seen = HashSet::new();
    let (mut of_rules, mut of_dashboards) = (Vec::new(), Vec::new());
    let mut add = |metric: MetricId, by: User| {
        let it = Use { metric, by };
        if seen.insert(it.clone()) {
            match it.by {
                User::Dashboard(_) => of_dashboards.push(it),
                User::Record(_) | User::Alert(_) => of_rules.push(it),
            }
        }
    };
    for (by, metric) in asked {
        if let Some(metric) = ids[metric] {
            add(metric, by);
        }
    }
    for dashboard in dashboards {
        for panel in dashboard.rows.iter().flatten() {
            if let Panel::Metric { metric, .. } = panel {
                add(*metric, User::Dashboard(dashboard.name.clone()));
            }
        }
    }
    of_rules.append(&mut of_dashboards);
    of_rules
}

fn view_of(kind: &Kind, view: &Given<View>) -> Option<View> {
    let views = kind.views();
    match view {
        Given::Absent => views.first().copied(),
        Given::Unreadable => None,
        Given::Value(view) => views.contains(&view.value).then_some(view.value),
    }
}

fn pairs(settings: &List<Setting>) -> Option<Vec<(String, String)>> {
    let pair = |it: &Setting| (it.name.value.clone(), it.value.value.clone());
    settings
        .whole
        .then(|| settings.items.iter().map(pair).collect())
}
