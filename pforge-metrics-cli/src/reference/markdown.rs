//! The reference as Markdown.

use super::model::{Entry, EntryLabel, Fact, Reference, Rule, Rules, Section};
use crate::output::markdown::{cell, code, text};
use std::fmt::{self, Write as _};

pub fn page(reference: &Reference) -> String {
    let mut page = format!("# {}\n", text(&reference.title));
    if !reference.constants.is_empty() {
        page += "\nAll series also have these labels:\n\n";
        for constant in &reference.constants {
            push(&mut page, format_args!("- {}\n", code(&constant.value)));
        }
    }
    page += "\n| Metric | Kind | Description |\n|---|---|---|\n";
    for entry in reference
        .sections
        .iter()
        .flat_map(|section| &section.metrics)
    {
        let (name, help) = (&entry.name, cell(&text(&entry.help)));
        push(
            &mut page,
            format_args!("| [{}](#{name}) | {} | {help} |\n", code(name), entry.kind),
        );
    }
    let sections: String = reference.sections.iter().map(section).collect();
    let rules: String = reference.rules.iter().map(rules).collect();
    page + &sections + &rules
}

fn rules(sort: &Rules) -> String {
    let rules: String = sort.all.iter().map(rule).collect();
    format!("\n## {}\n{rules}", sort.title)
}

fn rule(rule: &Rule) -> String {
    let mut shown = format!("\n### {}\n\n{}\n", code(&rule.name), text(&rule.about));
    for paragraph in &rule.description {
        push(&mut shown, format_args!("\n{}\n", text(paragraph)));
    }
    shown += "\n";
    facts(&rule.facts, &mut shown);
    push(
        &mut shown,
        format_args!("- Declared in {}\n", code(&rule.file)),
    );
    shown += &rule.query.as_deref().map(promql).unwrap_or_default();
    if let Some(url) = &rule.runbook {
        push(&mut shown, format_args!("\n<{url}>\n"));
    }
    shown
}

fn facts(facts: &[Fact], shown: &mut String) {
    for Fact {
        name,
        value,
        is_code,
    } in facts
    {
        let value = if *is_code { code(value) } else { text(value) };
        push(shown, format_args!("- {name}: {value}\n"));
    }
}

/// Between as many backticks as it takes.
fn promql(query: &str) -> String {
    let longest = query.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("\n{fence}promql\n{query}\n{fence}\n")
}

fn section(section: &Section) -> String {
    let mut shown = format!("\n## {}\n", text(&section.title));
    if let Some(help) = &section.help {
        push(&mut shown, format_args!("\n{}\n", text(help)));
    }
    let metrics: String = section.metrics.iter().map(entry).collect();
    shown + &metrics
}

fn entry(entry: &Entry) -> String {
    let mut shown = format!("\n### `{}`\n\n{}\n", entry.name, text(&entry.help));
    if let Some(deprecated) = &entry.deprecated {
        push(&mut shown, format_args!("\n**{}**\n", text(deprecated)));
    }
    for paragraph in &entry.note {
        push(&mut shown, format_args!("\n{}\n", text(paragraph)));
    }
    push(&mut shown, format_args!("\n- Kind: {}\n", entry.kind));
    facts(&entry.facts, &mut shown);
    push(
        &mut shown,
        format_args!("- Declared in {}\n", code(&entry.file)),
    );
    if !entry.labels.is_empty() {
        shown += "\n| Label | Values |\n|---|---|\n";
        shown += &entry.labels.iter().map(label).collect::<String>();
    }
    shown += &entry.query.as_deref().map(promql).unwrap_or_default();
    for url in &entry.refs {
        push(&mut shown, format_args!("\n<{url}>\n"));
    }
    shown
}

fn label(label: &EntryLabel) -> String {
    let mut values: Vec<String> = Vec::new();
    for (value, help) in &label.values {
        values.push(match help {
            Some(help) => format!("{}: {}", code(value), text(help)),
            None => code(value),
        });
    }
    values.extend(label.rest.as_deref().map(text));
    let values = values.join("<br>");
    let name = match &*label.help {
        "" => code(&label.name),
        help => format!("{}<br>{}", code(&label.name), text(help)),
    };
    format!("| {} | {} |\n", cell(&name), cell(&values))
}

/// Appends to a page. Writing to a String can't fail.
fn push(page: &mut String, text: fmt::Arguments) {
    let _ = page.write_fmt(text);
}
