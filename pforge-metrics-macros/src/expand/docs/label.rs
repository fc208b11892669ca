//! Labels: their types and values.

use super::markdown::{code, escape};
use super::{declared, push};
use crate::expand::Context;
use pforge_metrics_schema::{Domain, Kind, Label, LabelValue, Metric, MetricLabel};

/// A label: its help, the metrics that have it, what it can be, and where it is declared.
pub fn label(label: &Label, context: &Context) -> String {
    let mut doc = format!("{}\n\nThe label `{}`", escape(&label.help), label.exported);
    let users = context.schema.metrics.iter();
    let users = users.filter(|metric| uses(metric, label, context));
    let users: Vec<String> = users
        .map(|metric| format!("[`{}`]", metric.static_name))
        .collect();
    if !users.is_empty() {
        push(&mut doc, format_args!(" of {}", users.join(", ")));
    }
    doc += ".\n\n";
    match &label.domain {
        Domain::Closed(_) | Domain::Bool => {}
        Domain::Range { first, last } => {
            push(
                &mut doc,
                format_args!("An integer from {first} to {last}.\n\n"),
            );
        }
        Domain::Open {
            max,
            max_len,
            overflow,
        } => push(
            &mut doc,
            format_args!(
                "Any text. The first {max} values are told apart, all later ones count under {}. A value is cut after \
                 {max_len} bytes, control characters become `\u{fffd}`.\n\n",
                code(overflow)
            ),
        ),
    }
    doc + &declared(label.place, context)
}

fn uses(metric: &Metric, label: &Label, context: &Context) -> bool {
    let states = match metric.kind {
        Kind::StateSet(states) => Some(states),
        _ => None,
    };
    let mut labels = metric.labels.iter().map(|used| used.label).chain(states);
    labels.any(|id| std::ptr::eq(&raw const context.schema[id], label))
}

pub fn label_value(value: &LabelValue) -> String {
    match &value.help {
        Some(help) => format!("{}: {}", code(&value.wire), escape(help)),
        None => code(&value.wire),
    }
}

pub fn by(label: &Label) -> String {
    format!("A value for each [`{}`].", label.type_name)
}

pub fn named_labels(metric: &Metric) -> String {
    format!("The labels of [`{}`].", metric.static_name)
}

pub fn named_label(label: &MetricLabel, context: &Context) -> String {
    let help = escape(&context.schema[label.label].help);
    format!("`{}`: {help}", label.name)
}
