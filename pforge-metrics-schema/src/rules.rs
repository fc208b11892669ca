//! The list of all rules, and the checks that need the whole document.
//!
//! A rule consists of its data, its check and its page, the file `<id>.md`. Rules that are checked while files are
//! loaded, parsed or read, and rules about the lock or expressions, are defined in those modules and only listed here.
//! A check reports every violation and is independent of the other checks.

mod alerting;
mod buckets;
mod cardinality;
mod clashes;
mod dashboards;
mod deprecation;
mod domains;
mod duplicates;
mod help;
mod infos;
mod labels;
mod links;
mod lints;
mod names;
mod native;
mod open;
mod openmetrics;
mod overlaps;
mod prefix;
mod prelude;
mod references;
mod renamed;
mod rust_names;
mod sensitive;
mod spelling;
mod stated_units;
mod states;
mod statesets;
mod suffixes;
mod texts;
mod units;
mod unused;
mod values;

use crate::load;
use crate::lock;
use crate::parse;
use crate::promql;
use crate::read;
use crate::report::Report;
use crate::rule::Rule;
use crate::scope::Scope;
use crate::suggest;

pub use crate::promql::is_about_queries;
pub(crate) use lints::{is_schema_wide, misplaced_lint, unknown_lint, unused_allow};
pub use prelude::hides_prelude;

/// Reports the violations of a rule in the whole document.
type Check = fn(&Scope<'_>, &mut Report);

/// All rules by topic, each with its check. Rules without a check are reported by another step of the compiler.
static LIST: &[(&Rule, Option<Check>)] = &[
    (&parse::SYNTAX, None),
    (&read::SCHEMA_VERSION, None),
    (&read::UNKNOWN_KEY, None),
    (&read::MISSING_KEY, None),
    (&read::TYPE_MISMATCH, None),
    (&load::INCLUDE_GLOB, None),
    (&load::INCLUDE_CYCLE, None),
    (&load::INCLUDE_UNREADABLE, None),
    (&load::PATH_ESCAPE, None),
    (&lints::UNKNOWN_LINT, None),
    (&lints::UNUSED_ALLOW, None),
    (&read::ALLOW_REASON, None),
    (&help::HELP_REQUIRED, Some(help::help_required)),
    (&help::HELP_PERIOD, Some(help::help_period)),
    (&texts::TEXT_FORMAT, Some(texts::text_format)),
    (&prefix::PREFIX_REQUIRED, Some(prefix::prefix_required)),
    (&prefix::REDUNDANT_PREFIX, Some(prefix::redundant_prefix)),
    (&spelling::NAME_FORMAT, Some(spelling::name_format)),
    (&spelling::SNAKE_CASE, Some(spelling::snake_case)),
    (&names::COLON_RESERVED, Some(names::colon_reserved)),
    (&names::TYPE_IN_NAME, Some(names::type_in_name)),
    (&names::GENERIC_NAME, Some(names::generic_name)),
    (&suffixes::COUNTER_TOTAL, Some(suffixes::counter_total)),
    (&suffixes::TOTAL_RESERVED, Some(suffixes::total_reserved)),
    (&suffixes::SUFFIX_RESERVED, Some(suffixes::suffix_reserved)),
    (&units::UNIT_BASE, Some(units::unit_base)),
    (&units::UNIT_ABBREV, Some(units::unit_abbrev)),
    (
        &stated_units::UNIT_UNKNOWN,
        Some(stated_units::unit_unknown),
    ),
    (&stated_units::UNIT_SUFFIX, Some(stated_units::unit_suffix)),
    (
        &stated_units::UNIT_MISMATCH,
        Some(stated_units::unit_mismatch),
    ),
    (&duplicates::DUPLICATE, Some(duplicates::duplicate)),
    (&clashes::FAMILY_CLASH, Some(clashes::family_clash)),
    (
        &openmetrics::OPENMETRICS_TYPE,
        Some(openmetrics::openmetrics_type),
    ),
    (&clashes::NAME_TOO_SIMILAR, Some(clashes::name_too_similar)),
    (
        &rust_names::RUST_NAME_CLASH,
        Some(rust_names::rust_name_clash),
    ),
    (&prelude::PRELUDE_NAME, Some(prelude::prelude_name)),
    (&labels::LABEL_RESERVED, Some(labels::label_reserved)),
    (&overlaps::LABEL_OVERLAP, Some(overlaps::label_overlap)),
    (&labels::LABEL_COUNT, Some(labels::label_count)),
    (&domains::LABEL_KIND, Some(domains::label_kind)),
    (&domains::RANGE_ORDER, Some(domains::range_order)),
    (&domains::BOOL_LABEL, Some(domains::bool_label)),
    (&values::EMPTY_VALUES, Some(values::empty_values)),
    (&values::DUPLICATE_VALUE, Some(values::duplicate_value)),
    (&values::VALUE_FORMAT, Some(values::value_format)),
    (&open::OPEN_LIMITS, Some(open::open_limits)),
    (&open::OPEN_ON_HISTOGRAM, Some(open::open_on_histogram)),
    (
        &sensitive::SENSITIVE_LABEL,
        Some(sensitive::sensitive_label),
    ),
    (&references::UNKNOWN_REF, Some(references::unknown_ref)),
    (&unused::UNUSED_LABEL, Some(unused::unused_label)),
    (&unused::UNUSED_BUCKETS, Some(unused::unused_buckets)),
    (&unused::UNUSED_GROUP, Some(unused::unused_group)),
    (&unused::UNUSED_OWNER, Some(unused::unused_owner)),
    (&links::LINK_FORMAT, Some(links::link_format)),
    (&buckets::BUCKETS_REQUIRED, Some(buckets::buckets_required)),
    (&buckets::BUCKETS_ORDER, Some(buckets::buckets_order)),
    (&buckets::BUCKETS_COUNT, Some(buckets::buckets_count)),
    (&buckets::BUCKETS_SCALE, Some(buckets::buckets_scale)),
    (&native::NATIVE_LIMITS, Some(native::native_limits)),
    (&cardinality::CARDINALITY, Some(cardinality::cardinality)),
    (
        &statesets::STATESET_STATES,
        Some(statesets::stateset_states),
    ),
    (&read::INFO_LABELS, Some(infos::info_labels)),
    (&infos::INFO_SUFFIX, Some(infos::info_suffix)),
    (&states::STATE_KIND, Some(states::state_kind)),
    (&states::STATE_TYPE, Some(states::state_type)),
    (&states::STATE_UPDATE, Some(states::state_update)),
    (
        &deprecation::DEPRECATED_FIELDS,
        Some(deprecation::deprecated_fields),
    ),
    (&deprecation::EXPIRED, Some(deprecation::expired)),
    (&renamed::RENAME_TARGET, Some(renamed::rename_target)),
    (&renamed::RENAME_SHAPE, Some(renamed::rename_shape)),
    (&renamed::STABILITY_ORDER, Some(renamed::stability_order)),
    (&lock::LOCK_KEPT, None),
    (&alerting::RECORD_NAME, Some(alerting::record_name)),
    (&alerting::ALERT_NAME, Some(alerting::alert_name)),
    (&alerting::DURATION_FORMAT, Some(alerting::duration_format)),
    (&alerting::RULE_LABELS, Some(alerting::rule_labels)),
    (&promql::ALERT_TESTS, Some(alerting::alert_tests)),
    (
        &dashboards::DASHBOARD_ROWS,
        Some(dashboards::dashboard_rows),
    ),
    (&dashboards::VIEW_KIND, Some(dashboards::view_kind)),
    (&promql::PROMQL_SYNTAX, None),
    (&promql::PROMQL_SERIES, None),
    (&promql::PROMQL_RULE, None),
    (&promql::PROMQL_LABEL, None),
    (&promql::PROMQL_VALUE, None),
    (&promql::PROMQL_FUNCTION, None),
    (&promql::PROMQL_COUNTER, None),
    (&promql::PROMQL_LE, None),
    (&promql::PROMQL_MATCH, None),
    (&promql::ALERT_CONDITION, None),
    (&promql::ALERT_TEMPLATE, None),
    (&promql::DEPRECATED_USE, None),
];

/// Returns all rules by topic.
#[must_use]
pub fn all() -> impl ExactSizeIterator<Item = &'static Rule> + Clone {
    LIST.iter().map(|(rule, _)| *rule)
}

/// Returns the rule with an id.
///
/// ```
/// use pforge_metrics_schema::rules;
///
/// let rule = rules::find("counter_total").unwrap();
/// assert_eq!(rule.title(), "counter names end in `_total`");
/// ```
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Returns the rule whose id is most similar to a text, or `None` if no id is similar.
#[must_use]
pub fn nearest(id: &str) -> Option<&'static Rule> {
    suggest::nearest(id, all().map(|rule| rule.id)).and_then(find)
}

/// Runs all checks.
pub(crate) fn check(scope: &Scope<'_>, report: &mut Report) {
    for check in LIST.iter().filter_map(|(_, check)| *check) {
        check(scope, report);
    }
}
