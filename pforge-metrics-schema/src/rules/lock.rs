//! What was promised. [`crate::lock`] finds all of it.

use crate::changes::What;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Metric;
use crate::rule::Rule;
use crate::source::Span;

/// What to do about a lock that is not as it was written.
const WRITE_ANEW: &str = "put right what was edited or merged by hand, or write it anew with `pforge-metrics lock --accept`";

pub(crate) static LOCK_KEPT: Rule = Rule {
    id: "lock_kept",
    title: "what was promised is kept",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
Dashboards and alerts are built on stable metrics: they keep their names, kinds, units, labels, values and buckets. Beta \
metrics do until they are deprecated. `pforge-metrics lock` records all this in a lock file, metrics.lock beside \
metrics.toml, and from then on a schema that breaks it does not compile. What is new needs a lock that is written anew, and \
so does a deprecation, after which a metric may go; a break on purpose is accepted with `pforge-metrics lock --accept`. A \
schema without a lock promises nothing; a lock that is empty, cut short or a dangling link is an error. The examples have the lock of the right one.",
    wrong: "\
[gauge.app_load_ratio]
help = \"Share of workers that are busy.\"
stability = \"stable\"
labels = [\"queue\"]

[label.queue]
help = \"What the workers work on.\"
values = [\"fast\", \"slow\"]
",
    right: "\
[gauge.app_load_ratio]
help = \"Share of workers that are busy.\"
stability = \"stable\"

[gauge.app_queue_load_ratio]
help = \"Share of the workers of a queue that are busy.\"
labels = [\"queue\"]

[label.queue]
help = \"What the workers work on.\"
values = [\"fast\", \"slow\"]
",
    check: None,
};

/// `before` is the metric as it was promised.
pub(crate) fn promise_broken(before: &Metric, what: &What, span: Span) -> Diagnostic {
    let (stability, metric) = (before.stability().name(), before.described());
    LOCK_KEPT.at(
        span,
        format!("{stability} {metric} is not what was promised: {what}"),
    )
}

/// A mistake in a lock, which is no work of people.
pub(crate) fn lock_unreadable(error: Diagnostic) -> Diagnostic {
    Diagnostic {
        note: None,
        corrections: Vec::new(),
        ..error
    }
    .help(WRITE_ANEW)
}

/// `end` is where the file ends.
pub(crate) fn lock_cut_short(end: Span) -> Diagnostic {
    let message = "the lock was cut short: its last line is missing";
    LOCK_KEPT.at(end, message).help(
        "restore the file from version control, or write it anew with `pforge-metrics lock --accept`",
    )
}

pub(crate) fn lock_unusable(metric: &Metric) -> Diagnostic {
    let message = format!("nothing can be made of {}", metric.described());
    LOCK_KEPT.at(metric.name.span, message).help(WRITE_ANEW)
}
