//! The example call in the documentation of a metric or a state.
//!
//! The code blocks are marked `rs`: editors highlight them, and rustdoc does not run them. A doctest would need to name the user's
//! crate. The workspace test `tests/documented_calls.rs` compiles and runs them instead.

use crate::expand::Context;
use pforge_metrics_schema::{Domain, Kind, Label, Metric, MetricLabel, Number, State, StateStruct};

/// The call that updates a metric. For an alias, this is the call that updates its successor. An info metric has no call.
pub fn metric(metric: &Metric, context: &Context) -> Option<String> {
    let metric = metric.alias_of().map_or(metric, |id| &context.schema[id]);
    let handle = format!("{}{}", metric.static_name, with_labels(metric, context));
    Some(match &metric.kind {
        Kind::Counter(Number::Int) => format!("{handle}.inc();"),
        Kind::Counter(Number::Float) => format!("{handle}.inc_by(0.5);"),
        Kind::Gauge { .. } => format!("{handle}.set({});", value_of_gauge(metric)),
        Kind::Histogram(_) if metric.unit.as_deref() == Some("seconds") => format!(
            "let _timer = {handle}.start_timer(); // observes the elapsed time on drop\n{handle}.observe(0.25);"
        ),
        Kind::Histogram(_) => format!("{handle}.observe(0.25);"),
        Kind::StateSet(states) => {
            let state = value_of_label(&context.schema[*states]);
            format!("{handle}.set({state});")
        }
        Kind::Info(_) => return None,
    })
}

/// The call that publishes a state.
pub fn state(state: &State, context: &Context) -> String {
    let update = &state.update_fn;
    let StateStruct::Generated(name) = &state.shape else {
        return format!("{update}(&{}_state);", state.name);
    };
    let fields = state.fields.iter().map(|field| {
        let value = value_of_field(&context.schema[field.metric], context);
        format!("    {}: {value},\n", field.field)
    });
    let fields: String = fields.collect();
    format!("{update}(&{name} {{\n{fields}}});")
}

/// `.with(Role::Reader)`, `.with((Role::Reader, Outcome::Done))`, `.with(XLabels { from: Role::Reader, to: Role::Reader })`.
fn with_labels(metric: &Metric, context: &Context) -> String {
    let value = |label: &MetricLabel| value_of_label(&context.schema[label.label]);
    match (metric.named_labels.as_deref(), metric.labels.as_slice()) {
        (_, []) => String::new(),
        (Some(name), labels) => {
            let fields = labels
                .iter()
                .map(|label| format!("{}: {}", label.field, value(label)));
            let fields = fields.collect::<Vec<_>>().join(", ");
            format!(".with({name} {{ {fields} }})")
        }
        (None, [label]) => format!(".with({})", value(label)),
        (None, labels) => {
            let values = labels.iter().map(value).collect::<Vec<_>>().join(", ");
            format!(".with(({values}))")
        }
    }
}

/// A value of a label: for a closed label, the first one that is not deprecated.
fn value_of_label(label: &Label) -> String {
    let name = &label.type_name;
    match &label.domain {
        Domain::Closed(values) => {
            let mut current = values.iter().filter(|value| value.deprecated.is_none());
            let value = current.next().or(values.first());
            let variant = value.map_or("", |value| &value.variant);
            format!("{name}::{variant}")
        }
        Domain::Bool => format!("{name}(true)"),
        Domain::Range { first, .. } => format!("{name}::clamped({first})"),
        Domain::Open { .. } => format!("{name}::new(\"example\")"),
    }
}

fn value_of_field(metric: &Metric, context: &Context) -> String {
    let labels = metric.labels.iter().rev();
    labels.fold(value_of_gauge(metric), |value, label| {
        let label = &context.schema[label.label].type_name;
        format!("By{label}::from_fn(|_| {value})")
    })
}

/// A value in the range of a gauge.
fn value_of_gauge(metric: &Metric) -> String {
    match metric.kind {
        Kind::Gauge {
            number: Number::Int,
            ..
        } => "3".to_owned(),
        Kind::Gauge {
            range: Some((least, greatest)),
            ..
        } if !(least..=greatest).contains(&0.5) => format!("{least:?}"),
        _ => "0.5".to_owned(),
    }
}
