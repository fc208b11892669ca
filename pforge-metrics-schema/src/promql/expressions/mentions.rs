//! Finds the declared names in an expression, so that a rename also changes them.

use super::series_resolver::{Resolved, SeriesResolver};
use super::tree::{ExprKind, ExprNode, MatchOperator, Selector, Word};
use crate::source::Span;

/// Returns each declared name in an expression with the span of its declaration.
pub(super) fn mentions<'n>(
    node: &'n ExprNode,
    resolver: &SeriesResolver<'_>,
) -> Vec<(Span, &'n Word)> {
    let mut found = Vec::new();
    let mut open = vec![node];
    let label = |label: &'n Word| Some((resolver.declared_label(&label.text)?, label));
    while let Some(node) = open.pop() {
        match &node.kind {
            ExprKind::Number | ExprKind::Text(_) => {}
            ExprKind::Selector(selector) => {
                found.extend(series(selector, resolver));
                found.extend(selector.matchers.iter().filter_map(|it| label(&it.label)));
                found.extend(alerts(selector, resolver));
            }
            ExprKind::Negated(inner) | ExprKind::Range(inner) | ExprKind::Subquery(inner) => {
                open.push(inner);
            }
            ExprKind::Call { arguments, .. } => open.extend(arguments),
            ExprKind::Aggregation {
                grouping,
                parameter,
                argument,
                ..
            } => {
                let labels = grouping.iter().flat_map(|it| &it.labels);
                found.extend(labels.filter_map(label));
                open.extend(parameter.as_deref());
                open.push(argument);
            }
            ExprKind::Operation(operation) => {
                let matching = operation.matching.iter().flat_map(|it| &it.labels);
                let group = operation.group.iter().flat_map(|it| &it.labels);
                found.extend(matching.chain(group).filter_map(label));
                open.extend([&operation.left, &operation.right]);
            }
        }
    }
    found
}

fn series<'n>(selector: &'n Selector, resolver: &SeriesResolver<'_>) -> Option<(Span, &'n Word)> {
    let name = selector.name.as_ref()?;
    match resolver.find(&name.text) {
        Resolved::Metric(metric, _) | Resolved::NotOfHistogram(metric) => {
            Some((metric.name.span, name))
        }
        _ => None,
    }
}

/// Returns the alerts that `ALERTS{alertname="…"}` selects.
fn alerts<'n>(
    selector: &'n Selector,
    resolver: &SeriesResolver<'_>,
) -> impl Iterator<Item = (Span, &'n Word)> {
    let of_alertname = selector.matchers.iter().filter(|it| {
        it.label.text == "alertname" && matches!(it.comparison, MatchOperator::Literal { .. })
    });
    of_alertname.filter_map(|it| {
        let position = resolver.scope.alerts.find(&it.value.text)?;
        Some((
            resolver.scope.document.alerts[position].name.span,
            &it.value,
        ))
    })
}
