//! What an expression gives, and whether its parts fit together.

use super::Reading;
use super::known::Known;
use super::tree::{Grouping, Node, Shape, Word};

/// Operators that count series, whatever their values are.
const COUNTING: &[&str] = &["count", "count_values", "group", "stddev", "stdvar"];

/// Operators that choose among series and leave them as they are.
const CHOOSING: &[&str] = &["topk", "bottomk", "limitk", "limit_ratio"];

impl Reading<'_, '_> {
    pub(super) fn node(&mut self, node: &Node) -> Known {
        match &node.shape {
            Shape::Number | Shape::Text(_) => Known::SCALAR,
            Shape::Selector(selector) => self.selector(selector),
            Shape::Negated(inner) | Shape::Over(inner) | Shape::Subquery(inner) => self.node(inner),
            Shape::Call {
                function,
                arguments,
            } => self.call(function, arguments),
            Shape::Aggregation {
                operator,
                grouping,
                parameter,
                of,
            } => {
                if let Some(parameter) = parameter {
                    self.node(parameter);
                }
                let known = self.node(of);
                let known = self.aggregation(operator, grouping.as_ref(), known);
                match parameter.as_deref().map(|parameter| &parameter.shape) {
                    Some(Shape::Text(label)) => known.with_label(&label.text),
                    _ => known,
                }
            }
            Shape::Operation(operation) => self.operation(operation),
        }
    }

    fn aggregation(&mut self, operator: &Word, grouping: Option<&Grouping>, known: Known) -> Known {
        for label in grouping.iter().flat_map(|grouping| &grouping.labels) {
            if known.lacks(&label.text) {
                let finding = self.unknown_label("what is aggregated", label, &known);
                self.report(finding);
            }
        }
        let name = operator.text.to_ascii_lowercase();
        if CHOOSING.contains(&name.as_str()) {
            return known;
        }
        let known = known.grouped(grouping, &operator.span);
        if COUNTING.contains(&name.as_str()) {
            known.values()
        } else {
            known
        }
    }
}
