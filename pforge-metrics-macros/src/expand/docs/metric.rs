//! Metrics.

use super::markdown::{code, escape, paragraphs};
use super::state::struct_link;
use super::{call, declared, push, push_call};
use crate::expand::Context;
use pforge_metrics_schema::{
    Better, Constant, ConstantValue, Histogram, Kind, Metric, MetricLabel, Number, Stability, State,
};

/// A metric: its help, its kind and labels, what else is known of it, the call that updates it, a line of PromQL to start
/// from, and where it is declared.
pub fn metric(metric: &Metric, context: &Context) -> String {
    let mut doc = format!("{}\n\n", escape(&metric.help));
    push_kind(&mut doc, metric, context);
    if let Some(note) = &metric.note {
        push(&mut doc, format_args!("{}\n\n", paragraphs(note)));
    }
    push_labels(&mut doc, metric, context);
    push_facts(&mut doc, metric, context);
    if let Some(state) = state_of(metric, context) {
        push(
            &mut doc,
            format_args!(
                "A field of {}, published by [`{}`].\n\n",
                struct_link(state),
                state.update_fn
            ),
        );
    }
    if let Some(call) = call::metric(metric, context) {
        push_call(&mut doc, &call);
    }
    push_types(&mut doc, metric);
    if let Some(query) = metric.query() {
        push(
            &mut doc,
            format_args!("In PromQL:\n\n```promql\n{query}\n```\n\n"),
        );
    }
    for url in &metric.refs {
        push(&mut doc, format_args!("* <{url}>\n"));
    }
    if !metric.refs.is_empty() {
        doc.push('\n');
    }
    doc + &declared(metric.place, context)
}

/// The type of one series.
pub fn series_type(metric: &Metric) -> String {
    let name = &metric.static_name;
    if metric.labels.is_empty() {
        format!("The type of [`{name}`].")
    } else {
        format!("One series of [`{name}`], as `.with(…)` returns it.")
    }
}

/// The type of a metric with labels.
pub fn family_type(metric: &Metric) -> String {
    format!("The type of [`{}`].", metric.static_name)
}

/// How a struct or a function names the metric.
fn push_types(doc: &mut String, metric: &Metric) {
    let series_type = &metric.series_type;
    let Some(family_type) = &metric.family_type else {
        return push(
            doc,
            format_args!("A struct holds it as [`{series_type}`].\n\n"),
        );
    };
    push(
        doc,
        format_args!(
            "A struct holds a series as [`{series_type}`], and the family as [`{family_type}`].\n\n"
        ),
    );
}

/// "Histogram `x_seconds`, with buckets up to `0.1`, `1` and `+Inf`."
fn push_kind(doc: &mut String, metric: &Metric, context: &Context) {
    let kind = match metric.kind {
        Kind::Counter(Number::Int) => "Counter",
        Kind::Counter(Number::Float) => "Counter of fractions",
        Kind::Gauge {
            number: Number::Int,
            ..
        } => "Gauge of integers",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "State set",
        Kind::Info(_) => "Info",
    };
    push(doc, format_args!("{kind} `{}`", metric.name));
    match &metric.kind {
        Kind::Histogram(histogram) => push_buckets(doc, histogram, metric, context),
        Kind::Gauge {
            range: Some((least, greatest)),
            ..
        } => push(doc, format_args!(", from `{least}` to `{greatest}`")),
        Kind::StateSet(states) => {
            let states = &context.schema[*states].type_name;
            push(doc, format_args!(" of [`{states}`]"));
        }
        _ => {}
    }
    *doc += ".\n\n";
    if let Kind::Gauge { unset: true, .. } = metric.kind {
        *doc += "Not exposed until it is first set.\n\n";
    }
}

fn push_buckets(doc: &mut String, histogram: &Histogram, metric: &Metric, context: &Context) {
    let bounds = context.schema.bounds(histogram).iter();
    let bounds: Vec<String> = bounds.map(|bound| format!("`{bound}`")).collect();
    let mut buckets = Vec::new();
    if !bounds.is_empty() {
        buckets.push(format!("buckets up to {} and `+Inf`", bounds.join(", ")));
    }
    if let Some(native) = histogram.native {
        let (most, schema) = (native.max_buckets, native.schema);
        let of = if metric.labels.is_empty() {
            ""
        } else {
            " for all series together"
        };
        buckets.push(format!(
            "at most {most} native buckets of schema {schema}{of}"
        ));
    }
    push(doc, format_args!(", with {}", buckets.join(", and ")));
}

fn push_labels(doc: &mut String, metric: &Metric, context: &Context) {
    if let Kind::Info(facts) = &metric.kind {
        for fact in facts {
            push(doc, format_args!("* `{}`: {}\n", fact.name, constant(fact)));
        }
        doc.push('\n');
    }
    if metric.labels.is_empty() {
        return;
    }
    let series = metric.series(context.schema);
    if metric.is_open(context.schema) {
        let series =
            format_args!("Labels (at most {series} series, each exposed once touched):\n\n");
        push(doc, series);
    } else {
        push(doc, format_args!("Labels ({series} series):\n\n"));
    }
    for label in &metric.labels {
        push_label(doc, label, context);
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
                "the environment variable {} at compile time",
                code(variable)
            )
        }
    }
}

/// What is known of a metric besides: one line, as short as it can be.
fn push_facts(doc: &mut String, metric: &Metric, context: &Context) {
    let mut facts = Vec::new();
    facts.extend(
        metric
            .unit
            .as_deref()
            .map(|unit| format!("unit {}", code(unit))),
    );
    facts.extend(metric.better.map(|better| match better {
        Better::Higher => "higher is better".to_owned(),
        Better::Lower => "lower is better".to_owned(),
    }));
    if metric.stability != Stability::default() {
        facts.push(stability(metric.stability).to_lowercase());
    }
    if let Some(owner) = metric.owner.map(|owner| &context.schema[owner]) {
        let team = owner.team.as_deref().unwrap_or(&owner.name);
        let (team, contact) = (escape(team), escape(&owner.contact));
        facts.push(format!("owned by {team} ({contact})"));
    }
    let keeper = metric.alias_of().map_or(metric, |id| &context.schema[id]);
    if keeper.exemplars {
        facts.push("keeps exemplars".to_owned());
    }
    if !facts.is_empty() {
        let mut line = facts.join("; ");
        line[..1].make_ascii_uppercase();
        push(doc, format_args!("{line}.\n\n"));
    }
    push_alias(doc, metric, context);
}

/// Says whose values a renamed metric shows. That it is deprecated, and why, rustdoc shows by itself.
fn push_alias(doc: &mut String, metric: &Metric, context: &Context) {
    let Some(successor) = metric.alias_of().map(|id| &context.schema[id]) else {
        return;
    };
    let name = &successor.static_name;
    push(
        doc,
        format_args!("Shows the values of [`{name}`] under its old name"),
    );
    let deprecated = metric.deprecated.as_ref();
    if let Some(version) = deprecated.and_then(|it| it.remove_in.as_deref()) {
        push(doc, format_args!(", until version {}", escape(version)));
    }
    *doc += ".\n\n";
}

/// The name of a stability, which is also that of its variant.
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
