//! `[label.X]`.

use toml::de::DeValue;

use super::deprecated::deprecated;
use super::dotted;
use super::entry::Entry;
use super::node::Node;
use super::shape::{MISSING_KEY, TYPE_MISMATCH};
use super::table::Table;
use super::value::{choice, count, integers, mismatch, string};
use super::written::{as_text, plain};
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Domain, Given, Label, List, Open, Spanned, Value};
use crate::language;
use crate::quote;
use crate::report::Report;
use crate::source::sorted;
use crate::suggest;

pub(super) fn label(entry: &Entry<'_>, report: &mut Report) -> Option<Label> {
    let what = format!("label `{}`", entry.key);
    let table = Table::open_entry(&what, entry, &language::LABEL, report)?;
    let mut given = Vec::new();
    for key in language::LABEL.one_of {
        given.extend(table.entry(key));
    }
    let given = sorted(given, |entry| entry.span);
    if given.is_empty() {
        let message = format!("missing values in {what}");
        let help = "add `values`, `open`, `type` or `range`";
        report.push(MISSING_KEY.at(entry.span, message).help(help));
    }
    Some(Label {
        name: entry.name(),
        help: table.string("help", report),
        rename: table.string("rename", report),
        domains: given.iter().map(|entry| entry.name()).collect(),
        domain: domain(&table, report),
    })
}

/// What the first of the keys says that is there; all of them are read.
fn domain(table: &Table<'_>, report: &mut Report) -> Option<Domain> {
    let closed = table
        .entry("values")
        .map(|entry| entry.read(report, |_, _, report| values(entry, report)));
    let open = table.entry("open").map(|entry| open(entry, report));
    let bool = table.value("type", report, bool_type);
    let range = table.value("range", report, integers);
    match (closed, open, bool, range) {
        (Some(values), ..) => Some(Domain::Closed(values)),
        (_, Some(open), ..) => open.map(Domain::Open),
        (.., Given::Value(_), _) => Some(Domain::Bool),
        (.., Given::Value(range)) => Some(Domain::Range(range)),
        _ => None,
    }
}

/// `type = "bool"`, the one type that a label can state.
fn bool_type(node: Node<'_>, what: &str, report: &mut Report) -> Option<Spanned<()>> {
    let (read, found) = Report::collect(|report| choice(&[("bool", ())])(node, what, report));
    let word = node
        .value()
        .as_str()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let instead = match word.as_str() {
        "str" | "string" | "text" | "open" | "dynamic" => {
            Some("for values known only at run time, write `open = { max = 50 }`")
        }
        "int" | "integer" | "number" | "range" | "u8" | "u16" | "u32" | "u64" | "i32" | "i64"
        | "usize" => Some("for integers, write `range = [0, 7]`"),
        "enum" | "choice" | "closed" => Some("for a list of values, write `values = [\"…\"]`"),
        _ => None,
    };
    report.extend(found.into_iter().map(|it| match instead {
        Some(instead) => it.help(format!("{instead} instead of `type`")),
        None => it,
    }));
    read
}

fn open(entry: &Entry<'_>, report: &mut Report) -> Option<Open> {
    let table = Table::open_entry("`open`", entry, &language::OPEN, report)?;
    Some(Open {
        max: match table.value("max", report, count) {
            Given::Value(max) => Some(max),
            Given::Absent | Given::Unreadable => None,
        },
        max_len: table.value("max_len", report, count),
        overflow: table.string("overflow", report),
    })
}

/// An array of wire values, or a table from wire values to what they mean.
fn values(entry: &Entry<'_>, report: &mut Report) -> List<Value> {
    let node = entry.node;
    if let Some(diagnostic) = not_strings(entry) {
        report.push(diagnostic);
        return List::unreadable(entry.span);
    }
    match node.value() {
        DeValue::Array(array) => List::read(
            node.span(),
            node.items(array).map(|node| undocumented(node, report)),
        ),
        DeValue::Table(_) => List::read(
            entry.span,
            node.entries()
                .unwrap_or_default()
                .iter()
                .map(|entry| documented(entry, report)),
        ),
        _ => {
            mismatch::<()>(node, "`values`", "an array of strings or a table", report);
            List::unreadable(entry.span)
        }
    }
}

/// Label values that are numbers, or `true` and `false`, without quotes.
fn not_strings(entry: &Entry<'_>) -> Option<Diagnostic> {
    let values = entry.node.value().as_array()?;
    let found = values.iter().find_map(|it| plain(it.get_ref()))?;
    let texts = values.iter().map(|it| as_text(it.get_ref()));
    let texts = texts.collect::<Option<Vec<_>>>()?;
    let message = format!("label values must be strings, found `{found}`");
    let diagnostic = TYPE_MISMATCH.at(entry.node.span(), message);
    if ["true", "false"]
        .iter()
        .all(|flag| texts.iter().any(|it| it == flag))
        && texts.len() == 2
    {
        let help = "write `type = \"bool\"` instead of `values`";
        let change = Correction::text(entry.written(), "type = \"bool\"");
        return Some(diagnostic.help(help).correct(change));
    }
    let quoted: Vec<String> = texts.iter().map(|text| quote::string(text)).collect();
    let list = format!("[{}]", quoted.join(", "));
    let shown = format!("[{}]", suggest::cut(&quoted, Clone::clone));
    Some(
        diagnostic
            .help(format!("write `values = {shown}`"))
            .correct(Correction::text(entry.node.span(), list)),
    )
}

fn undocumented(node: Node<'_>, report: &mut Report) -> Option<Value> {
    let wire = string(node, "a label value", report)?;
    Some(Value {
        wire,
        help: Given::Absent,
        variant: Given::Absent,
        deprecated: None,
    })
}

fn documented(entry: &Entry<'_>, report: &mut Report) -> Option<Value> {
    let what = format!("label value `{}`", entry.key);
    match entry.node.value() {
        DeValue::String(_) => {
            let help = Given::read(string(entry.node, &what, report));
            Some(Value {
                wire: entry.name(),
                help,
                variant: Given::Absent,
                deprecated: None,
            })
        }
        DeValue::Table(_) => {
            if let Some(diagnostic) = dotted::value(entry) {
                report.push(diagnostic);
                return None;
            }
            let table = Table::open_entry(what, entry, &language::VALUE, report)?;
            Some(Value {
                wire: entry.name(),
                help: table.string("help", report),
                variant: table.string("variant", report),
                deprecated: deprecated(&table, &language::DEPRECATED_VALUE, report),
            })
        }
        _ => mismatch(entry.node, what, "a help string or a table", report),
    }
}
