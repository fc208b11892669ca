//! What a reference tells, whatever it looks like.

mod rules;

use super::push;
use pforge_metrics_schema::{
    Better, Compiled, Constant, ConstantValue, Domain, Histogram, Kind, Label, Metric, MetricId,
    MetricLabel, Number, Owner, Schema, Stability,
};

pub use rules::{Rule, Rules};

/// A page.
pub struct Reference {
    pub title: String,
    pub constants: Vec<Fact>,
    pub sections: Vec<Section>,
    pub rules: Vec<Rules>,
}

/// The metrics of a group, or of none.
pub struct Section {
    pub title: String,
    pub help: Option<String>,
    pub metrics: Vec<Entry>,
}

pub struct Entry {
    pub name: String,
    pub help: String,
    pub kind: &'static str,
    /// What can be said of it in a few words each.
    pub facts: Vec<Fact>,
    pub deprecated: Option<String>,
    /// Paragraphs.
    pub note: Vec<String>,
    pub labels: Vec<EntryLabel>,
    pub query: Option<String>,
    pub refs: Vec<String>,
    /// `metrics.toml:12`
    pub place: String,
}

pub struct Fact {
    pub name: &'static str,
    pub value: String,
    /// Whether it is a text of the schema's or of Prometheus', and not one of ours.
    pub is_code: bool,
}

pub struct EntryLabel {
    pub name: String,
    pub help: String,
    /// Values that are known, each with what it means.
    pub values: Vec<(String, Option<String>)>,
    /// What there is to say of values that are not.
    pub rest: Option<String>,
}

impl Reference {
    pub fn new(compiled: &Compiled, title: &str) -> Self {
        let schema = &compiled.schema;
        let of = |group| {
            let ids = (0..schema.metrics.len()).map(MetricId);
            let ids = ids.filter(|id| schema[*id].group.map(|id| &schema[id]) == group);
            ids.map(|id| entry(id, compiled)).collect()
        };
        let mut sections: Vec<Section> = Vec::new();
        for group in &schema.groups {
            sections.push(Section {
                title: group.title.clone(),
                help: group.help.clone(),
                metrics: of(Some(group)),
            });
        }
        let title_of_rest = if sections.is_empty() { "All" } else { "Others" };
        sections.push(Section {
            title: title_of_rest.to_owned(),
            help: None,
            metrics: of(None),
        });
        sections.retain(|section| !section.metrics.is_empty());
        Self {
            title: title.to_owned(),
            constants: schema.constants.iter().map(constant).collect(),
            sections,
            rules: rules::all(compiled),
        }
    }

    pub fn metrics(&self) -> usize {
        self.sections
            .iter()
            .map(|section| section.metrics.len())
            .sum()
    }
}

fn entry(id: MetricId, compiled: &Compiled) -> Entry {
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
        place: format!("{}:{}", source.path, metric.place.line),
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

impl Fact {
    fn words(name: &'static str, value: &str) -> Self {
        Self {
            name,
            value: value.to_owned(),
            is_code: false,
        }
    }

    fn code(name: &'static str, value: String) -> Self {
        Self {
            name,
            value,
            is_code: true,
        }
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
        } => facts.push(words("Values", "whole numbers")),
        Kind::Gauge {
            range: Some((least, greatest)),
            ..
        } => facts.push(words("Values", &format!("from {least} to {greatest}"))),
        Kind::Histogram(histogram) => facts.extend(buckets(histogram, schema, code)),
        _ => {}
    }
    if let Kind::Gauge { unset: true, .. } = metric.kind {
        facts.push(words("Exposed", "once it is first set"));
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
        facts.push(words("Exemplars", "the newest of each series and bucket"));
    }
    let uses = schema.uses.iter().filter(|it| it.metric == id);
    let by: Vec<String> = uses.map(|it| it.by.to_string()).collect();
    if !by.is_empty() {
        facts.push(words("Asked for by", &by.join(", ")));
    }
    facts
}

/// Who answers for something, and where to reach them.
fn shown(owner: &Owner) -> String {
    let who = owner.team.as_deref().unwrap_or(&owner.name);
    format!("{who}, {}", owner.contact)
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
        let value = format!("schema {schema}, at most {most} buckets");
        facts.push(Fact {
            is_code: false,
            ..code("Native", value)
        });
    }
    facts
}

fn constant(constant: &Constant) -> Fact {
    let value = match &constant.value {
        ConstantValue::Literal(text) => format!("{}=\"{text}\"", constant.name),
        ConstantValue::Environment { variable, .. } => {
            format!("{} from {variable} at compile time", constant.name)
        }
    };
    Fact {
        name: "Label",
        value,
        is_code: true,
    }
}

fn deprecated(metric: &Metric, schema: &Schema) -> Option<String> {
    let deprecated = metric.deprecated.as_ref()?;
    let mut said = format!("Deprecated since {}", deprecated.since);
    if let Some(target) = deprecated.renamed_to {
        push(
            &mut said,
            format_args!(", renamed to {}", schema[target].name),
        );
    }
    if let Some(version) = &deprecated.remove_in {
        push(&mut said, format_args!(", gone in {version}"));
    }
    said.push('.');
    if let Some(note) = &deprecated.note {
        push(&mut said, format_args!(" {note}"));
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
            ConstantValue::Environment { variable, .. } => {
                Some(format!("what {variable} was at compile time"))
            }
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
        Domain::Range { first, last } => (
            Vec::new(),
            Some(format!("whole numbers from {first} to {last}")),
        ),
        Domain::Open { max, overflow, .. } => {
            let rest = format!("at most {max} values; others count as {overflow}");
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

fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|it| it.trim().replace('\n', " "));
    paragraphs.filter(|it| !it.is_empty()).collect()
}
