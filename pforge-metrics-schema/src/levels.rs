//! How strict the schema wants its lints: what `allow` and `[lint]` make of the diagnostics that were found.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Allowance, Document, Level, Text};
use crate::rules;

/// Drops what an item allows, reports allowances that are for nothing, and gives all else the severity that the schema
/// asks for.
pub(crate) fn apply(document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allowed = Allowed::new(&document.allowances);
    let mut left: Vec<Diagnostic> = found
        .into_iter()
        .filter(|diagnostic| !allowed.covers(diagnostic))
        .collect();
    left.extend(misnamed(document));
    left.extend(allowed.unused());
    let levels: HashMap<&str, Level> = document
        .levels
        .iter()
        .map(|(lint, level)| (lint.as_str(), *level))
        .collect();
    left.retain_mut(|diagnostic| strict(diagnostic, &levels));
    left
}

/// Gives a diagnostic its severity; false if the schema does not want to see it.
fn strict(diagnostic: &mut Diagnostic, levels: &HashMap<&str, Level>) -> bool {
    if diagnostic.rule.fixed {
        return true;
    }
    match levels.get(diagnostic.rule.id) {
        Some(Level::Allow) => return false,
        Some(Level::Warn) => diagnostic.severity = Severity::Warning,
        Some(Level::Deny) => diagnostic.severity = Severity::Error,
        None => {}
    }
    true
}

/// The allowances of a document by the lints that they name.
struct Allowed<'a> {
    by_lint: HashMap<&'a str, Vec<Entry<'a>>>,
}

struct Entry<'a> {
    lint: &'a Text,
    allowance: &'a Allowance,
    is_used: bool,
}

impl<'a> Allowed<'a> {
    fn new(allowances: &'a [Allowance]) -> Self {
        let mut by_lint: HashMap<&str, Vec<Entry<'_>>> = HashMap::new();
        for allowance in allowances {
            for lint in allowance.lints.iter().filter(|lint| is_adjustable(lint)) {
                by_lint.entry(lint).or_default().push(Entry {
                    lint,
                    allowance,
                    is_used: false,
                });
            }
        }
        Self { by_lint }
    }

    /// Whether the item that a diagnostic is about allows it.
    fn covers(&mut self, diagnostic: &Diagnostic) -> bool {
        let entries = self.by_lint.get_mut(diagnostic.rule.id);
        let covers = |entry: &&mut Entry<'_>| {
            let mut extent = entry.allowance.extent.iter();
            extent.any(|span| span.contains(diagnostic.primary.span))
        };
        let entry = entries.and_then(|entries| entries.iter_mut().find(covers));
        entry.map(|entry| entry.is_used = true).is_some()
    }

    fn unused(self) -> impl Iterator<Item = Diagnostic> {
        let entries = self.by_lint.into_values().flatten();
        let unused = entries.filter(|entry| !entry.is_used);
        unused.map(|entry| rules::unused_allow(entry.lint))
    }
}

fn is_adjustable(lint: &str) -> bool {
    rules::find(lint).is_some_and(|rule| !rule.fixed)
}

/// What to say of names that are no lints, or none that can be turned down.
fn misnamed(document: &Document) -> impl Iterator<Item = Diagnostic> {
    let of_items = document.allowances.iter().flat_map(|it| &it.lints);
    let of_schema = document.levels.iter().map(|(lint, _)| lint);
    let misnamed = of_items.chain(of_schema).filter(|it| !is_adjustable(it));
    misnamed.map(rules::unknown_lint)
}
