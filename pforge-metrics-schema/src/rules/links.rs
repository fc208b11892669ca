//! Checks links.

use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static LINK_FORMAT: Rule = Rule {
    id: "link_format",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("link_format.md"),
};

pub(super) fn link_format(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    let links = metrics.flat_map(|metric| &metric.refs.items);
    let alerts = scope.document.alerts.iter();
    let runbooks = alerts.filter_map(|alert| alert.runbook.value());
    for link in links.chain(runbooks).filter(|link| !is_url(link)) {
        report.push(
            LINK_FORMAT
                .at(link.span, format!("invalid URL `{}`", link.value))
                .help("write the complete URL, `https://…`, or move other text to `note` or `description`"),
        );
    }
}

fn is_url(text: &str) -> bool {
    let schemes = ["https://", "http://"];
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_invalid =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '…');
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
            && !rest.contains(is_invalid)
    })
}
