//! `[state.X]`.

use toml::de::DeValue;

use super::entry::Entry;
use super::node::Node;
use super::table::Table;
use super::value::{mismatch, string};
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

/// Reads a list of gauges, or a table that maps fields to gauges. Fields of a list are the names without the prefix.
fn fields(node: Node<'_>, what: &str, prefix: &str, report: &mut Report) -> List<Field> {
    let span = node.span();
    match node.value() {
        DeValue::Array(array) => {
            let fields = node.items(array).map(|node| {
                let gauge = string(node, "a gauge name", report)?;
                Some(Field {
                    name: Spanned {
                        value: field_name(&gauge, prefix).to_owned(),
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
                "an array of gauges, or a table that maps fields to gauges",
                report,
            );
            List::unreadable(span)
        }
    }
}

/// The field of a gauge that is listed without a name of its own: the gauge's name without the prefix.
fn field_name<'a>(gauge: &'a str, prefix: &str) -> &'a str {
    let own = gauge.strip_prefix(prefix);
    // A prefix can be allowed to lack its `_`, which is still not part of the field.
    let own = own.map(|own| {
        if prefix.is_empty() {
            own
        } else {
            own.trim_start_matches('_')
        }
    });
    own.filter(|own| !own.is_empty()).unwrap_or(gauge)
}

#[cfg(test)]
mod tests {
    use super::field_name;

    #[test]
    fn a_listed_gauge_is_a_field_called_like_it_without_the_prefix() {
        for (gauge, prefix, field) in [
            ("pforge_gaps", "pforge_", "gaps"),
            ("pforge_gaps", "pforge", "gaps"),
            ("pforge_gaps", "", "pforge_gaps"),
            ("_gaps", "", "_gaps"),
            ("gaps", "pforge_", "gaps"),
            ("pforge_", "pforge_", "pforge_"),
        ] {
            assert_eq!(field_name(gauge, prefix), field, "{gauge} {prefix}");
        }
    }
}
