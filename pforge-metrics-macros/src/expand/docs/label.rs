//! The documentation of label types and their values.

use super::markdown::{code, escape};
use super::{declared, push};
use crate::expand::Context;
use pforge_metrics_schema::{Domain, Kind, Label, LabelValue, Metric, MetricLabel};

/// The help of a label, the metrics that use it, its values, and where it is declared.
pub fn label(label: &Label, context: &Context) -> String {
    let mut doc = format!("{}\n\nLabel `{}`", escape(&label.help), label.exported);
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
                format_args!("The values are the integers from {first} to {last}.\n\n"),
            );
        }
        Domain::Open {
            max,
            max_len,
            overflow,
        } => push(
            &mut doc,
            format_args!(
                "Accepts any text. The first {max} distinct values are kept, and later ones are replaced by {}. Values are truncated \
                 to {max_len} bytes, and control characters are replaced by `\u{fffd}`.\n\n",
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

pub fn by_type(label: &Label) -> String {
    format!("One value for each [`{}`].", label.type_name)
}

pub fn named_labels(metric: &Metric) -> String {
    format!("The label set of [`{}`].", metric.static_name)
}

pub fn named_label(label: &MetricLabel, context: &Context) -> String {
    let help = escape(&context.schema[label.label].help);
    format!("`{}`: {help}", label.name)
}
