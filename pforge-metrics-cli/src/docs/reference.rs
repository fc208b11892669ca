//! What a reference tells, whatever it looks like.

mod metrics;
mod rules;

use pforge_metrics_schema::{Compiled, Constant, ConstantValue, MetricId, Owner};

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
    /// `metrics.toml`, without a line: a comment above would make a page stale that is checked in.
    pub file: String,
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
            ids.map(|id| metrics::entry(id, compiled)).collect()
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

/// Who answers for something, and where to reach them.
fn shown(owner: &Owner) -> String {
    let who = owner.team.as_deref().unwrap_or(&owner.name);
    format!("{who}, {}", owner.contact)
}

fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|it| it.trim().replace('\n', " "));
    paragraphs.filter(|it| !it.is_empty()).collect()
}
