//! Checks binary operations and infers their results.

use std::collections::BTreeSet;

use super::ExpressionCheck;
use super::inferred_series::{InferredSeries, SeriesKind};
use super::tree::{BinaryOperation, GroupModifier, Word};
use crate::promql::lints;
use crate::suggest;

impl ExpressionCheck<'_, '_> {
    pub(super) fn infer_operation(&mut self, operation: &BinaryOperation) -> InferredSeries {
        let left = self.infer(&operation.left);
        let right = self.infer(&operation.right);
        if operation.is_comparison() {
            self.check_comparison(operation, &left);
            self.check_comparison(operation, &right);
        }
        self.check_matching_labels(operation, &left, &right);
        self.check_can_match(operation, &left, &right);
        let result = match (left.is_scalar(), right.is_scalar()) {
            (true, true) => return InferredSeries::SCALAR,
            (true, false) => right,
            (false, true) => left,
            (false, false) => between_series(operation, left, right),
        };
        if operation.returns_bool {
            result.into_gauges()
        } else {
            result
        }
    }

    fn check_comparison(&mut self, operation: &BinaryOperation, operand: &InferredSeries) {
        let SeriesKind::Counter(name) = &operand.kind else {
            return;
        };
        let message = format!("counter `{}` is compared directly", name.text);
        let operator = self.span(&operation.operator);
        let help = format!("compare `rate({0}[5m])` or `increase({0}[1h])`", name.text);
        let diagnostic = lints::PROMQL_COUNTER
            .at(self.span(name), message)
            .related(operator, "compared here")
            .note("a counter restarts at zero with its process");
        self.report(diagnostic.help(help));
    }

    /// Checks that the labels in `on`, `ignoring`, `group_left` and `group_right` exist.
    fn check_matching_labels(
        &mut self,
        operation: &BinaryOperation,
        left: &InferredSeries,
        right: &InferredSeries,
    ) {
        let matching = operation.matching.as_ref();
        for label in matching.into_iter().flat_map(|it| &it.labels) {
            let is_on = matching.is_some_and(|matching| matching.lists_kept_labels);
            let (on_left, on_right) = (!left.lacks(&label.text), !right.lacks(&label.text));
            let diagnostic = match (on_left, on_right) {
                (false, false) => self.unknown_label("both operands", label, left),
                (false, true) if is_on => self.unknown_label("the left operand", label, left),
                (true, false) if is_on => self.unknown_label("the right operand", label, right),
                _ => continue,
            };
            self.report(diagnostic);
        }
        if let Some(GroupModifier {
            many_is_left,
            labels,
        }) = &operation.group
        {
            let (described, one) = if *many_is_left {
                ("the right operand", right)
            } else {
                ("the left operand", left)
            };
            for label in labels.iter().filter(|label| one.lacks(&label.text)) {
                let diagnostic = self.unknown_label(described, label, one);
                self.report(diagnostic);
            }
        }
    }

    /// Checks that no label that must match exists on one side only.
    fn check_can_match(
        &mut self,
        operation: &BinaryOperation,
        left: &InferredSeries,
        right: &InferredSeries,
    ) {
        let matching = operation.matching.as_ref();
        let is_on = matching.is_some_and(|matching| matching.lists_kept_labels);
        let operator = operation.operator.text.to_ascii_lowercase();
        if is_on || operator == "or" || left.is_scalar() || right.is_scalar() {
            return;
        }
        let counts = |label: &&String| matching.is_none_or(|matching| matching.keeps(label));
        let only_in = |one: &InferredSeries, other: &InferredSeries| -> Vec<String> {
            let labels = one.always_present.iter().filter(counts);
            labels.filter(|label| other.lacks(label)).cloned().collect()
        };
        let sides = [
            ("left", only_in(left, right)),
            ("right", only_in(right, left)),
        ];
        let Some((side, labels)) = sides.into_iter().find(|(_, labels)| !labels.is_empty()) else {
            return;
        };
        let noun = if labels.len() == 1 { "label" } else { "labels" };
        let labels = suggest::list(labels.iter().map(String::as_str));
        let message =
            format!("operands never match, because only the {side} one has the {noun} {labels}");
        let both = left.always_present.intersection(&right.always_present);
        let both = both.map(String::as_str).collect::<Vec<_>>().join(", ");
        let diagnostic = lints::PROMQL_MATCH.at(self.span(&operation.operator), message);
        self.report(diagnostic.help(format!("select the labels to match: `on ({both})`")));
    }
}

fn between_series(
    operation: &BinaryOperation,
    left: InferredSeries,
    right: InferredSeries,
) -> InferredSeries {
    let operator = operation.operator.text.to_ascii_lowercase();
    match operator.as_str() {
        "and" | "unless" => return left,
        "or" => {
            let labels = left.labels.zip(right.labels);
            return InferredSeries {
                labels: labels.map(|(left, right)| &left | &right),
                always_present: &left.always_present & &right.always_present,
                ..common_kind(left.kind, right.kind)
            };
        }
        _ => {}
    }
    let le_lost = left.le_lost.clone().or(right.le_lost.clone());
    let (labels, always_present) = match &operation.group {
        Some(group) => labels_of_group(group, &left, &right),
        None => match &operation.matching {
            Some(grouping) => {
                let left = left.clone().grouped(Some(grouping), &grouping.span);
                (left.labels, left.always_present)
            }
            None => (left.labels.clone(), left.always_present.clone()),
        },
    };
    let result = if operation.is_comparison() {
        left
    } else {
        left.into_gauges()
    };
    InferredSeries {
        labels,
        always_present,
        le_lost,
        ..result
    }
}

/// Returns the labels of the "many" side, with the labels that `group_left` or `group_right` takes from the "one" side.
fn labels_of_group(
    group: &GroupModifier,
    left: &InferredSeries,
    right: &InferredSeries,
) -> (Option<BTreeSet<String>>, BTreeSet<String>) {
    let (many, one) = if group.many_is_left {
        (left, right)
    } else {
        (right, left)
    };
    let (mut labels, mut always_present) = (many.labels.clone(), many.always_present.clone());
    for Word { text, .. } in &group.labels {
        always_present.remove(text);
        if let Some(labels) = &mut labels {
            labels.remove(text);
            labels.extend((!one.lacks(text)).then(|| text.clone()));
        }
    }
    (labels, always_present)
}

/// Infers the kind of the result of `or`, which is unknown if the operands differ.
fn common_kind(left: SeriesKind, right: SeriesKind) -> InferredSeries {
    let kind = match (left, right) {
        (SeriesKind::Gauge, SeriesKind::Gauge) => SeriesKind::Gauge,
        (SeriesKind::Native, SeriesKind::Native) => SeriesKind::Native,
        (SeriesKind::Counter(name), SeriesKind::Counter(_)) => SeriesKind::Counter(name),
        _ => SeriesKind::Unknown,
    };
    InferredSeries::of(kind, None)
}
