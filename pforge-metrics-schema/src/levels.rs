//! Applies `allow` and `[lint]` to the diagnostics.
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

/// Removes allowed diagnostics, reports unused allowances, and sets the severity that `[lint]` configures.
pub(crate) fn apply(document: &Document, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allowances = AllowanceIndex::new(&document.allowances);
    let mut remaining: Vec<Diagnostic> = found
        .into_iter()
        .filter(|diagnostic| !allowances.covers(diagnostic))
        .collect();
    remaining.extend(invalid_names(document));
    remaining.extend(allowances.unused());
    let levels: HashMap<&str, Level> = document
        .levels
        .iter()
        .map(|(lint, level)| (lint.as_str(), *level))
        .collect();
    remaining.retain_mut(|diagnostic| set_severity(diagnostic, &levels));
    remaining
}

/// Sets the severity of a diagnostic. Returns false if `[lint]` allows it.
fn set_severity(diagnostic: &mut Diagnostic, levels: &HashMap<&str, Level>) -> bool {
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

/// The allowances of a document by lint.
struct AllowanceIndex<'a> {
    by_lint: HashMap<&'a str, LintAllowances<'a>>,
}

/// The items that allow one lint.
#[derive(Default)]
struct LintAllowances<'a> {
    names: Vec<&'a Text>,
    /// The text to remove if the allowance is not used.
    entries: Vec<Span>,
    is_used: Vec<bool>,
    /// The spans of the items, each with its position in `names`. They are sorted and disjoint, so a binary search
    /// finds the item that contains a span.
    extents: Vec<(Span, usize)>,
}

impl<'a> AllowanceIndex<'a> {
    fn new(allowances: &'a [Allowance]) -> Self {
        let mut by_lint: HashMap<&str, LintAllowances<'_>> = HashMap::new();
        for allowance in allowances {
            let lints = allowance.lints.iter().zip(&allowance.entries);
            for (lint, entry) in lints.filter(|(lint, _)| can_be_used(lint)) {
                by_lint
                    .entry(lint)
                    .or_default()
                    .add(lint, *entry, allowance);
            }
        }
        by_lint.values_mut().for_each(LintAllowances::sort);
        Self { by_lint }
    }

    /// Returns whether an item that the diagnostic marks allows it. If several items do, all their allowances are used.
    fn covers(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some(allowances) = self.by_lint.get_mut(diagnostic.rule.id) else {
            return false;
        };
        let annotations = [&diagnostic.primary].into_iter().chain(&diagnostic.related);
        annotations.fold(false, |covered, it| allowances.covers(it.span) | covered)
    }

    fn unused(self) -> Vec<Diagnostic> {
        let mut unused = Vec::new();
        for allowances in self.by_lint.into_values() {
            for (position, is_used) in allowances.is_used.iter().enumerate() {
                if !is_used {
                    let (lint, entry) = (allowances.names[position], allowances.entries[position]);
                    unused.push(rules::unused_allow(lint, entry));
                }
            }
        }
        unused
    }
}

impl<'a> LintAllowances<'a> {
    fn add(&mut self, lint: &'a Text, entry: Span, allowance: &Allowance) {
        let position = self.names.len();
        self.names.push(lint);
        self.entries.push(entry);
        self.is_used.push(false);
        let extent = allowance.extent.iter();
        self.extents.extend(extent.map(|span| (*span, position)));
    }

    fn sort(&mut self) {
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

/// Returns whether an item can allow a lint and this build checks the lint.
fn can_be_used(lint: &str) -> bool {
    is_adjustable(lint) && !rules::is_schema_wide(lint) && promql::is_checked(lint)
}

fn is_adjustable(lint: &str) -> bool {
    rules::find(lint).is_some_and(|rule| !rule.fixed)
}

/// Reports names that are not lints, and lints that are not adjustable where they are named.
fn invalid_names(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in document.allowances.iter().flat_map(|it| &it.lints) {
        if rules::is_schema_wide(lint) {
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
