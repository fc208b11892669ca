//! How strict lints are: `[lint]` for the whole schema, `allow` at an item.

use super::entry::Entry;
use super::table::Table;
use super::value::{choice, mismatch, string};
use crate::diagnostic::Diagnostic;
use crate::document::{Allowance, Level, Text};
use crate::language;
use crate::report::Report;
use crate::rule::{Rule, Severity};

pub(crate) static ALLOW_REASON: Rule = Rule {
    id: "allow_reason",
    severity: Severity::Error,
    fixed: false,
    hides_others: false,
    page: include_str!("allow_reason.md"),
};

const LEVELS: &[(&str, Level)] = &[
    ("deny", Level::Deny),
    ("warn", Level::Warn),
    ("allow", Level::Allow),
];

pub(super) fn levels(root: &Table<'_>, report: &mut Report) -> Vec<(Text, Level)> {
    let entries = root.named("lint", report);
    let level = |entry: &Entry<'_>| {
        let what = format!("the level of lint `{}`", entry.key);
        let level = choice(LEVELS)(entry.node, &what, report)?;
        Some((entry.name(), level.value))
    };
    entries.iter().filter_map(level).collect()
}

/// Reads the `allow` of an item.
pub(super) fn allow(
    item: &Entry<'_>,
    language: &'static language::Table,
    report: &mut Report,
) -> Option<Allowance> {
    let allow = item.inner("allow", language)?;
    let lints = allow.read(report, |node, what, report| {
        let lints = node.entries();
        lints.or_else(|| mismatch(node, what, "a table of lints with reasons", report))
    })?;
    let only_one = lints.len() == 1 && !allow.is_dotted();
    let (mut allowed, mut entries) = (Vec::new(), Vec::new());
    for lint in lints {
        let what = format!("the reason to allow `{}`", lint.key);
        let Some(reason) = string(lint.node, &what, report) else {
            continue;
        };
        if reason.trim().is_empty() || reason.is_placeholder() {
            report.push(allow_reason(&lint.key, &reason));
        }
        allowed.push(lint.name());
        let entry = if only_one { &allow } else { &lint };
        entries.push(entry.written());
    }
    Some(Allowance {
        lints: allowed,
        entries,
        extent: item.extent(),
    })
}

fn allow_reason(lint: &str, reason: &Text) -> Diagnostic {
    let wrong = if reason.trim().is_empty() {
        "is empty"
    } else {
        "is a placeholder"
    };
    ALLOW_REASON
        .at(reason.span, format!("the reason to allow `{lint}` {wrong}"))
        .help("explain why the lint does not apply here")
}
