//! From TOML values to the [`Document`]: which key takes what.
//!
//! Whatever has the wrong shape is reported here and marked as unreadable. Whether the values make sense together is
//! for the rules to say.

mod advice;
mod buckets;
mod constant;
mod dashboard;
mod deprecated;
mod dotted;
mod entry;
mod kinds;
mod label;
mod lints;
mod metric;
mod monitoring;
mod node;
mod shape;
mod state;
mod table;
mod value;
mod written;

use toml::de::DeTable;

use crate::diagnostic::Correction;
use crate::document::{Alert, Budget, Document, Given, Group, Kind, Limit, Owner, Text};
use crate::language;
use crate::report::Report;
use crate::source::{SourceId, Span, sorted};
use constant::constants;
use entry::Entry;
use table::Table;
use value::{count, string};

pub(crate) use lints::ALLOW_REASON;
pub(crate) use metric::INFO_LABELS;
pub(crate) use shape::{MISSING_KEY, SCHEMA_VERSION, TYPE_MISMATCH, UNKNOWN_KEY};

/// The version of the format that this compiler reads.
const VERSION: u64 = 1;

const MAX_PER_METRIC: u64 = 2_000;
const MAX_TOTAL: u64 = 10_000;

/// Reads the tables of the files, the one that was asked for first.
pub(crate) fn read(files: &[(SourceId, DeTable<'_>)], report: &mut Report) -> Document {
    let mut files = files.iter().map(|(source, file)| (*source, file));
    let mut document = Document::default();
    if let Some((source, file)) = files.next() {
        let root = Span::beginning(source);
        let root = Table::open("a schema", root, file, &language::ROOT, report);
        settings(&root, &mut document, report);
        declarations(&root, &mut document, report);
    }
    for (source, file) in files {
        let included = Span::beginning(source);
        let what = "an included file";
        let included = Table::open(what, included, file, &language::INCLUDED, report);
        declarations(&included, &mut document, report);
    }
    document.metrics = sorted(document.metrics, |metric| metric.name.span);
    document
}

/// What holds for the whole catalog.
fn settings(root: &Table<'_>, document: &mut Document, report: &mut Report) {
    document.prefix = root.get("prefix", report, string).flatten();
    let constants = root.get("const_labels", report, |node, what, report| {
        constants(node, what, &TYPE_MISMATCH, report)
    });
    document.constants = constants.unwrap_or_default();
    document.budget = budget(root, report);
    document.promql = monitoring::promql(root, report);
    document.verify = monitoring::verify(root, report);
    document.levels = lints::levels(root, report);
}

/// What one file declares.
fn declarations(file: &Table<'_>, document: &mut Document, report: &mut Report) {
    version(file, report);
    included(file, report);
    for entry in file.named_tables("group", report).items {
        document.groups.extend(group(&entry, report));
    }
    for entry in file.named_tables("owner", report).items {
        document.owners.extend(owner(&entry, report));
    }
    for entry in file.named("buckets", report) {
        document.presets.push(buckets::preset(&entry, report));
    }
    for entry in file.named_tables("label", report).items {
        document.labels.extend(label::label(&entry, report));
        let allow = lints::allow(&entry, &language::LABEL, report);
        document.allowances.extend(allow);
    }
    document.lacks_uses |= !file.whole;
    for kind in Kind::ALL {
        let metrics = file.named_tables(kind.name(), report);
        document.lacks_uses |= !metrics.whole;
        for entry in metrics.items {
            let metric = metric::metric(kind, &entry, report);
            document.lacks_uses |= metric.as_ref().is_none_or(|metric| !metric.whole);
            document.metrics.extend(metric);
            let allow = lints::allow(&entry, kind.table(), report);
            document.allowances.extend(allow);
        }
    }
    let prefix = document.prefix.as_ref().map_or("", |prefix| prefix);
    for entry in file.named_tables("state", report).items {
        let state = state::state(&entry, prefix, report);
        document.states.extend(state);
    }
    made_of_metrics(file, document, report);
}

/// Recording rules, alerts and dashboards.
fn made_of_metrics(file: &Table<'_>, document: &mut Document, report: &mut Report) {
    for entry in file.named_tables("record", report).items {
        let record = monitoring::record(&entry, report);
        document.records.extend(record);
        let allow = lints::allow(&entry, &language::RECORD, report);
        document.allowances.extend(allow);
    }
    let alerts = file.named_tables("alert", report);
    document.lacks_uses |= !alerts.whole;
    for entry in alerts.items {
        let alert = monitoring::alert(&entry, report);
        let has_owner = |alert: &Alert| !matches!(alert.owner, Given::Unreadable);
        document.lacks_uses |= !alert.as_ref().is_some_and(has_owner);
        document.alerts.extend(alert);
        let allow = lints::allow(&entry, &language::ALERT, report);
        document.allowances.extend(allow);
    }
    for entry in file.named_tables("dashboard", report).items {
        let dashboard = dashboard::dashboard(&entry, report);
        document.dashboards.extend(dashboard);
        let allow = lints::allow(&entry, &language::DASHBOARD, report);
        document.allowances.extend(allow);
    }
}

/// The paths that a file includes, the one that was asked for or another one.
pub(crate) fn includes(source: SourceId, file: &DeTable<'_>) -> Vec<Text> {
    let language = if source == SourceId::default() {
        &language::ROOT
    } else {
        &language::INCLUDED
    };
    // What is found here is found again when the file is read as a whole.
    let (includes, _) = Report::collect(|report| {
        let file = Table::open("", Span::beginning(source), file, language, report);
        included(&file, report)
    });
    includes
}

fn included(file: &Table<'_>, report: &mut Report) -> Vec<Text> {
    file.strings("include", "an included file", report).items
}

fn version(root: &Table<'_>, report: &mut Report) {
    let Some(version) = root.get("schema", report, count).flatten() else {
        return;
    };
    if version.value != VERSION {
        let message = format!("unknown schema version {}", version.value);
        report.push(
            SCHEMA_VERSION
                .at(version.span, message)
                .help(format!("write `schema = {VERSION}`"))
                .correct(Correction::text(version.span, VERSION.to_string())),
        );
    }
}

fn budget(root: &Table<'_>, report: &mut Report) -> Budget {
    let table = root.entry("cardinality").and_then(|entry| {
        Table::open_entry("`cardinality`", entry, &language::CARDINALITY, report)
    });
    let mut limit = |key: &str, default| {
        let table = table.as_ref();
        let given = table.and_then(|table| table.get(key, report, count).flatten());
        Limit {
            series: given.as_ref().map_or(default, |given| given.value),
            span: given.map(|given| given.span),
        }
    };
    Budget {
        max_per_metric: limit("max_per_metric", MAX_PER_METRIC),
        max_total: limit("max_total", MAX_TOTAL),
    }
}

fn group(entry: &Entry<'_>, report: &mut Report) -> Option<Group> {
    let what = format!("group `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::GROUP, report)?;
    Some(Group {
        name: entry.name(),
        title: table.string("title", report),
        help: table.string("help", report),
    })
}

fn owner(entry: &Entry<'_>, report: &mut Report) -> Option<Owner> {
    let what = format!("owner `{}`", entry.key);
    let table = Table::open_entry(what, entry, &language::OWNER, report)?;
    Some(Owner {
        name: entry.name(),
        contact: table.string("contact", report),
        team: table.string("team", report),
    })
}
