//! Metrics, and their labels.

use super::model::{Entry, EntryLabel, Fact, paragraphs, shown};
use pforge_metrics_schema::{
    Better, Compiled, Constant, ConstantValue, Domain, Histogram, Kind, Label, Metric, MetricId,
    MetricLabel, Number, Schema, Stability,
};
use std::fmt::Write as _;

pub fn entry(id: MetricId, compiled: &Compiled) -> Entry {
    let schema = &compiled.schema;
    let metric = &schema[id];
    let source = &compiled.sources[metric.place.source];
    Entry {
        name: metric.name.clone(),
        help: metric.help.clone(),
        kind: kind(&metric.kind),
        facts: facts(id, schema),
        deprecated: deprecated(metric, schema),
        note: paragraphs(metric.note.as_deref().unwrap_or_default()),
        labels: labels(metric, schema),
        query: metric.query(),
        refs: metric.refs.clone(),
        file: source.path.clone(),
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Counter(_) => "counter",
        Kind::Gauge { .. } => "gauge",
        Kind::Histogram(_) => "histogram",
        Kind::StateSet(_) => "stateset",
        Kind::Info(_) => "info",
    }
}

fn facts(id: MetricId, schema: &Schema) -> Vec<Fact> {
    let metric = &schema[id];
    let (words, code) = (Fact::words, Fact::code);
    let mut facts = Vec::new();
    facts.extend(metric.unit.clone().map(|unit| code("Unit", unit)));
    match &metric.kind {
        Kind::Counter(Number::Int)
        | Kind::Gauge {
            number: Number::Int,
            ..
        } => facts.push(words("Values", "integers")),
        Kind::Gauge {
            range: Some((least, greatest)),
            ..
        } => facts.push(words("Values", &format!("from {least} to {greatest}"))),
        Kind::Histogram(histogram) => facts.extend(buckets(histogram, schema, code)),
        _ => {}
    }
    if let Kind::Gauge { unset: true, .. } = metric.kind {
        facts.push(words("Exposed", "after it is first set"));
    }
    let series = metric.series(schema);
    let of_open = if metric.is_open(schema) {
        "at most "
    } else {
        ""
    };
    facts.push(words("Series", &format!("{of_open}{series}")));
    facts.extend(metric.better.map(|better| match better {
        Better::Higher => words("Better", "higher"),
        Better::Lower => words("Better", "lower"),
    }));
    let stability = match metric.stability {
        Stability::Internal => "internal",
        Stability::Alpha => "alpha",
        Stability::Beta => "beta",
        Stability::Stable => "stable",
    };
    facts.push(words("Stability", stability));
    facts.extend(
        metric
            .owner
            .map(|id| &schema[id])
            .map(|owner| words("Owner", &shown(owner))),
    );
    if metric.exemplars {
        facts.push(words(
            "Exemplars",
            "the most recent one of each series and bucket",
        ));
    }
    let uses = schema.uses.iter().filter(|it| it.metric == id);
    let by: Vec<String> = uses.map(|it| it.by.to_string()).collect();
    if !by.is_empty() {
        facts.push(words("Used by", &by.join(", ")));
    }
    facts
}

fn buckets(
    histogram: &Histogram,
    schema: &Schema,
    code: impl Fn(&'static str, String) -> Fact,
) -> Vec<Fact> {
    let bounds = schema.bounds(histogram).iter();
    let bounds: Vec<String> = bounds.map(f64::to_string).collect();
    let mut facts = Vec::new();
    if !bounds.is_empty() {
        facts.push(code("Buckets", format!("{}, +Inf", bounds.join(", "))));
    }
    if let Some(native) = histogram.native {
        let (schema, most) = (native.schema, native.max_buckets);
        let value = format!("schema {schema}, at most {most} buckets in all series together");
        facts.push(Fact {
            is_code: false,
            ..code("Native", value)
        });
    }
    facts
}

fn deprecated(metric: &Metric, schema: &Schema) -> Option<String> {
    let deprecated = metric.deprecated.as_ref()?;
    let mut said = format!("Deprecated since {}", deprecated.since);
    if let Some(target) = deprecated.renamed_to {
        _ = write!(said, ", renamed to {}", schema[target].name);
    }
    if let Some(version) = &deprecated.remove_in {
        _ = write!(said, ", removed in {version}");
    }
    said.push('.');
    if let Some(note) = &deprecated.note {
        _ = write!(said, " {note}");
    }
    Some(said)
}

fn labels(metric: &Metric, schema: &Schema) -> Vec<EntryLabel> {
    let own = metric.labels.iter().map(|used| label(used, schema));
    let states = match metric.kind {
        Kind::StateSet(states) => Some(values(&metric.name, &schema[states])),
        _ => None,
    };
    let facts: &[Constant] = match &metric.kind {
        Kind::Info(facts) => facts,
        _ => &[],
    };
    let facts = facts.iter().map(|fact| EntryLabel {
        name: fact.name.clone(),
        help: String::new(),
        values: match &fact.value {
            ConstantValue::Literal(text) => vec![(text.clone(), None)],
            ConstantValue::Environment { .. } => Vec::new(),
        },
        rest: match &fact.value {
            ConstantValue::Literal(_) => None,
            ConstantValue::Environment { variable, .. } => Some(format!(
                "value of the environment variable {variable} at compile time"
            )),
        },
    });
    own.chain(states).chain(facts).collect()
}

fn label(used: &MetricLabel, schema: &Schema) -> EntryLabel {
    values(&used.name, &schema[used.label])
}

fn values(name: &str, label: &Label) -> EntryLabel {
    let plain = |text: &str| (text.to_owned(), None);
    let (values, rest) = match &label.domain {
        Domain::Closed(values) => {
            let values = values.iter();
            let values = values.map(|value| (value.wire.clone(), value.help.clone()));
            (values.collect(), None)
        }
        Domain::Bool => (vec![plain("false"), plain("true")], None),
        Domain::Range { first, last } => {
            (Vec::new(), Some(format!("integers from {first} to {last}")))
        }
        Domain::Open { max, overflow, .. } => {
            let rest = format!("at most {max} values; further values count as {overflow}");
            (Vec::new(), Some(rest))
        }
    };
    EntryLabel {
        name: name.to_owned(),
        help: label.help.clone(),
        values,
        rest,
    }
}
