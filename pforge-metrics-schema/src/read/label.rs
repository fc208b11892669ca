//! `[label.X]`.

use toml::de::{DeTable, DeValue};

use super::table::{Entry, Table, entries};
use super::value::{Node, mismatch, string};
use crate::diagnostic::Diagnostic;
use crate::document::{Given, Label, List, Value};
use crate::report::Report;
use crate::rules;
use crate::source::Span;

/// The keys of a value that is a table.
const KEYS: &[&str] = &["help", "variant"];

pub(super) fn label(entry: &Entry<'_>, report: &mut Report) -> Option<Label> {
    let table = Table::open_entry(
        format!("label `{}`", entry.key),
        entry,
        &["help", "values"],
        report,
    )?;
    table.require("values", "[\"…\"]", report);
    let values = table
        .entry("values")
        .map_or(List::ABSENT, |entry| values(entry, report));
    Some(Label {
        name: entry.name(),
        help: table.string("help", report),
        values,
    })
}

/// An array of wire values, or a table from wire values to what they mean.
fn values(entry: &Entry<'_>, report: &mut Report) -> List<Value> {
    match entry.node.get_ref() {
        DeValue::Array(array) => List::read(
            entry.node.span().into(),
            array.iter().map(|node| undocumented(node, report)),
        ),
        DeValue::Table(table) => List::read(
            entry.span,
            entries(table).iter().map(|entry| documented(entry, report)),
        ),
        _ => {
            mismatch::<()>(
                entry.node,
                "`values`",
                "an array of strings or a table",
                report,
            );
            List::unreadable(entry.span)
        }
    }
}

fn undocumented(node: &Node<'_>, report: &mut Report) -> Option<Value> {
    let wire = string(node, "a label value", report)?;
    Some(Value {
        wire,
        help: Given::Absent,
        variant: Given::Absent,
    })
}

fn documented(entry: &Entry<'_>, report: &mut Report) -> Option<Value> {
    let what = format!("label value `{}`", entry.key);
    match entry.node.get_ref() {
        DeValue::String(_) => {
            let help = Given::read(string(entry.node, &what, report));
            Some(Value {
                wire: entry.name(),
                help,
                variant: Given::Absent,
            })
        }
        DeValue::Table(table) => {
            if let Some(diagnostic) = unquoted_dot(entry, table) {
                report.push(diagnostic);
                return None;
            }
            let table = Table::open_entry(what, entry, KEYS, report)?;
            let help = table.string("help", report);
            Some(Value {
                wire: entry.name(),
                help,
                variant: table.string("variant", report),
            })
        }
        _ => mismatch(entry.node, what, "its help as a string, or a table", report),
    }
}

/// Finds `gpt-4.1 = "…"`, which to TOML is a table `gpt-4` with the key `1`.
fn unquoted_dot(entry: &Entry<'_>, table: &DeTable<'_>) -> Option<Diagnostic> {
    let parts = entries(table);
    let part = parts
        .iter()
        .find(|part| !KEYS.contains(&part.key))
        .filter(|_| entry.is_dotted())?;
    let message = format!(
        "`{0}.{1}` without quotes is a key `{1}` in a table `{0}`",
        entry.key, part.key
    );
    let help = format!(
        "put the value into quotes: `\"{}.{}\"`",
        entry.key, part.key
    );
    Some(
        rules::UNKNOWN_KEY
            .at(
                Span {
                    start: entry.span.start,
                    end: part.span.end,
                },
                message,
            )
            .help(help),
    )
}
