//! What is reported about a lock.

use crate::changes::What;
use crate::diagnostic::Diagnostic;
use crate::document::Metric;
use crate::rule::{Rule, Severity};
use crate::source::Span;

/// What to do about a lock that is not as it was written.
const WRITE_ANEW: &str =
    "fix manual edits or merge conflicts, or rewrite the lock with `pforge-metrics lock --accept`";

pub(crate) static LOCK_KEPT: Rule = Rule {
    id: "lock_kept",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("lock_kept.md"),
};

/// `before` is the metric as it was promised.
pub(super) fn promise_broken(before: &Metric, what: &What, span: Span) -> Diagnostic {
    let (stability, metric) = (before.stability().name(), before.described());
    LOCK_KEPT.at(
        span,
        format!("{stability} {metric} breaks its promise: {what}"),
    )
}

/// An error in a lock, which is a generated file.
pub(super) fn lock_unreadable(error: Diagnostic) -> Diagnostic {
    Diagnostic {
        note: None,
        corrections: Vec::new(),
        ..error
    }
    .help(WRITE_ANEW)
}

/// `end` is where the file ends.
pub(super) fn lock_cut_short(end: Span) -> Diagnostic {
    let message = "the lock is truncated: its last line is missing";
    LOCK_KEPT.at(end, message).help(
        "restore the file from version control, or rewrite it with `pforge-metrics lock --accept`",
    )
}

pub(super) fn lock_unusable(metric: &Metric) -> Diagnostic {
    let message = format!("cannot read {} in the lock", metric.described());
    LOCK_KEPT.at(metric.name.span, message).help(WRITE_ANEW)
}
