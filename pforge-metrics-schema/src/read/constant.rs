//! Labels with one value: `const_labels`, and the facts of an info.

use toml::de::DeValue;

use super::entry::Entry;
use super::node::Node;
use super::table::Table;
use super::value::{breach, in_quotes, string};
use crate::document::{Constant, ConstantValue, Given, List};
use crate::language;
use crate::report::Report;
use crate::rule::Rule;

/// A table from labels to their values. What has another shape breaks `rule`.
pub(super) fn constants(
    node: Node<'_>,
    what: &str,
    rule: &'static Rule,
    report: &mut Report,
) -> List<Constant> {
    let Some(entries) = node.entries() else {
        let help = "write a value for each label: `{ version = { env = \"CARGO_PKG_VERSION\" } }`";
        report.push(breach(rule, node, &what, "a table of label values").help(help));
        return List::unreadable(node.span());
    };
    List::read(
        node.span(),
        entries.iter().map(|entry| constant(entry, rule, report)),
    )
}

fn constant(entry: &Entry<'_>, rule: &'static Rule, report: &mut Report) -> Option<Constant> {
    let what = format!("the value of label `{}`", entry.key);
    let value = match entry.node.value() {
        DeValue::String(_) => ConstantValue::Literal(string(entry.node, &what, report)?),
        DeValue::Table(_) => {
            let table = Table::open_entry(what, entry, &language::CONSTANT, report)?;
            let given = |text: Given<String>| match text {
                Given::Value(text) => Some(text),
                Given::Absent | Given::Unreadable => None,
            };
            let default = given(table.string("default", report));
            ConstantValue::Environment {
                variable: given(table.string("env", report))?,
                default,
            }
        }
        _ => {
            let expected = "a string or `{ env = \"…\" }`";
            report.push(in_quotes(entry, breach(rule, entry.node, &what, expected)));
            return None;
        }
    };
    Some(Constant {
        name: entry.name(),
        value,
    })
}
