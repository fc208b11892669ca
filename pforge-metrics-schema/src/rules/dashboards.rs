//! Checks dashboards, except for their expressions.

use crate::diagnostic::Correction;
use crate::document::{Document, Kind, List, Metric, Panel};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::schema::View;
use crate::scope::Scope;
use crate::source::Span;
use crate::suggest;

/// The maximum number of panels in a row. The dashboard grid has 24 columns, so each panel is two columns wide then.
const WIDEST_ROW: usize = 12;

pub(crate) static DASHBOARD_ROWS: Rule = Rule {
    id: "dashboard_rows",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("dashboard_rows.md"),
};

pub(super) fn dashboard_rows(scope: &Scope<'_>, report: &mut Report) {
    for dashboard in &scope.document.dashboards {
        let name = &dashboard.name.value;
        for row in &dashboard.rows.items {
            let Some(span) = row.span else { continue };
            let count = row.items.len();
            if count > WIDEST_ROW {
                let message = format!(
                    "a row of dashboard `{name}` has {count} panels, but the maximum is {WIDEST_ROW}"
                );
                let help = "split it into several rows";
                report.push(DASHBOARD_ROWS.at(span, message).help(help));
            } else if count == 0 {
                let message = format!("a row of dashboard `{name}` is empty");
                let diagnostic = DASHBOARD_ROWS.at(span, message).help("remove it");
                report.push(diagnostic.correct(Correction::Remove(span)));
            }
        }
        if let Some(span) = is_empty(&dashboard.rows) {
            let message = format!("dashboard `{name}` has no rows");
            report.push(DASHBOARD_ROWS.at(span, message).help("add a row of panels"));
        }
    }
}

fn is_empty<T>(list: &List<T>) -> Option<Span> {
    list.span.filter(|_| list.whole && list.items.is_empty())
}

pub(crate) static VIEW_KIND: Rule = Rule {
    id: "view_kind",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("view_kind.md"),
};

pub(super) fn view_kind(scope: &Scope<'_>, report: &mut Report) {
    for panel in panels(scope.document) {
        let Panel::Metric { metric, view } = panel else {
            continue;
        };
        let Some((metric, view)) = scope.metric(metric).zip(view.value()) else {
            continue;
        };
        let views = metric.kind.views();
        if !views.contains(&view.value) {
            let names = views.iter().map(|view| view.name());
            let message = format!("invalid view `{}` for {}", view.name(), metric.described());
            report.push(
                VIEW_KIND
                    .at(view.span, message)
                    .related(metric.name.span, "declared here")
                    .help(format!("use {}", suggest::either_quoted(names))),
            );
        } else if view.value == View::Gauge && !has_range(metric) {
            let message = format!(
                "view `gauge` requires a `range`, which {} lacks",
                metric.described()
            );
            report.push(
                VIEW_KIND
                    .at(view.span, message)
                    .related(metric.name.span, "declared here")
                    .help("add `range = [first, last]` to the metric, or use `view = \"stat\"`"),
            );
        }
    }
}

/// Returns the panels of all dashboards.
fn panels(document: &Document) -> impl Iterator<Item = &Panel> {
    let rows = document.dashboards.iter().flat_map(|it| &it.rows.items);
    rows.flat_map(|row| &row.items)
}

fn has_range(metric: &Metric) -> bool {
    metric.range.value().is_some()
}

impl Kind {
    /// Returns the views of this kind, the default first.
    fn views(self) -> &'static [View] {
        match self {
            Self::Counter => View::OF_COUNTERS,
            Self::Gauge => View::OF_GAUGES,
            Self::Histogram => View::OF_HISTOGRAMS,
            Self::StateSet => View::OF_STATESETS,
            Self::Info => View::OF_INFOS,
        }
    }
}
