//! The documentation of generated items, as a person likes to read it.

use super::Context;
use pforge_metrics_schema::{
    Kind, Label, LabelValue, Metric, MetricLabel, Number, Place, State, StateStruct,
};
use std::fmt::Write;

pub const CELLS: &str = "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\n\
     You need its name to keep a handle in a struct of your own, as in `Counter<Cells>`. A handle's further parameters \
     follow from the schema and change with it: its labels and numbers, how many bounds, `Grouped` for a gauge of a \
     state, `Shared` for a family with a great many series.";

/// A metric: its help, its kind and labels, a line of PromQL to start from, and where it is declared.
pub fn metric(metric: &Metric, context: &Context) -> String {
    let kind = match metric.kind {
        Kind::Counter(Number::Int) => "Counter",
        Kind::Counter(Number::Float) => "Counter of fractions",
        Kind::Gauge {
            number: Number::Int,
            ..
        } => "Gauge of integers",
        Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => "Gauge",
        Kind::Histogram(_) => "Histogram",
    };
    let mut doc = format!("{}\n\n{kind} `{}`", escape(&metric.help), metric.name);
    if let Kind::Histogram(bounds) = &metric.kind {
        let bounds = context.schema.bounds(bounds).iter();
        let bounds: Vec<String> = bounds.map(|bound| format!("`{bound}`")).collect();
        push(
            &mut doc,
            format_args!(", with buckets up to {} and `+Inf`", bounds.join(", ")),
        );
    }
    doc += ".\n\n";
    if !metric.labels.is_empty() {
        let series = metric.series(context.schema);
        push(&mut doc, format_args!("Labels ({series} series):\n\n"));
        for label in &metric.labels {
            push_label(&mut doc, label, context);
        }
        doc.push('\n');
    }
    if let Some(state) = state_of(metric, context) {
        push(
            &mut doc,
            format_args!(
                "A field of [`{}`], published by [`{}`].\n\n",
                struct_name(state),
                state.update_fn
            ),
        );
    }
    if let Some(query) = promql(metric) {
        push(
            &mut doc,
            format_args!("In PromQL:\n\n```promql\n{query}\n```\n\n"),
        );
    }
    doc + &declared(metric.place, context)
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

/// A query to start from, where the bare name is none: rates of counters, the 99th percentile of histograms.
fn promql(metric: &Metric) -> Option<String> {
    let name = &metric.name;
    let labels: Vec<&str> = metric
        .labels
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    let by = labels.join(", ");
    Some(match (&metric.kind, labels.is_empty()) {
        (Kind::Counter(_), true) => format!("rate({name}[5m])"),
        (Kind::Counter(_), false) => format!("sum by ({by}) (rate({name}[5m]))"),
        (Kind::Histogram(_), true) => {
            format!("histogram_quantile(0.99, sum by (le) (rate({name}_bucket[5m])))")
        }
        (Kind::Histogram(_), false) => {
            format!("histogram_quantile(0.99, sum by (le, {by}) (rate({name}_bucket[5m])))")
        }
        (_, true) => return None,
        (_, false) => format!("sum by ({by}) ({name})"),
    })
}

/// A label: its help, the metrics that have it, and where it is declared.
pub fn label(label: &Label, context: &Context) -> String {
    let users = context.schema.metrics.iter().filter(|metric| {
        metric
            .labels
            .iter()
            .any(|used| std::ptr::eq(&raw const context.schema[used.label], label))
    });
    let users: Vec<String> = users
        .map(|metric| format!("[`{}`]", metric.static_name))
        .collect();
    let mut doc = format!("{}\n\nThe label `{}`", escape(&label.help), label.name);
    if !users.is_empty() {
        push(&mut doc, format_args!(" of {}", users.join(", ")));
    }
    doc += ".\n\n";
    doc += &declared(label.place, context);
    doc
}

pub fn label_value(value: &LabelValue) -> String {
    match &value.help {
        Some(help) => format!("{}: {}", code(&value.wire), escape(help)),
        None => code(&value.wire),
    }
}

pub fn named_labels(metric: &Metric) -> String {
    format!("The labels of [`{}`].", metric.static_name)
}

pub fn named_label(label: &MetricLabel, context: &Context) -> String {
    format!(
        "`{}`: {}",
        label.name,
        escape(&context.schema[label.label].help)
    )
}

pub fn state(state: &State, context: &Context) -> String {
    let declared = declared(state.place, context);
    format!(
        "{}\n\nPublished as a whole by [`{}`].\n\n{declared}",
        escape(&state.help),
        state.update_fn
    )
}

pub fn state_field(metric: &Metric) -> String {
    format!(
        "{}\n\nThe value of [`{}`].",
        escape(&metric.help),
        metric.static_name
    )
}

pub fn update(state: &State) -> String {
    format!(
        "Publishes a [`{}`]: a scrape sees all of it or nothing.\n\n\
         Updates from several threads take effect one after the other.",
        struct_name(state)
    )
}

pub fn catalog(context: &Context) -> String {
    let mut doc = format!(
        "All metrics of {}: what is served, read as a whole, and compared in tests.\n",
        code(&context.sources.root().path)
    );
    let none = context
        .schema
        .metrics
        .iter()
        .filter(|metric| metric.group.is_none());
    push_section(&mut doc, None, none);
    for (i, group) in context.schema.groups.iter().enumerate() {
        let members = context
            .schema
            .metrics
            .iter()
            .filter(|metric| metric.group.is_some_and(|id| id.0 == i));
        push_section(
            &mut doc,
            Some((&group.title, group.help.as_deref())),
            members,
        );
    }
    doc
}

fn push_section<'a>(
    doc: &mut String,
    group: Option<(&str, Option<&str>)>,
    metrics: impl Iterator<Item = &'a Metric>,
) {
    if let Some((title, help)) = group {
        push(doc, format_args!("\n# {}\n\n", escape(title)));
        if let Some(help) = help {
            push(doc, format_args!("{}\n\n", escape(help)));
        }
    } else {
        doc.push('\n');
    }
    for metric in metrics {
        push(
            doc,
            format_args!("* [`{}`]: {}\n", metric.static_name, escape(&metric.help)),
        );
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

fn declared(place: Place, context: &Context) -> String {
    let path = &context.sources[place.source].path;
    let place = code(&format!("{path}:{}", place.line));
    format!("Declared in {place}.")
}

fn push(doc: &mut String, text: std::fmt::Arguments) {
    // Writing to a String can't fail.
    let _ = doc.write_fmt(text);
}

/// Text of the user's as Markdown that shows it as it stands.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // On one line only the first character can begin a block.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut before = ' ';
    for c in line.chars() {
        let harmless = !c.is_ascii_punctuation()
            || ",:;!?(/%".contains(c)
            // Elsewhere these can be the marker of a list, or become a dash, an ellipsis or a quotation mark.
            || ".)-+'".contains(c) && before.is_alphabetic();
        if !harmless {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// Text of the user's as code.
fn code(text: &str) -> String {
    let longest_run = text.split(|c| c != '`').map(str::len).max();
    match longest_run {
        None | Some(0) => format!("`{text}`"),
        Some(run) => {
            let fence = "`".repeat(run + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

fn struct_name(state: &State) -> &str {
    match &state.shape {
        StateStruct::Generated(name) | StateStruct::Existing(name) => name,
    }
}
