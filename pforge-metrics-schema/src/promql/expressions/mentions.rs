//! Finds the declared names in an expression, so that renames reach them.

use super::names::{Found, Names};
use super::tree::{Comparison, Node, Selector, Shape, Word};
use crate::source::Span;

/// Each name with the place of its declaration.
pub(super) fn mentions<'n>(node: &'n Node, names: &Names<'_>) -> Vec<(Span, &'n Word)> {
    let mut found = Vec::new();
    let mut open = vec![node];
    let label = |label: &'n Word| Some((names.declared_label(&label.text)?, label));
    while let Some(node) = open.pop() {
        match &node.shape {
            Shape::Number | Shape::Text(_) => {}
            Shape::Selector(selector) => {
                found.extend(series(selector, names));
                found.extend(selector.matchers.iter().filter_map(|it| label(&it.label)));
                found.extend(alerts(selector, names));
            }
            Shape::Negated(inner) | Shape::Over(inner) | Shape::Subquery(inner) => open.push(inner),
            Shape::Call { arguments, .. } => open.extend(arguments),
            Shape::Aggregation {
                grouping,
                parameter,
                of,
                ..
            } => {
                let labels = grouping.iter().flat_map(|it| &it.labels);
                found.extend(labels.filter_map(label));
                open.extend(parameter.as_deref());
                open.push(of);
            }
            Shape::Operation(operation) => {
                let matching = operation.matching.iter().flat_map(|it| &it.labels);
                let group = operation.group.iter().flat_map(|it| &it.labels);
                found.extend(matching.chain(group).filter_map(label));
                open.extend([&operation.left, &operation.right]);
            }
        }
    }
    found
}

fn series<'n>(selector: &'n Selector, names: &Names<'_>) -> Option<(Span, &'n Word)> {
    let name = selector.name.as_ref()?;
    match names.find(&name.text) {
        Found::Metric(metric, _) | Found::Histogram(metric) => Some((metric.name.span, name)),
        _ => None,
    }
}

/// The alerts that `ALERTS{alertname="…"}` asks for.
fn alerts<'n>(selector: &'n Selector, names: &Names<'_>) -> impl Iterator<Item = (Span, &'n Word)> {
    let of_alertname = selector.matchers.iter().filter(|it| {
        it.label.text == "alertname" && matches!(it.comparison, Comparison::Text { .. })
    });
    of_alertname.filter_map(|it| {
        let position = names.scope.alerts.find(&it.value.text)?;
        Some((names.scope.document.alerts[position].name.span, &it.value))
    })
}
