//! Every rule of the language: what it demands, why, an example of each side, and the function that checks it.
//!
//! A rule looks at the whole document and reports every breach. None stops another, and none knows what another finds.

mod alerting;
mod buckets;
mod cardinality;
mod clashes;
mod dashboards;
mod deprecation;
mod domains;
mod duplicates;
mod help;
mod includes;
mod infos;
mod labels;
mod links;
mod lints;
mod lock;
mod names;
mod native;
mod open;
mod openmetrics;
mod overlaps;
mod prefix;
mod prelude;
mod queries;
mod references;
mod renamed;
mod rust_names;
mod sensitive;
mod shape;
mod spelling;
mod stated_units;
mod states;
mod statesets;
mod suffixes;
mod texts;
mod units;
mod unused;
mod values;

use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;
use crate::suggest;

#[cfg(feature = "promql")]
pub(crate) use alerting::ALERT_TESTS;
pub(crate) use help::is_placeholder;
pub(crate) use includes::{
    include_count, include_cycle, include_glob, include_no_path, include_unreadable,
    included_twice, path_escape,
};
pub(crate) use infos::INFO_LABELS;
pub(crate) use labels::MAX_LABELS;
pub(crate) use lints::{
    allow_reason, is_of_the_schema, misplaced_lint, unknown_lint, unused_allow,
};
pub(crate) use lock::{lock_cut_short, lock_unreadable, lock_unusable, promise_broken};
pub use prelude::hides_prelude;
pub use queries::is_about_queries;
pub(crate) use queries::is_checked;
#[cfg(feature = "promql")]
pub(crate) use queries::{
    ALERT_CONDITION, ALERT_TEMPLATE, DEPRECATED_USE, PROMQL_COUNTER, PROMQL_FUNCTION, PROMQL_LABEL,
    PROMQL_LE, PROMQL_MATCH, PROMQL_RULE, PROMQL_SERIES, PROMQL_SYNTAX, PROMQL_VALUE,
};
pub(crate) use shape::{MISSING_KEY, SCHEMA_VERSION, SYNTAX, TYPE_MISMATCH, UNKNOWN_KEY};

/// All rules, by theme.
pub static ALL: &[&Rule] = &[
    &shape::SYNTAX,
    &shape::SCHEMA_VERSION,
    &shape::UNKNOWN_KEY,
    &shape::MISSING_KEY,
    &shape::TYPE_MISMATCH,
    &includes::INCLUDE_GLOB,
    &includes::INCLUDE_CYCLE,
    &includes::INCLUDE_UNREADABLE,
    &includes::PATH_ESCAPE,
    &lints::UNKNOWN_LINT,
    &lints::UNUSED_ALLOW,
    &lints::ALLOW_REASON,
    &help::HELP_REQUIRED,
    &help::HELP_PERIOD,
    &texts::TEXT_FORMAT,
    &prefix::PREFIX_REQUIRED,
    &prefix::REDUNDANT_PREFIX,
    &spelling::NAME_FORMAT,
    &spelling::SNAKE_CASE,
    &names::COLON_RESERVED,
    &names::TYPE_IN_NAME,
    &names::GENERIC_NAME,
    &suffixes::COUNTER_TOTAL,
    &suffixes::TOTAL_RESERVED,
    &suffixes::SUFFIX_RESERVED,
    &units::UNIT_BASE,
    &units::UNIT_ABBREV,
    &stated_units::UNIT_UNKNOWN,
    &stated_units::UNIT_SUFFIX,
    &stated_units::UNIT_MISMATCH,
    &duplicates::DUPLICATE,
    &clashes::FAMILY_CLASH,
    &openmetrics::OPENMETRICS_TYPE,
    &clashes::NAME_TOO_SIMILAR,
    &rust_names::RUST_NAME_CLASH,
    &prelude::PRELUDE_NAME,
    &labels::LABEL_RESERVED,
    &overlaps::LABEL_OVERLAP,
    &labels::LABEL_COUNT,
    &domains::LABEL_KIND,
    &domains::RANGE_ORDER,
    &domains::BOOL_LABEL,
    &values::EMPTY_VALUES,
    &values::DUPLICATE_VALUE,
    &values::VALUE_FORMAT,
    &open::OPEN_LIMITS,
    &open::OPEN_ON_HISTOGRAM,
    &sensitive::SENSITIVE_LABEL,
    &references::UNKNOWN_REF,
    &unused::UNUSED_LABEL,
    &unused::UNUSED_BUCKETS,
    &unused::UNUSED_GROUP,
    &unused::UNUSED_OWNER,
    &links::LINK_FORMAT,
    &buckets::BUCKETS_REQUIRED,
    &buckets::BUCKETS_ORDER,
    &buckets::BUCKETS_COUNT,
    &buckets::BUCKETS_SCALE,
    &native::NATIVE_LIMITS,
    &cardinality::CARDINALITY,
    &statesets::STATESET_STATES,
    &infos::INFO_LABELS,
    &infos::INFO_SUFFIX,
    &states::STATE_KIND,
    &states::STATE_TYPE,
    &states::STATE_UPDATE,
    &deprecation::DEPRECATED_FIELDS,
    &deprecation::EXPIRED,
    &renamed::RENAME_TARGET,
    &renamed::RENAME_SHAPE,
    &renamed::STABILITY_ORDER,
    &lock::LOCK_KEPT,
    &alerting::RECORD_NAME,
    &alerting::ALERT_NAME,
    &alerting::DURATION_FORMAT,
    &alerting::RULE_LABELS,
    &alerting::ALERT_TESTS,
    &dashboards::DASHBOARD_ROWS,
    &dashboards::VIEW_KIND,
    &queries::PROMQL_SYNTAX,
    &queries::PROMQL_SERIES,
    &queries::PROMQL_RULE,
    &queries::PROMQL_LABEL,
    &queries::PROMQL_VALUE,
    &queries::PROMQL_FUNCTION,
    &queries::PROMQL_COUNTER,
    &queries::PROMQL_LE,
    &queries::PROMQL_MATCH,
    &queries::ALERT_CONDITION,
    &queries::ALERT_TEMPLATE,
    &queries::DEPRECATED_USE,
];

/// The rule of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The rule whose id is most like a text, if one is at all.
#[must_use]
pub fn nearest(id: &str) -> Option<&'static Rule> {
    suggest::nearest(id, ALL.iter().map(|rule| rule.id)).and_then(find)
}

/// Checks a document against every rule.
pub(crate) fn check(scope: &Scope<'_>, report: &mut Report) {
    for check in ALL.iter().filter_map(|rule| rule.check) {
        check(scope, report);
    }
}
