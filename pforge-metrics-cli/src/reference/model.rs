//! The content of a reference, whatever the format.

use pforge_metrics_schema::Owner;

/// A page.
pub struct Reference {
    pub title: String,
    pub constants: Vec<Fact>,
    pub sections: Vec<Section>,
    pub rules: Vec<Rules>,
}

/// The metrics of a group, or those without a group.
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

/// All of one sort.
pub struct Rules {
    pub title: &'static str,
    /// What one is called in an anchor, where names of other sorts stand as well.
    pub sort: &'static str,
    pub all: Vec<Rule>,
}

pub struct Rule {
    pub name: String,
    pub about: String,
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub description: Vec<String>,
    pub query: Option<String>,
    /// The URL of what to do.
    pub runbook: Option<String>,
    /// `metrics.toml`, without a line: a comment above would make a page stale that is checked in.
    pub file: String,
}

impl Reference {
    pub fn metrics(&self) -> usize {
        self.sections
            .iter()
            .map(|section| section.metrics.len())
            .sum()
    }
}

impl Fact {
    pub fn words(name: &'static str, value: &str) -> Self {
        Self {
            name,
            value: value.to_owned(),
            is_code: false,
        }
    }

    pub fn code(name: &'static str, value: String) -> Self {
        Self {
            name,
            value,
            is_code: true,
        }
    }
}

/// Who answers for something, and where to reach them.
pub fn shown(owner: &Owner) -> String {
    let who = owner.team.as_deref().unwrap_or(&owner.name);
    format!("{who}, {}", owner.contact)
}

pub fn paragraphs(text: &str) -> Vec<String> {
    let paragraphs = text.split("\n\n").map(|it| it.trim().replace('\n', " "));
    paragraphs.filter(|it| !it.is_empty()).collect()
}
