//! The reference as one HTML page without other files.

use super::model::{Entry, EntryLabel, Fact, Reference, Rule, Rules};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub fn page(reference: &Reference) -> String {
    let count = reference.metrics();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (reference.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                nav aria-label="Metrics" {
                    p.title { a href="#top" { (reference.title) } }
                    label for="search" { "Search" }
                    input #search type="search" autocomplete="off" placeholder=(format!("Search {count} metrics"));
                    p #found role="status" {}
                    @for section in &reference.sections {
                        h2 { (section.title) }
                        ul {
                            @for entry in &section.metrics {
                                li data-of=(entry.name) { a href=(format!("#{}", entry.name)) { (entry.name) } }
                            }
                        }
                    }
                    @for sort in &reference.rules {
                        h2 { (sort.title) }
                        ul {
                            @for rule in &sort.all {
                                @let id = anchor(sort, rule);
                                li data-of=(id) { a href=(format!("#{id}")) { (rule.name) } }
                            }
                        }
                    }
                }
                main #top {
                    h1 { (reference.title) }
                    @if !reference.constants.is_empty() {
                        p { "All series also have these labels:" }
                        ul { @for it in &reference.constants { li { code { (it.value) } } } }
                    }
                    @for section in &reference.sections {
                        section {
                            h2 { (section.title) }
                            @if let Some(help) = &section.help { p { (help) } }
                            @for entry in &section.metrics { (metric(entry)) }
                        }
                    }
                    @for sort in &reference.rules {
                        section {
                            h2 { (sort.title) }
                            @for of_sort in &sort.all { (rule(sort, of_sort)) }
                        }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

fn metric(entry: &Entry) -> Markup {
    html! {
        article id=(entry.name) data-text=(searched(entry)) {
            h3 {
                a.name href=(format!("#{}", entry.name)) { (entry.name) }
                " " span.kind.(entry.kind) { (entry.kind) }
            }
            p { (entry.help) }
            @if let Some(deprecated) = &entry.deprecated { p.deprecated { (deprecated) } }
            @for paragraph in &entry.note { p { (paragraph) } }
            (facts(&entry.facts, &entry.file))
            @if !entry.labels.is_empty() {
                table {
                    thead { tr { th scope="col" { "Label" } th scope="col" { "Values" } } }
                    tbody { @for label in &entry.labels { (row(label)) } }
                }
            }
            @if let Some(query) = &entry.query { pre { code { (query) } } }
            @if !entry.refs.is_empty() {
                ul { @for url in &entry.refs { li { a href=(url) { (url) } } } }
            }
        }
    }
}

fn rule(sort: &Rules, rule: &Rule) -> Markup {
    let id = anchor(sort, rule);
    html! {
        article id=(id) data-text=(format!("{} {} {}", rule.name, rule.about, sort.sort).to_lowercase()) {
            h3 {
                a.name href=(format!("#{id}")) { (rule.name) }
                " " span.kind.(sort.sort) { (sort.sort) }
            }
            p { (rule.about) }
            @for paragraph in &rule.description { p { (paragraph) } }
            (facts(&rule.facts, &rule.file))
            @if let Some(query) = &rule.query { pre { code { (query) } } }
            @if let Some(url) = &rule.runbook { p { a href=(url) { (url) } } }
        }
    }
}

fn anchor(sort: &Rules, rule: &Rule) -> String {
    format!("{}-{}", sort.sort, rule.name)
}

fn facts(facts: &[Fact], file: &str) -> Markup {
    html! {
        dl {
            @for Fact { name, value, is_code } in facts {
                dt { (name) }
                dd { @if *is_code { code { (value) } } @else { (value) } }
            }
            dt { "Declared in" }
            dd { code { (file) } }
        }
    }
}

fn row(label: &EntryLabel) -> Markup {
    html! {
        tr {
            th scope="row" {
                code { (label.name) }
                @if !label.help.is_empty() { p { (label.help) } }
            }
            td {
                @if !label.values.is_empty() {
                    ul.values {
                        @for (value, help) in &label.values {
                            li { code { (value) } @if let Some(help) = help { " " (help) } }
                        }
                    }
                }
                @if let Some(rest) = &label.rest { p { (rest) } }
            }
        }
    }
}

/// What a search looks through, in lower case.
fn searched(entry: &Entry) -> String {
    let labels = entry.labels.iter().flat_map(|label| {
        let values = label.values.iter().map(|(value, _)| value.as_str());
        [label.name.as_str()].into_iter().chain(values)
    });
    let texts = [entry.name.as_str(), &entry.help, entry.kind];
    let texts: Vec<&str> = texts.into_iter().chain(labels).collect();
    texts.join(" ").to_lowercase()
}
