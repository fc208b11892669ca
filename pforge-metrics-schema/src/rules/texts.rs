//! Checks texts that people read: help, titles, notes, contacts and annotations.

use crate::document::{Deprecated, Document, Given, Panel, Text};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static TEXT_FORMAT: Rule = Rule {
    id: "text_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("text_format.md"),
};

pub(super) fn text_format(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    for (key, text) in Texts::of(document).0 {
        let is_layout = |c: char| matches!(c, '\n' | '\r' | '\t');
        let garbles = |c: &char| !is_layout(*c) && quote::garbles(*c);
        if let Some(found) = text.chars().find(garbles) {
            report.push(
                TEXT_FORMAT
                    .at(
                        text.span,
                        format!("`{key}` contains {}", describe_char(found)),
                    )
                    .help("remove the character"),
            );
        }
    }
}

/// Describes a control or bidirectional character, for example "the control character U+001B".
pub(crate) fn describe_char(c: char) -> String {
    let class = match c {
        '\u{2028}' | '\u{2029}' => "line separator",
        c if c.is_control() => "control character",
        _ => "bidirectional character",
    };
    format!("the {class} U+{:04X}", u32::from(c))
}

/// The texts of a document, each with its key.
#[derive(Default)]
struct Texts<'a>(Vec<(&'static str, &'a Text)>);

impl<'a> Texts<'a> {
    fn of(document: &'a Document) -> Self {
        let mut texts = Self::default();
        texts.add_items(document);
        texts.add_metrics(document);
        texts.add_rules(document);
        texts
    }

    fn add(&mut self, key: &'static str, text: &'a Given<String>) {
        self.0.extend(text.value().map(|text| (key, text)));
    }

    fn add_items(&mut self, document: &'a Document) {
        for group in &document.groups {
            self.add("title", &group.title);
            self.add("help", &group.help);
        }
        for owner in &document.owners {
            self.add("contact", &owner.contact);
            self.add("team", &owner.team);
        }
        for label in &document.labels {
            self.add("help", &label.help);
            for value in label.values() {
                self.add("help", &value.help);
                self.add_deprecation(value.deprecated.as_ref());
            }
        }
        for state in &document.states {
            self.add("help", &state.help);
        }
    }

    fn add_metrics(&mut self, document: &'a Document) {
        for metric in &document.metrics {
            self.add("help", &metric.help);
            self.add("note", &metric.note);
            self.add_deprecation(metric.deprecated.as_ref());
        }
    }

    fn add_deprecation(&mut self, deprecated: Option<&'a Deprecated>) {
        if let Some(deprecated) = deprecated {
            self.add("note", &deprecated.note);
        }
    }

    fn add_rules(&mut self, document: &'a Document) {
        for record in &document.records {
            self.add("help", &record.help);
        }
        for alert in &document.alerts {
            self.add("summary", &alert.summary);
            self.add("description", &alert.description);
        }
        for dashboard in &document.dashboards {
            self.add("title", &dashboard.title);
            for panel in dashboard.rows.items.iter().flat_map(|row| &row.items) {
                if let Panel::Query { title, .. } = panel {
                    self.0.push(("title", title));
                }
            }
        }
    }
}
