//! How strict lints are: `[lint]` for the whole schema, `allow` at an item.

use super::table::{Entry, Table};
use super::value::{choice, mismatch, string};
use crate::document::{Allowance, Level, Text};
use crate::report::Report;
use crate::rules;

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

/// The `allow` of an item, whose table has been read already.
pub(super) fn allow(item: &Entry<'_>, report: &mut Report) -> Option<Allowance> {
    let entries = item.node.entries()?;
    let allow = entries.iter().find(|entry| entry.key == "allow")?.node;
    let Some(lints) = allow.entries() else {
        return mismatch(allow, "`allow`", "a table from lints to reasons", report);
    };
    let mut allowed = Vec::new();
    for lint in lints {
        let what = format!("the reason to allow `{}`", lint.key);
        let Some(reason) = string(lint.node, &what, report) else {
            continue;
        };
        if reason.trim().is_empty() {
            report.push(rules::allow_reason(lint.key, reason.span));
        }
        allowed.push(lint.name());
    }
    Some(Allowance {
        lints: allowed,
        extent: item.extent(),
    })
}
