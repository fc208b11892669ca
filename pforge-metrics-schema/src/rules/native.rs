//! Checks the native buckets of histograms.

use crate::diagnostic::Diagnostic;
use crate::document::Spanned;
use crate::limits::{NATIVE_BUCKETS, NATIVE_SCHEMA};
use crate::native;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static NATIVE_LIMITS: Rule = Rule {
    id: "native_limits",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("native_limits.md"),
};

pub(super) fn native_limits(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    for native in metrics.filter_map(|metric| metric.native.value()) {
        report.extend(native.factor.as_ref().and_then(invalid_factor));
        report.extend(native.max_buckets.value().and_then(invalid_count));
        report.extend(native.zero_threshold.value().and_then(invalid_threshold));
    }
}

fn invalid_factor(factor: &Spanned<f64>) -> Option<Diagnostic> {
    if native::schema(factor.value).is_some() {
        return None;
    }
    let message = format!(
        "`factor` must be between 1.00272 and 65536, found `{}`",
        factor.value
    );
    let help = if factor.value > native::growth(*NATIVE_SCHEMA.start()) {
        "use `factor = 65536` or less; with 1.1, quantiles are accurate to 10%"
    } else {
        "use `factor = 1.1`, which makes quantiles accurate to 10%, or a value closer to 1"
    };
    Some(NATIVE_LIMITS.at(factor.span, message).help(help))
}

fn invalid_count(count: &Spanned<u64>) -> Option<Diagnostic> {
    if NATIVE_BUCKETS.contains(&count.value) {
        return None;
    }
    let (fewest, most) = NATIVE_BUCKETS.into_inner();
    let message = format!(
        "`max_buckets` must be between {fewest} and {most}, found `{}`",
        count.value
    );
    let help = if count.value < fewest {
        format!("use `max_buckets = {fewest}` or more")
    } else {
        format!("use `max_buckets = {most}` or less")
    };
    Some(NATIVE_LIMITS.at(count.span, message).help(help))
}

fn invalid_threshold(threshold: &Spanned<f64>) -> Option<Diagnostic> {
    if native::is_threshold(threshold.value) {
        return None;
    }
    let message = format!(
        "`zero_threshold` must be finite and at least 2.3e-308, found `{:?}`",
        threshold.value
    );
    let help = "remove it, or set it to the largest value that counts as 0, such as `zero_threshold = 1e-9`";
    Some(NATIVE_LIMITS.at(threshold.span, message).help(help))
}
