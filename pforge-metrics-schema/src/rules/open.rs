//! Checks open labels, whose values are known only at run time.

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
            report.extend(out_of_range(&label.name, "max", max.as_ref(), &OPEN_MAX));
            report.extend(out_of_range(
                &label.name,
                "max_len",
                max_len.value(),
                &OPEN_MAX_LEN,
            ));
            report.extend(overflow_too_long(&label.name, open));
        }
    }
}

fn out_of_range(
    label: &Text,
    key: &str,
    number: Option<&Spanned<u64>>,
    limits: &RangeInclusive<u64>,
) -> Option<Diagnostic> {
    let number = number.filter(|number| !limits.contains(&number.value))?;
    let (least, most) = (limits.start(), limits.end());
    let message = format!(
        "`{key}` of label `{}` must be between {least} and {most}, found `{}`",
        label.value, number.value
    );
    let help = if number.value < *least {
        format!("use `{key} = {least}` or more")
    } else {
        format!("use `{key} = {most}` or less")
    };
    Some(OPEN_LIMITS.at(number.span, message).help(help))
}

/// Reports an overflow value that is longer than `max_len`, which applies to it like to any other value.
fn overflow_too_long(label: &Text, open: &Open) -> Option<Diagnostic> {
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
        "`overflow` of label `{}` has {len} bytes, but `max_len` is {longest}",
        label.value
    );
    let help = match &open.overflow {
        Given::Value(_) => "shorten it, or raise `max_len`".to_owned(),
        _ => format!(
            "set an `overflow` that is shorter than the default `{OVERFLOW_DEFAULT}`, or raise `max_len`"
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
                let each = series_per_value(metric, scope);
                let max = open.max.as_ref().map(|max| max.value);
                let note = each.zip(max).map(|(each, max)| {
                    format!("each of up to {max} values adds at least {each} series")
                });
                let key = label.domains.iter().find(|key| key.value == "open");
                report.push(
                    OPEN_ON_HISTOGRAM
                        .at(used.label.span, message)
                        .related_if_any(key.map(|key| key.span), "declared open here")
                        .note_if_any(note)
                        .help("move the label to a separate counter"),
                );
            }
        }
    }
}

/// Returns the number of series of each label set: the buckets including `+Inf`, the sum and the count.
fn series_per_value(metric: &Metric, scope: &Scope<'_>) -> Option<usize> {
    let shape = scope.shape(metric.buckets.value()?)?;
    Some(bounds::sound_bounds(shape)?.len() + 3)
}
