//! `[dashboard.X]`.

use toml::de::DeValue;

use super::entry::Entry;
use super::node::Node;
use super::shape::{MISSING_KEY, TYPE_MISMATCH, UNKNOWN_KEY};
use super::table::Table;
use super::value::{choice, mismatch, string};
use crate::document::{Dashboard, Given, List, Panel, Text};
use crate::language;
use crate::report::Report;
use crate::schema::View;
use crate::source::Span;

const VIEWS: &[(&str, View)] = &[
    ("rate", View::Rate),
    ("increase", View::Increase),
    ("graph", View::Graph),
    ("stat", View::Stat),
    ("gauge", View::Gauge),
    ("quantiles", View::Quantiles),
    ("heatmap", View::Heatmap),
    ("mean", View::Mean),
    ("timeline", View::Timeline),
    ("table", View::Table),
];

pub(super) fn dashboard(entry: &Entry<'_>, report: &mut Report) -> Option<Dashboard> {
    let what = format!("dashboard `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::DASHBOARD, report)?;
    Some(Dashboard {
        name: entry.name(),
        title: table.string("title", report),
        rows: table.get("rows", report, rows).unwrap_or_default(),
    })
}

fn rows(node: Node<'_>, what: &str, report: &mut Report) -> List<List<Panel>> {
    if let DeValue::Array(array) = node.value()
        && !array.is_empty()
        && array.iter().all(|it| it.get_ref().as_array().is_none())
    {
        let message = format!(
            "{what} must be an array of rows, each an array of panels, found an array of panels"
        );
        report.push(TYPE_MISMATCH.at(node.span(), message));
        let row = List::read(node.span(), node.items(array).map(|it| panel(it, report)));
        return List {
            items: Some(row).filter(|row| row.whole).into_iter().collect(),
            ..List::unreadable(node.span())
        };
    }
    list(
        node,
        what,
        "rows, each an array of panels",
        report,
        |node, report| {
            let row = list(node, "a row", "panels", report, panel);
            row.whole.then_some(row)
        },
    )
}

fn list<T>(
    node: Node<'_>,
    what: &str,
    of: &str,
    report: &mut Report,
    each: fn(Node<'_>, &mut Report) -> Option<T>,
) -> List<T> {
    let DeValue::Array(array) = node.value() else {
        mismatch::<()>(node, what, &format!("an array of {of}"), report);
        return List::unreadable(node.span());
    };
    List::read(
        node.span(),
        node.items(array).map(|node| each(node, report)),
    )
}

/// The name of a metric, or a table of a metric or an expression.
fn panel(node: Node<'_>, report: &mut Report) -> Option<Panel> {
    if node.as_table().is_none() {
        let metric = match node.value() {
            DeValue::String(_) => string(node, "a panel", report),
            _ => mismatch(node, "a panel", "a metric name or a table", report),
        };
        let view = Given::Absent;
        return metric.map(|metric| Panel::Metric { metric, view });
    }
    let entry = Entry::new("panel", node.span(), node);
    let table = Table::open_entry("a panel", &entry, &language::PANEL, report)?;
    match (table.entry("metric"), table.entry("expr")) {
        (Some(_), None) => of_metric(&table, report),
        (None, Some(expr)) => of_expression(&table, expr.span, report),
        (None, None) => {
            let message = "missing key `metric` or `expr` in a panel";
            let diagnostic = MISSING_KEY.at(node.span(), message);
            report.push(diagnostic.help("add `metric = \"…\"`"));
            None
        }
        (Some(_), Some(expr)) => {
            let message = "a panel cannot have both `metric` and `expr`";
            let diagnostic = UNKNOWN_KEY.at(expr.span, message);
            report.push(diagnostic.help("remove one of them"));
            None
        }
    }
}

fn of_metric(table: &Table<'_>, report: &mut Report) -> Option<Panel> {
    no_key_of_a_metric(table, report);
    Some(Panel::Metric {
        metric: text(table, "metric", report)?,
        view: table.value("view", report, choice(VIEWS)),
    })
}

fn of_expression(table: &Table<'_>, expr: Span, report: &mut Report) -> Option<Panel> {
    let title = text(table, "title", report);
    if table.entry("title").is_none() {
        let message = "missing key `title` in a panel with `expr`";
        let diagnostic = MISSING_KEY.at(expr, message);
        report.push(diagnostic.help("add `title = \"…\"`"));
    }
    if let Some(view) = table.entry("view") {
        let message = "unknown key `view` in a panel with `expr`";
        let diagnostic = UNKNOWN_KEY.at(view.span, message);
        report.push(diagnostic.help("remove it: expressions are always graphs"));
    }
    Some(Panel::Query {
        title: title?,
        expr: text(table, "expr", report)?,
        unit: table.string("unit", report),
    })
}

fn text(table: &Table<'_>, key: &str, report: &mut Report) -> Option<Text> {
    table.string(key, report).value().cloned()
}

fn no_key_of_a_metric(table: &Table<'_>, report: &mut Report) {
    for key in ["title", "unit"] {
        if let Some(entry) = table.entry(key) {
            let message = format!("unknown key `{key}` in a panel with `metric`");
            let help = "remove it: the panel uses the value of the metric";
            report.push(UNKNOWN_KEY.at(entry.span, message).help(help));
        }
    }
}
