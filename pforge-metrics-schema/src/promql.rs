//! The lints about `PromQL` expressions and panels. The feature `promql` enables their checks.
//!
//! The lints exist without the feature too, so that `[lint]` and `allow` can name them.

#[cfg(not(feature = "promql"))]
mod disabled;
#[cfg(feature = "promql")]
mod expressions;
mod lints;

#[cfg(not(feature = "promql"))]
pub(crate) use disabled::check;
#[cfg(feature = "promql")]
pub(crate) use expressions::check;
pub use lints::is_about_queries;
pub(crate) use lints::{
    ALERT_CONDITION, ALERT_TEMPLATE, ALERT_TESTS, DEPRECATED_USE, PROMQL_COUNTER, PROMQL_FUNCTION,
    PROMQL_LABEL, PROMQL_LE, PROMQL_MATCH, PROMQL_RULE, PROMQL_SERIES, PROMQL_SYNTAX, PROMQL_VALUE,
    is_checked,
};
