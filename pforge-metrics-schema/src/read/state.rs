//! `[state.X]`.

use toml::de::DeValue;

use super::table::{Entry, Table, entries};
use super::value::{Node, mismatch, string};
use crate::document::{Field, List, Spanned, State};
use crate::report::Report;

pub(super) fn state(
    entry: &Entry<'_>,
    prefix: Option<&String>,
    report: &mut Report,
) -> Option<State> {
    let table = Table::open_entry(
        format!("state `{}`", entry.key),
        entry,
        &["help", "fields"],
        report,
    )?;
    table.require("fields", "[\"…\"]", report);
    let prefix = prefix.map_or("", String::as_str);
    let fields = table
        .get("fields")
        .map_or(List::ABSENT, |node| fields(node, prefix, report));
    Some(State {
        name: entry.name(),
        help: table.string("help", report),
        fields,
    })
}

/// A list of gauges, whose fields are named without the prefix, or a table from fields to gauges.
fn fields(node: &Node<'_>, prefix: &str, report: &mut Report) -> List<Field> {
    let span = node.span().into();
    match node.get_ref() {
        DeValue::Array(array) => {
            let fields = array.iter().map(|node| {
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
        DeValue::Table(table) => {
            let fields = entries(table).into_iter().map(|entry| {
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
                "`fields`",
                "an array of gauges or a table from fields to gauges",
                report,
            );
            List::unreadable(span)
        }
    }
}
