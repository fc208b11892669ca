//! `PromQL`: the lints about expressions and panels, and with the feature `promql` the code that checks them.
//!
//! The lints are known without the feature as well: `[lint]` and `allow` may name them.

#[cfg(feature = "promql")]
mod expressions;
mod lints;
#[cfg(not(feature = "promql"))]
mod unread;

#[cfg(feature = "promql")]
pub(crate) use expressions::check;
pub use lints::is_about_queries;
pub(crate) use lints::{
    ALERT_CONDITION, ALERT_TEMPLATE, ALERT_TESTS, DEPRECATED_USE, PROMQL_COUNTER, PROMQL_FUNCTION,
    PROMQL_LABEL, PROMQL_LE, PROMQL_MATCH, PROMQL_RULE, PROMQL_SERIES, PROMQL_SYNTAX, PROMQL_VALUE,
    is_checked,
};
#[cfg(not(feature = "promql"))]
pub(crate) use unread::check;
