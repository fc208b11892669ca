//! `[state.X]`.

use toml::de::DeValue;

use super::entry::Entry;
use super::table::Table;
use super::value::{Node, mismatch, string};
use crate::document::{Field, List, Spanned, State};
use crate::language;
use crate::report::Report;

pub(super) fn state(entry: &Entry<'_>, prefix: &str, report: &mut Report) -> Option<State> {
    let what = format!("state `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::STATE, report)?;
    let fields = table.get("fields", report, |node, what, report| {
        fields(node, what, prefix, report)
    });
    Some(State {
        name: entry.name(),
        help: table.string("help", report),
        fields: fields.unwrap_or_default(),
        path: table.string("type", report),
        update: table.string("update", report),
    })
}

/// A list of gauges, whose fields are named without the prefix, or a table from fields to gauges.
fn fields(node: Node<'_>, what: &str, prefix: &str, report: &mut Report) -> List<Field> {
    let span = node.span();
    match node.value() {
        DeValue::Array(array) => {
            let fields = node.items(array).map(|node| {
                let gauge = string(node, "the name of a gauge", report)?;
                let name = gauge.strip_prefix(prefix).unwrap_or(&gauge).to_owned();
                Some(Field {
                    name: Spanned {
                        value: name,
                        span: gauge.span,
                    },
                    gauge,
                })
            });
            List::read(span, fields)
        }
        DeValue::Table(_) => {
            let entries = node.entries().unwrap_or_default().into_iter();
            let fields = entries.map(|entry| {
                let gauge = string(entry.node, &format!("field `{}`", entry.key), report)?;
                Some(Field {
                    name: entry.name(),
                    gauge,
                })
            });
            List::read(span, fields)
        }
        _ => {
            mismatch::<()>(
                node,
                what,
                "an array of gauges or a table from fields to gauges",
                report,
            );
            List::unreadable(span)
        }
    }
}
