//! Whether an alert can be silent.

use super::tree::{Node, Operation, Selector, Shape};

/// Whether an expression gives a series under some conditions only. Of series, `comes_and_goes` knows whether they are
/// there at times only.
pub(super) fn has_condition(node: &Node, comes_and_goes: &dyn Fn(&Selector) -> bool) -> bool {
    let has_condition = |node: &Node| has_condition(node, comes_and_goes);
    match &node.shape {
        Shape::Number | Shape::Text(_) => false,
        Shape::Selector(selector) => comes_and_goes(selector),
        Shape::Negated(inner) | Shape::Over(inner) | Shape::Subquery(inner) => has_condition(inner),
        Shape::Call {
            function,
            arguments,
        } => {
            let is_absent = ["absent", "absent_over_time"].contains(&function.text.as_str());
            is_absent || (keeps_conditions(&function.text) && arguments.iter().any(has_condition))
        }
        Shape::Aggregation { of, .. } => has_condition(of),
        Shape::Operation(operation) => is_conditional(operation, &has_condition),
    }
}

/// Whether an expression is `vector(1)`: nobody writes that by mistake, and whoever gets no such alert knows that alerts
/// do not reach them.
pub(super) fn is_meant_to_fire(node: &Node) -> bool {
    match &node.shape {
        Shape::Call {
            function,
            arguments,
        } => {
            let is_number = |it: &Node| matches!(it.shape, Shape::Number);
            function.text == "vector" && arguments.iter().all(is_number)
        }
        _ => false,
    }
}

fn is_conditional(operation: &Operation, has_condition: &dyn Fn(&Node) -> bool) -> bool {
    let (left, right) = (&operation.left, &operation.right);
    match operation.operator.text.to_ascii_lowercase().as_str() {
        "and" | "unless" => true,
        // Either side makes it fire.
        "or" => has_condition(left) && has_condition(right),
        _ if operation.is_comparison() && !operation.gives_bool => true,
        _ => has_condition(left) || has_condition(right),
    }
}

/// Whether a function gives nothing where it is given nothing.
fn keeps_conditions(function: &str) -> bool {
    !["scalar", "vector", "time", "pi"].contains(&function)
}
