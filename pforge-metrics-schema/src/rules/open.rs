//! Open labels: values that are known at run time only.

use std::ops::RangeInclusive;

use crate::bounds;
use crate::diagnostic::Diagnostic;
use crate::document::{Given, Kind, Metric, Open, Spanned, Text};
use crate::limits::{OPEN_MAX, OPEN_MAX_LEN, OPEN_MAX_LEN_DEFAULT, OVERFLOW_DEFAULT};
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static OPEN_LIMITS: Rule = Rule {
    id: "open_limits",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("open_limits.md"),
};

pub(super) fn open_limits(scope: &Scope<'_>, report: &mut Report) {
    for label in &scope.document.labels {
        if let Some(open) = label.open() {
            let Open { max, max_len, .. } = open;
            report.extend(beyond(&label.name, "max", max.as_ref(), &OPEN_MAX));
            report.extend(beyond(
                &label.name,
                "max_len",
                max_len.value(),
                &OPEN_MAX_LEN,
            ));
            report.extend(long_overflow(&label.name, open));
        }
    }
}

fn beyond(
    label: &Text,
    key: &str,
    number: Option<&Spanned<u64>>,
    limits: &RangeInclusive<u64>,
) -> Option<Diagnostic> {
    let number = number.filter(|number| !limits.contains(&number.value))?;
    let (least, most) = (limits.start(), limits.end());
    let message = format!(
        "`{key}` of label `{}` must be {least} to {most}",
        label.value
    );
    let help = if number.value < *least {
        format!("write `{key} = {least}` or more")
    } else {
        format!("write `{key} = {most}` or less")
    };
    Some(OPEN_LIMITS.at(number.span, message).help(help))
}

/// The overflow is shown like any other value, so it is no longer than one either.
fn long_overflow(label: &Text, open: &Open) -> Option<Diagnostic> {
    let longest = match &open.max_len {
        Given::Absent => OPEN_MAX_LEN_DEFAULT,
        Given::Value(len) if OPEN_MAX_LEN.contains(&len.value) => len.value,
        Given::Value(_) | Given::Unreadable => return None,
    };
    let (len, span) = match &open.overflow {
        Given::Absent => (OVERFLOW_DEFAULT.len(), open.max_len.value()?.span),
        Given::Value(text) => (text.value.len(), text.span),
        Given::Unreadable => return None,
    };
    if len as u64 <= longest {
        return None;
    }
    let message = format!(
        "the overflow of label `{}` is {len} bytes long, and its values {longest} at most",
        label.value
    );
    let help = match &open.overflow {
        Given::Value(_) => "shorten it, or raise `max_len`".to_owned(),
        _ => format!(
            "it is `{OVERFLOW_DEFAULT}` unless stated: state a shorter `overflow`, or raise `max_len`"
        ),
    };
    Some(OPEN_LIMITS.at(span, message).help(help))
}

pub(crate) static OPEN_ON_HISTOGRAM: Rule = Rule {
    id: "open_on_histogram",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("open_on_histogram.md"),
};

pub(super) fn open_on_histogram(scope: &Scope<'_>, report: &mut Report) {
    let metrics = scope.document.metrics.iter();
    for metric in metrics.filter(|metric| metric.kind == Kind::Histogram) {
        for used in &metric.labels.items {
            let Some(label) = scope.label(&used.label) else {
                continue;
            };
            if let Some(open) = label.open() {
                let message = format!(
                    "{} has the open label `{}`",
                    metric.described(),
                    used.label.value
                );
                let each = series_of_each_value(metric, scope);
                let max = open.max.as_ref().map(|max| max.value);
                let note = each.zip(max).map(|(each, max)| {
                    format!("each of up to {max} values becomes {each} series or more")
                });
                let key = label.domains.iter().find(|key| key.value == "open");
                report.push(
                    OPEN_ON_HISTOGRAM
                        .at(used.label.span, message)
                        .related_if_any(key.map(|key| key.span), "open here")
                        .note_if_any(note)
                        .help("count by this label in a counter of its own"),
                );
            }
        }
    }
}

/// The buckets of a histogram, that up to `+Inf` included, its sum and its count.
fn series_of_each_value(metric: &Metric, scope: &Scope<'_>) -> Option<usize> {
    let shape = scope.shape(metric.buckets.value()?)?;
    Some(bounds::sound_bounds(shape)?.len() + 3)
}
