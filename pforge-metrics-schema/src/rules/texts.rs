//! Texts for people: help, titles, notes, contacts, annotations.

use crate::document::{Deprecated, Document, Given, Label, Panel, Text};
use crate::quote;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::scope::Scope;

pub(crate) static TEXT_FORMAT: Rule = Rule {
    id: "text_format",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("text_format.md"),
};

pub(super) fn text_format(scope: &Scope<'_>, report: &mut Report) {
    let document = scope.document;
    let all = of_items(document)
        .chain(of_metrics(document))
        .chain(of_rules(document));
    for (key, text) in all {
        let is_layout = |c: char| matches!(c, '\n' | '\r' | '\t');
        let garbles = |c: &char| !is_layout(*c) && quote::garbles(*c);
        if let Some(found) = text.chars().find(garbles) {
            report.push(
                TEXT_FORMAT
                    .at(text.span, format!("`{key}` has {}", described(found)))
                    .help("remove the character"),
            );
        }
    }
}

/// What a character that garbles a text is.
pub(crate) fn described(c: char) -> String {
    let sort = match c {
        '\u{2028}' | '\u{2029}' => "line separator",
        c if c.is_control() => "control character",
        _ => "bidirectional character",
    };
    format!("the {sort} U+{:04X}", u32::from(c))
}

type Keyed<'a> = (&'static str, &'a Text);

fn keyed<'a>(key: &'static str, text: &'a Given<String>) -> impl Iterator<Item = Keyed<'a>> {
    text.value().map(|text| (key, text)).into_iter()
}

fn of_items(document: &Document) -> impl Iterator<Item = Keyed<'_>> {
    let groups = document.groups.iter();
    let groups = groups.flat_map(|it| keyed("title", &it.title).chain(keyed("help", &it.help)));
    let owners = document.owners.iter();
    let owners = owners.flat_map(|it| keyed("contact", &it.contact).chain(keyed("team", &it.team)));
    let labels = document.labels.iter();
    let labels = labels.flat_map(|it| keyed("help", &it.help));
    let values = document.labels.iter().flat_map(Label::values);
    let values =
        values.flat_map(|it| keyed("help", &it.help).chain(of_deprecation(it.deprecated.as_ref())));
    let states = document.states.iter();
    let states = states.flat_map(|it| keyed("help", &it.help));
    groups
        .chain(owners)
        .chain(labels)
        .chain(values)
        .chain(states)
}

fn of_metrics(document: &Document) -> impl Iterator<Item = Keyed<'_>> {
    document.metrics.iter().flat_map(|it| {
        keyed("help", &it.help)
            .chain(keyed("note", &it.note))
            .chain(of_deprecation(it.deprecated.as_ref()))
    })
}

fn of_deprecation(deprecated: Option<&Deprecated>) -> impl Iterator<Item = Keyed<'_>> {
    deprecated
        .into_iter()
        .flat_map(|it| keyed("note", &it.note))
}

fn of_rules(document: &Document) -> impl Iterator<Item = Keyed<'_>> {
    let records = document.records.iter();
    let records = records.flat_map(|it| keyed("help", &it.help));
    let alerts = document
        .alerts
        .iter()
        .flat_map(|it| keyed("summary", &it.summary).chain(keyed("description", &it.description)));
    let titles = document.dashboards.iter();
    let titles = titles.flat_map(|it| keyed("title", &it.title));
    let rows = document.dashboards.iter().flat_map(|it| &it.rows.items);
    let panels = rows.flat_map(|row| &row.items);
    let panels = panels.filter_map(|panel| match panel {
        Panel::Query { title, .. } => Some(("title", title)),
        Panel::Metric { .. } => None,
    });
    records.chain(alerts).chain(titles).chain(panels)
}
