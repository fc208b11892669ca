//! `[promql]`, `[verify]`, `[record.X]` and `[alert.X]`.

use toml::de::DeValue;

use super::entry::Entry;
use super::node::Node;
use super::table::Table;
use super::value::{in_quotes, mismatch, string, type_mismatch};
use super::written::plain;
use crate::diagnostic::Correction;
use crate::document::{Alert, AlertTest, List, PromQl, Record, Setting, Verify};
use crate::language;
use crate::quote;
use crate::report::Report;

pub(super) fn promql(root: &Table<'_>, report: &mut Report) -> PromQl {
    let table = root
        .entry("promql")
        .and_then(|entry| Table::open_entry("`promql`", entry, &language::PROMQL, report));
    table.map_or_else(PromQl::default, |table| PromQl {
        external_labels: table.strings("external_labels", "an external label", report),
        series: table.strings("series", "a series name", report),
    })
}

pub(super) fn verify(root: &Table<'_>, report: &mut Report) -> Verify {
    let table = root
        .entry("verify")
        .and_then(|entry| Table::open_entry("`verify`", entry, &language::VERIFY, report));
    table.map_or_else(Verify::default, |table| Verify {
        ignore: table.strings("ignore", "a family name", report),
    })
}

pub(super) fn record(entry: &Entry<'_>, report: &mut Report) -> Option<Record> {
    let what = format!("record `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::RECORD, report)?;
    Some(Record {
        name: entry.name(),
        expr: table.string("expr", report),
        help: table.string("help", report),
        labels: labels(&table, report),
    })
}

pub(super) fn alert(entry: &Entry<'_>, report: &mut Report) -> Option<Alert> {
    let what = format!("alert `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::ALERT, report)?;
    Some(Alert {
        name: entry.name(),
        expr: table.string("expr", report),
        hold: table.string("for", report),
        keep_firing_for: table.string("keep_firing_for", report),
        severity: table.string("severity", report),
        summary: table.string("summary", report),
        description: table.string("description", report),
        runbook: table.string("runbook", report),
        owner: table.string("owner", report),
        labels: labels(&table, report),
        tests: table.get("tests", report, tests).unwrap_or_default(),
    })
}

fn labels(table: &Table<'_>, report: &mut Report) -> List<Setting> {
    let labels = table.get("labels", report, |node, what, report| {
        settings(node, what, "a table of label values", "label", report)
    });
    labels.unwrap_or_default()
}

fn tests(node: Node<'_>, what: &str, report: &mut Report) -> List<AlertTest> {
    let DeValue::Array(array) = node.value() else {
        mismatch::<()>(node, what, "an array of tables", report);
        return List::unreadable(node.span());
    };
    let tests = node.items(array).map(|node| test(node, report));
    List::read(node.span(), tests)
}

fn test(node: Node<'_>, report: &mut Report) -> Option<AlertTest> {
    let entry = Entry::new("tests", node.span(), node);
    let table = Table::open_entry("a test of an alert", &entry, &language::ALERT_TEST, report)?;
    let input = table.get("input", report, |node, what, report| {
        settings(node, what, "a table of series values", "series", report)
    });
    Some(AlertTest {
        input: input.unwrap_or_default(),
        interval: table.string("interval", report),
        at: table.string("at", report),
        fires: table.get("fires", report, fires).unwrap_or_default(),
    })
}

/// `true` is one alert with any labels, `false` is no alert.
fn fires(node: Node<'_>, what: &str, report: &mut Report) -> List<List<Setting>> {
    let span = node.span();
    match node.value() {
        DeValue::Boolean(fires) => List::read(span, fires.then(|| Some(List::ABSENT)).into_iter()),
        DeValue::Array(array) => {
            let sets = node.items(array).map(|node| {
                let (each, expected) = ("an alert that fires", "a table of its labels");
                let set = settings(node, each, expected, "label", report);
                set.whole.then_some(set)
            });
            List::read(span, sets)
        }
        _ => {
            let expected = "`true`, `false` or an array of label tables";
            mismatch::<()>(node, what, expected, report);
            List::unreadable(span)
        }
    }
}

/// A list of numbers as `promtool` takes it: in quotes, between spaces.
fn samples(entry: &Entry<'_>) -> Option<String> {
    let numbers = entry.node.value().as_array()?;
    let numbers = numbers.iter().map(|number| plain(number.get_ref()));
    let numbers = numbers.collect::<Option<Vec<_>>>()?;
    Some(quote::string(&numbers.join(" ")))
}

/// A table from names to strings; `each` is how messages call a name.
fn settings(
    node: Node<'_>,
    what: &str,
    expected: &str,
    each: &str,
    report: &mut Report,
) -> List<Setting> {
    let Some(entries) = node.entries() else {
        mismatch::<()>(node, what, expected, report);
        return List::unreadable(node.span());
    };
    let settings = entries.into_iter().map(|entry| {
        let what = format!("{each} `{}`", entry.key);
        if entry.node.value().as_str().is_none() {
            let diagnostic = type_mismatch(entry.node, what, "a string");
            report.push(match samples(&entry) {
                Some(samples) => diagnostic
                    .help(format!("write `{} = {samples}`", entry.key))
                    .correct(Correction::text(entry.node.span(), samples)),
                None => in_quotes(&entry, diagnostic),
            });
            return None;
        }
        let value = string(entry.node, &what, report)?;
        Some(Setting {
            name: entry.name(),
            value,
        })
    });
    List::read(node.span(), settings)
}
