//! The lints about expressions and panels. The feature `promql` enables their checks.

use crate::rule::{Rule, Severity};

/// The rules that only the feature `promql` checks.
static QUERY_RULES: &[&Rule] = &[
    &PROMQL_SYNTAX,
    &PROMQL_SERIES,
    &PROMQL_RULE,
    &PROMQL_LABEL,
    &PROMQL_VALUE,
    &PROMQL_FUNCTION,
    &PROMQL_COUNTER,
    &PROMQL_LE,
    &PROMQL_MATCH,
    &ALERT_CONDITION,
    &ALERT_TEMPLATE,
    &DEPRECATED_USE,
];

/// Returns whether this build checks a rule.
pub(crate) fn is_checked(lint: &str) -> bool {
    cfg!(feature = "promql") || !is_about_queries(lint)
}

/// Returns whether a rule is about the queries in expressions and panels, and not about metrics.
#[must_use]
pub fn is_about_queries(lint: &str) -> bool {
    QUERY_RULES.iter().any(|rule| rule.id == lint)
}

pub(crate) static PROMQL_SYNTAX: Rule = Rule {
    id: "promql_syntax",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    page: include_str!("promql_syntax.md"),
};

pub(crate) static PROMQL_SERIES: Rule = Rule {
    id: "promql_series",
    severity: Severity::Error,
    fixed: false,
    hides_others: true,
    page: include_str!("promql_series.md"),
};

pub(crate) static PROMQL_RULE: Rule = Rule {
    id: "promql_rule",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_rule.md"),
};

pub(crate) static PROMQL_LABEL: Rule = Rule {
    id: "promql_label",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_label.md"),
};

pub(crate) static PROMQL_VALUE: Rule = Rule {
    id: "promql_value",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_value.md"),
};

pub(crate) static PROMQL_FUNCTION: Rule = Rule {
    id: "promql_function",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_function.md"),
};

pub(crate) static PROMQL_COUNTER: Rule = Rule {
    id: "promql_counter",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_counter.md"),
};

pub(crate) static PROMQL_LE: Rule = Rule {
    id: "promql_le",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_le.md"),
};

pub(crate) static PROMQL_MATCH: Rule = Rule {
    id: "promql_match",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("promql_match.md"),
};

pub(crate) static ALERT_CONDITION: Rule = Rule {
    id: "alert_condition",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("alert_condition.md"),
};

pub(crate) static ALERT_TEMPLATE: Rule = Rule {
    id: "alert_template",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("alert_template.md"),
};

pub(crate) static DEPRECATED_USE: Rule = Rule {
    id: "deprecated_use",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("deprecated_use.md"),
};

pub(crate) static ALERT_TESTS: Rule = Rule {
    id: "alert_tests",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("alert_tests.md"),
};
