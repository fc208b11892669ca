//! Native buckets of histograms.

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
        report.extend(native.factor.as_ref().and_then(wrong_factor));
        report.extend(native.max_buckets.value().and_then(wrong_count));
        report.extend(native.zero_threshold.value().and_then(wrong_threshold));
    }
}

fn wrong_factor(factor: &Spanned<f64>) -> Option<Diagnostic> {
    if native::schema(factor.value).is_some() {
        return None;
    }
    let message = format!(
        "`factor` must be 1.00272 to 65536, found `{}`",
        factor.value
    );
    let help = if factor.value > native::growth(*NATIVE_SCHEMA.start()) {
        "write `factor = 65536` or less; 1.1 tells quantiles to a tenth"
    } else {
        "write `factor = 1.1`, which tells quantiles to a tenth, or one that is closer to 1"
    };
    Some(NATIVE_LIMITS.at(factor.span, message).help(help))
}

fn wrong_count(count: &Spanned<u64>) -> Option<Diagnostic> {
    if NATIVE_BUCKETS.contains(&count.value) {
        return None;
    }
    let (fewest, most) = NATIVE_BUCKETS.into_inner();
    let message = format!("`max_buckets` must be {fewest} to {most}");
    let help = if count.value < fewest {
        format!("write `max_buckets = {fewest}` or more")
    } else {
        format!("write `max_buckets = {most}` or less")
    };
    Some(NATIVE_LIMITS.at(count.span, message).help(help))
}

fn wrong_threshold(threshold: &Spanned<f64>) -> Option<Diagnostic> {
    if native::is_threshold(threshold.value) {
        return None;
    }
    let message = "`zero_threshold` must be finite, and not below 2.3e-308";
    let help =
        "leave it out, or write the largest value that is as good as 0: `zero_threshold = 1e-9`";
    Some(NATIVE_LIMITS.at(threshold.span, message).help(help))
}
