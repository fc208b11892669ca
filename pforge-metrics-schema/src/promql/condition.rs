//! Whether an alert can be silent.

use super::tree::{Node, Operation, Shape};

/// Whether an expression gives a series under some conditions only.
pub(super) fn has_condition(node: &Node) -> bool {
    match &node.shape {
        Shape::Number | Shape::Text(_) | Shape::Selector(_) => false,
        Shape::Over(inner) => has_condition(inner),
        Shape::Call {
            function,
            arguments,
        } => {
            let is_absent = ["absent", "absent_over_time"].contains(&function.text.as_str());
            is_absent || (keeps_conditions(&function.text) && arguments.iter().any(has_condition))
        }
        Shape::Aggregation { of, .. } => has_condition(of),
        Shape::Operation(operation) => is_conditional(operation),
    }
}

fn is_conditional(operation: &Operation) -> bool {
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
