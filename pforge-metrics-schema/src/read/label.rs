//! `[label.X]`.

use toml::de::DeValue;

use super::table::{Entry, Node, Table, entries, mismatch, string};
use crate::document::{Given, Label, List, Value};
use crate::report::Report;

pub(super) fn label(entry: &Entry<'_>, report: &mut Report) -> Option<Label> {
    let table = Table::open_entry(
        format!("label `{}`", entry.key),
        entry,
        &["help", "values"],
        report,
    )?;
    table.require("values", report);
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
        DeValue::Table(_) => {
            let table = Table::open_entry(what, entry, &["help", "variant"], report)?;
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
