//! The documentation of metrics and their types.

use super::markdown::{code, escape, paragraphs};
use super::state::struct_link;
use super::{call, declared, push, push_example};
use crate::expand::Context;
use pforge_metrics_schema::{
    Better, Constant, ConstantValue, Histogram, Kind, Metric, MetricLabel, Number, Stability, State,
};

/// The help of a metric, its properties and labels, an example call, a PromQL query to start from, and where it is declared.
pub fn metric(metric: &Metric, context: &Context) -> String {
    let mut doc = format!("{}\n\n", escape(&metric.help));
    push_kind(&mut doc, metric, context);
    push_alias(&mut doc, metric, context);
    push_properties(&mut doc, metric, context);
    if let Some(note) = &metric.note {
        push(&mut doc, format_args!("{}\n\n", paragraphs(note)));
    }
    if let Some(state) = state_of(metric, context) {
        push(
            &mut doc,
            format_args!(
                "[`{}`] publishes it together with the other fields of {}.\n\n",
                state.update_fn,
                struct_link(state)
            ),
        );
    }
    push_types(&mut doc, metric);
    push_labels(&mut doc, metric, context);
    if let Some(call) = call::metric(metric, context) {
        push_example(&mut doc, &call);
    }
    if let Some(query) = metric.query() {
        push(
            &mut doc,
            format_args!("# PromQL\n\n```promql\n{query}\n```\n\n"),
        );
    }
    push_links(&mut doc, metric);
    doc + &declared(metric.place, context)
}

/// The type of one series.
pub fn series_type(metric: &Metric) -> String {
    let name = &metric.static_name;
    if metric.labels.is_empty() {
        format!("The type of [`{name}`].")
    } else {
        format!("One series of [`{name}`], as returned by `.with(…)`.")
    }
}

/// The type of a metric with labels.
pub fn family_type(metric: &Metric) -> String {
    format!("The type of [`{}`].", metric.static_name)
}

/// Names the types with which a struct field or a function parameter holds the metric.
fn push_types(doc: &mut String, metric: &Metric) {
    let series_type = &metric.series_type;
    match &metric.family_type {
        None => push(doc, format_args!("Its type is [`{series_type}`].\n\n")),
        Some(family_type) => push(
            doc,
            format_args!(
                "Its type is [`{family_type}`]. The type of one series is [`{series_type}`].\n\n"
            ),
        ),
    }
}

/// The kind and the exported name: "Histogram `x_seconds`."
fn push_kind(doc: &mut String, metric: &Metric, context: &Context) {
    let kind = match metric.kind {
        Kind::Counter(Number::Int) => "Counter",
        Kind::Counter(Number::Float) => "Floating-point counter",
        Kind::Gauge {
            number: Number::Int,
            ..
        } => "Integer gauge",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "State set",
        Kind::Info(_) => "Info metric",
    };
    push(doc, format_args!("{kind} `{}`", metric.name));
    if let Kind::StateSet(states) = &metric.kind {
        let states = &context.schema[*states].type_name;
        push(doc, format_args!(", with the states of [`{states}`]"));
    }
    *doc += ".\n\n";
}

/// The buckets of a histogram, one property for the classic ones and one for the native ones.
fn buckets(histogram: &Histogram, metric: &Metric, context: &Context) -> Vec<String> {
    let bounds = context.schema.bounds(histogram).iter();
    let bounds: Vec<String> = bounds.map(|bound| format!("`{bound}`")).collect();
    let mut buckets = Vec::new();
    if !bounds.is_empty() {
        buckets.push(format!("Buckets: {}, `+Inf`", bounds.join(", ")));
    }
    if let Some(native) = histogram.native {
        let (most, schema) = (native.max_buckets, native.schema);
        let shared = if metric.labels.is_empty() {
            ""
        } else {
            " for all series together"
        };
        buckets.push(format!(
            "Native buckets: schema {schema}, at most {most}{shared}"
        ));
    }
    buckets
}

fn push_labels(doc: &mut String, metric: &Metric, context: &Context) {
    let constants: &[Constant] = match &metric.kind {
        Kind::Info(constants) => constants,
        _ => &[],
    };
    if metric.labels.is_empty() && constants.is_empty() {
        return;
    }
    *doc += "# Labels\n\n";
    for label in &metric.labels {
        push_label(doc, label, context);
    }
    for label in constants {
        push(
            doc,
            format_args!("* `{}`: {}\n", label.name, constant(label)),
        );
    }
    doc.push('\n');
}

fn push_label(doc: &mut String, label: &MetricLabel, context: &Context) {
    let declared = &context.schema[label.label];
    push(
        doc,
        format_args!(
            "* `{}` ([`{}`]): {}\n",
            label.name,
            declared.type_name,
            escape(&declared.help)
        ),
    );
}

fn constant(constant: &Constant) -> String {
    match &constant.value {
        ConstantValue::Literal(text) => code(text),
        ConstantValue::Environment { variable, .. } => {
            format!(
                "value of the environment variable {} at compile time",
                code(variable)
            )
        }
    }
}

/// Lists the properties that differ from their defaults.
fn push_properties(doc: &mut String, metric: &Metric, context: &Context) {
    let properties = properties(metric, context);
    for property in &properties {
        push(doc, format_args!("* {property}\n"));
    }
    if !properties.is_empty() {
        doc.push('\n');
    }
}

fn properties(metric: &Metric, context: &Context) -> Vec<String> {
    let mut properties = Vec::new();
    if !metric.labels.is_empty() {
        let series = metric.series(context.schema);
        properties.push(if metric.is_open(context.schema) {
            format!("Series: at most {series}, each exposed after its first use")
        } else {
            format!("Series: {series}")
        });
    }
    match &metric.kind {
        Kind::Histogram(histogram) => properties.extend(buckets(histogram, metric, context)),
        Kind::Gauge { range, unset, .. } => {
            properties
                .extend(range.map(|(least, greatest)| format!("Range: `{least}` to `{greatest}`")));
            if *unset {
                properties
                    .push("Initial value: none, not exposed until it is first set".to_owned());
            }
        }
        _ => {}
    }
    let unit = metric.unit.as_deref();
    properties.extend(unit.map(|unit| format!("Unit: {}", code(unit))));
    properties.extend(metric.better.map(|better| match better {
        Better::Higher => "Better: higher".to_owned(),
        Better::Lower => "Better: lower".to_owned(),
    }));
    if metric.stability != Stability::default() {
        let stability = stability(metric.stability).to_lowercase();
        properties.push(format!("Stability: {stability}"));
    }
    if let Some(owner) = metric.owner.map(|owner| &context.schema[owner]) {
        let team = owner.team.as_deref().unwrap_or(&owner.name);
        let (team, contact) = (escape(team), escape(&owner.contact));
        properties.push(format!("Owner: {team} ({contact})"));
    }
    let keeper = metric.alias_of().map_or(metric, |id| &context.schema[id]);
    if keeper.exemplars {
        properties.push("Exemplars: yes".to_owned());
    }
    properties
}

/// Names the successor of an alias. rustdoc itself shows the deprecation and its note.
fn push_alias(doc: &mut String, metric: &Metric, context: &Context) {
    let Some(successor) = metric.alias_of().map(|id| &context.schema[id]) else {
        return;
    };
    let name = &successor.static_name;
    push(
        doc,
        format_args!("Exports the values of [`{name}`] under its old name"),
    );
    let deprecated = metric.deprecated.as_ref();
    if let Some(version) = deprecated.and_then(|it| it.remove_in.as_deref()) {
        push(doc, format_args!(", until version {}", escape(version)));
    }
    *doc += ".\n\n";
}

fn push_links(doc: &mut String, metric: &Metric) {
    if metric.refs.is_empty() {
        return;
    }
    *doc += "# See also\n\n";
    for url in &metric.refs {
        push(doc, format_args!("* <{url}>\n"));
    }
    doc.push('\n');
}

/// The name of a stability level, which is also the name of its variant.
pub fn stability(stability: Stability) -> &'static str {
    match stability {
        Stability::Internal => "Internal",
        Stability::Alpha => "Alpha",
        Stability::Beta => "Beta",
        Stability::Stable => "Stable",
    }
}

fn state_of<'a>(metric: &Metric, context: &Context<'a>) -> Option<&'a State> {
    context.schema.states.iter().find(|state| {
        let mut fields = state
            .fields
            .iter()
            .map(|field| &context.schema[field.metric]);
        fields.any(|field| field.name == metric.name)
    })
}
