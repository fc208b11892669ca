//! How strict the schema wants its lints: what `allow` and `[lint]` make of the diagnostics that were found.
//!
//! An `allow` applies to every diagnostic inside its item, wherever the tables of the item are, and to diagnostics
//! elsewhere that point to the item.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::document::{Allowance, Document, Level, Text};
use crate::promql;
use crate::rule::Severity;
use crate::rules;
use crate::source::Span;

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
    by_lint: HashMap<&'a str, OfLint<'a>>,
}

/// The items that allow one lint.
#[derive(Default)]
struct OfLint<'a> {
    names: Vec<&'a Text>,
    /// What to remove where a name is not used.
    entries: Vec<Span>,
    is_used: Vec<bool>,
    /// Where the items are written, each with its position in `names`. Ordered, and none lies in another: where a place
    /// is takes one search.
    extents: Vec<(Span, usize)>,
}

impl<'a> Allowed<'a> {
    fn new(allowances: &'a [Allowance]) -> Self {
        let mut by_lint: HashMap<&str, OfLint<'_>> = HashMap::new();
        for allowance in allowances {
            let lints = allowance.lints.iter().zip(&allowance.entries);
            for (lint, entry) in lints.filter(|(lint, _)| can_be_used(lint)) {
                by_lint
                    .entry(lint)
                    .or_default()
                    .add(lint, *entry, allowance);
            }
        }
        by_lint.values_mut().for_each(OfLint::order);
        Self { by_lint }
    }

    /// Whether an item that a diagnostic is about allows it. Where several do, each of them is used.
    fn covers(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some(of_lint) = self.by_lint.get_mut(diagnostic.rule.id) else {
            return false;
        };
        let places = [&diagnostic.primary].into_iter().chain(&diagnostic.related);
        places.fold(false, |covered, place| of_lint.covers(place.span) | covered)
    }

    fn unused(self) -> Vec<Diagnostic> {
        let mut unused = Vec::new();
        for of_lint in self.by_lint.into_values() {
            for (position, is_used) in of_lint.is_used.iter().enumerate() {
                if !is_used {
                    let (lint, entry) = (of_lint.names[position], of_lint.entries[position]);
                    unused.push(rules::unused_allow(lint, entry));
                }
            }
        }
        unused
    }
}

impl<'a> OfLint<'a> {
    fn add(&mut self, lint: &'a Text, entry: Span, allowance: &Allowance) {
        let position = self.names.len();
        self.names.push(lint);
        self.entries.push(entry);
        self.is_used.push(false);
        let extent = allowance.extent.iter();
        self.extents.extend(extent.map(|span| (*span, position)));
    }

    fn order(&mut self) {
        let outer_first = |(span, _): &(Span, usize)| (span.source, span.start, Reverse(span.end));
        self.extents.sort_by_key(outer_first);
        self.extents
            .dedup_by(|(inner, _), (outer, _)| outer.contains(*inner));
    }

    fn covers(&mut self, span: Span) -> bool {
        let starts_before = |(extent, _): &(Span, usize)| {
            (extent.source, extent.start) <= (span.source, span.start)
        };
        let after = self.extents.partition_point(starts_before);
        let before = after.checked_sub(1).map(|last| self.extents[last]);
        let entry = before.filter(|(extent, _)| extent.contains(span));
        entry
            .map(|(_, position)| self.is_used[position] = true)
            .is_some()
    }
}

/// Whether an item can allow a lint, and this build would notice that it has to.
fn can_be_used(lint: &str) -> bool {
    is_adjustable(lint) && !rules::is_of_the_schema(lint) && promql::is_checked(lint)
}

fn is_adjustable(lint: &str) -> bool {
    rules::find(lint).is_some_and(|rule| !rule.fixed)
}

/// What to say of names that are no lints, or none that can be turned down there.
fn misnamed(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in document.allowances.iter().flat_map(|it| &it.lints) {
        if rules::is_of_the_schema(lint) {
            found.push(rules::misplaced_lint(lint));
        } else if !is_adjustable(lint) {
            found.push(rules::unknown_lint(lint));
        }
    }
    for (lint, _) in &document.levels {
        if !is_adjustable(lint) {
            found.push(rules::unknown_lint(lint));
        }
    }
    found
}
