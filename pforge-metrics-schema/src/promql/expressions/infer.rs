//! Infers the series that an expression returns.

use super::ExpressionCheck;
use super::inferred_series::InferredSeries;
use super::tree::{ExprKind, ExprNode, Grouping, Word};

/// Operators whose results do not have the kind of their input.
const DERIVING: &[&str] = &["count", "count_values", "group", "stddev", "stdvar"];

/// Operators that select some of the series without changing them.
const SELECTING: &[&str] = &["topk", "bottomk", "limitk", "limit_ratio"];

impl ExpressionCheck<'_, '_> {
    pub(super) fn infer(&mut self, node: &ExprNode) -> InferredSeries {
        match &node.kind {
            ExprKind::Number | ExprKind::Text(_) => InferredSeries::SCALAR,
            ExprKind::Selector(selector) => self.infer_selector(selector),
            ExprKind::Negated(inner) | ExprKind::Range(inner) | ExprKind::Subquery(inner) => {
                self.infer(inner)
            }
            ExprKind::Call {
                function,
                arguments,
            } => self.infer_call(function, arguments),
            ExprKind::Aggregation {
                operator,
                grouping,
                parameter,
                argument,
            } => {
                if let Some(parameter) = parameter {
                    self.infer(parameter);
                }
                let input = self.infer(argument);
                let result = self.infer_aggregation(operator, grouping.as_ref(), input);
                match parameter.as_deref().map(|parameter| &parameter.kind) {
                    Some(ExprKind::Text(label)) => result.with_label(&label.text),
                    _ => result,
                }
            }
            ExprKind::Operation(operation) => self.infer_operation(operation),
        }
    }

    fn infer_aggregation(
        &mut self,
        operator: &Word,
        grouping: Option<&Grouping>,
        input: InferredSeries,
    ) -> InferredSeries {
        for label in grouping.iter().flat_map(|grouping| &grouping.labels) {
            if input.lacks(&label.text) {
                let diagnostic = self.unknown_label("the aggregated expression", label, &input);
                self.report(diagnostic);
            }
        }
        let name = operator.text.to_ascii_lowercase();
        if SELECTING.contains(&name.as_str()) {
            return input;
        }
        let result = input.grouped(grouping, &operator.span);
        if DERIVING.contains(&name.as_str()) {
            result.into_gauges()
        } else {
            result
        }
    }
}
