//! Determines whether an alert can be inactive.

use super::tree::{BinaryOperation, ExprKind, ExprNode, Selector};

/// Returns whether an expression returns series only under some condition.
///
/// `comes_and_goes` returns whether the series of a selector exist only at times.
pub(super) fn has_condition(node: &ExprNode, comes_and_goes: &dyn Fn(&Selector) -> bool) -> bool {
    let has_condition = |node: &ExprNode| has_condition(node, comes_and_goes);
    match &node.kind {
        ExprKind::Number | ExprKind::Text(_) => false,
        ExprKind::Selector(selector) => comes_and_goes(selector),
        ExprKind::Negated(inner) | ExprKind::Range(inner) | ExprKind::Subquery(inner) => {
            has_condition(inner)
        }
        ExprKind::Call {
            function,
            arguments,
        } => {
            let is_absent = ["absent", "absent_over_time"].contains(&function.text.as_str());
            is_absent || (keeps_conditions(&function.text) && arguments.iter().any(has_condition))
        }
        ExprKind::Aggregation { argument, .. } => has_condition(argument),
        ExprKind::Operation(operation) => is_conditional(operation, &has_condition),
    }
}

/// Returns whether an expression is `vector(1)`.
///
/// An alert with this expression fires always on purpose: if it does not arrive, notifications are broken.
pub(super) fn is_meant_to_fire(node: &ExprNode) -> bool {
    match &node.kind {
        ExprKind::Call {
            function,
            arguments,
        } => {
            let is_number = |it: &ExprNode| matches!(it.kind, ExprKind::Number);
            function.text == "vector" && arguments.iter().all(is_number)
        }
        _ => false,
    }
}

fn is_conditional(operation: &BinaryOperation, has_condition: &dyn Fn(&ExprNode) -> bool) -> bool {
    let (left, right) = (&operation.left, &operation.right);
    match operation.operator.text.to_ascii_lowercase().as_str() {
        "and" | "unless" => true,
        // Either side can make the alert fire.
        "or" => has_condition(left) && has_condition(right),
        _ if operation.is_comparison() && !operation.returns_bool => true,
        _ => has_condition(left) || has_condition(right),
    }
}

/// Returns whether a function returns nothing if its arguments are empty.
fn keeps_conditions(function: &str) -> bool {
    !["scalar", "vector", "time", "pi"].contains(&function)
}
