//! The language as a page of Markdown: a section for each table.

use super::markdown;
use crate::language::{INCLUDED, Key, Need, ROOT, Table, Takes};
use crate::suggest;

const INTRODUCTION: &str = "\
All tables and keys of a metrics.toml. This page is generated from the definitions that the compiler reads. Editors read the same definitions
from metrics.schema.json.
";

/// An introduction and an example for each table, by its header.
const EXAMPLES: &str = include_str!("../../docs/language.md");

/// Returns the introduction and the example of a table.
fn example(header: &str) -> &'static str {
    let mut sections = EXAMPLES.split("# `").skip(1);
    let section = sections.find_map(|section| section.strip_prefix(header)?.strip_prefix("`\n\n"));
    section.unwrap_or_default().trim_end_matches('\n')
}

/// Returns the page.
#[must_use]
pub fn language() -> String {
    let mut sections = Vec::new();
    add(&ROOT, &mut sections);
    let sections: String = sections.into_iter().map(section).collect();
    format!("# The language of metrics.toml\n\n{INTRODUCTION}{sections}\n[lints]: lints.md\n")
}

/// A table, then those that its keys lead to, each once.
fn add(table: &'static Table, sections: &mut Vec<&'static Table>) {
    if sections.iter().any(|known| std::ptr::eq(*known, table)) {
        return;
    }
    sections.push(table);
    for key in table.keys {
        for table in tables(&key.takes) {
            add(table, sections);
        }
    }
}

fn tables(takes: &'static Takes) -> Vec<&'static Table> {
    match takes {
        Takes::Table(table) | Takes::Named(table) => vec![table],
        Takes::List(of) | Takes::Pair(of) | Takes::Map(of) | Takes::Lints(of) => tables(of),
        Takes::Either(any) => any.iter().flat_map(tables).collect(),
        Takes::Text
        | Takes::Version
        | Takes::Duration
        | Takes::Choice(_)
        | Takes::Flag
        | Takes::Integer(_)
        | Takes::Number => Vec::new(),
    }
}

fn section(table: &'static Table) -> String {
    let row = |key: &Key| {
        [
            format!("`{}`", key.name),
            takes(&key.takes),
            needed(key, table),
            key.about.to_owned(),
        ]
    };
    let rows = table.keys.iter().map(row);
    let keys = markdown::table(["Key", "Type", "Required", "Description"], rows);
    let remark = if std::ptr::eq(table, &raw const ROOT) {
        format!("\n{}\n", of_included_files())
    } else {
        String::new()
    };
    format!(
        "\n## {}\n\n{}\n\n{keys}{remark}",
        heading(table),
        example(table.header)
    )
}

/// Formats TOML headers as code, and other headers as words.
fn heading(table: &Table) -> String {
    let shown = shown(table);
    let mut chars = shown.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

fn shown(table: &Table) -> String {
    if table.header.contains(' ') {
        table.header.to_owned()
    } else {
        format!("`{}`", table.header)
    }
}

fn needed(key: &Key, table: &Table) -> String {
    match key.need {
        Need::Required(_) | Need::Ruled => "yes".to_owned(),
        Need::Unless(other) => format!("unless `{other}`"),
        Need::Optional if table.one_of.contains(&key.name) => "one of them".to_owned(),
        Need::Optional => String::new(),
    }
}

fn of_included_files() -> String {
    let only_here = ROOT
        .keys
        .iter()
        .filter(|key| INCLUDED.key(key.name).is_none());
    let names: Vec<_> = only_here.map(|key| format!("`{}`", key.name)).collect();
    format!(
        "Included files have the same tables and keys, except {}, which apply to all files.",
        names.join(", ")
    )
}

fn takes(takes: &Takes) -> String {
    match takes {
        Takes::Text => "string".to_owned(),
        Takes::Version => "version string".to_owned(),
        Takes::Duration => "duration string".to_owned(),
        Takes::Choice(choices) => {
            let choices = choices.iter().map(|choice| format!("`\"{choice}\"`"));
            choices.collect::<Vec<_>>().join(", ")
        }
        Takes::Flag => "`true`, `false`".to_owned(),
        Takes::Integer(i64::MIN) => "integer".to_owned(),
        Takes::Integer(least) => format!("integer, at least {least}"),
        Takes::Number => "number".to_owned(),
        Takes::List(of) => format!("array of {}", plural(of)),
        Takes::Pair(of) => format!("two {}", plural(of)),
        Takes::Map(of) => format!("table of name = {}", entry(of)),
        Takes::Lints(Takes::Text) => "table of [lint][lints] = reason".to_owned(),
        Takes::Lints(of) => format!("table of [lint][lints] = {}", self::takes(of)),
        Takes::Table(table) => link(table),
        Takes::Named(table) => format!("tables {}", link(table)),
        Takes::Either(any) => {
            let any: Vec<_> = any.iter().map(self::takes).collect();
            suggest::either(&any)
        }
    }
}

/// Several values of a type, as the items of an array are.
fn plural(takes: &Takes) -> String {
    match takes {
        Takes::List(of) => format!("arrays of {}", plural(of)),
        Takes::Map(of) => format!("tables of name = {}", entry(of)),
        Takes::Table(table) => link_as(&plural_header(table), table),
        Takes::Either(any) => {
            let any: Vec<_> = any.iter().map(plural).collect();
            format!("({})", suggest::either(&any))
        }
        _ => format!("{}s", self::takes(takes)),
    }
}

/// The type of a value in a table with arbitrary keys.
fn entry(takes: &Takes) -> String {
    match takes {
        Takes::Either(_) => format!("({})", self::takes(takes)),
        _ => self::takes(takes),
    }
}

/// Returns `tests of an alert` for `a test of an alert`.
fn plural_header(table: &Table) -> String {
    let header = table.header.strip_prefix("a ").unwrap_or(table.header);
    match header.split_once(" of ") {
        Some((noun, of)) => format!("{noun}s of {of}"),
        None => format!("{header}s"),
    }
}

fn link(table: &Table) -> String {
    link_as(&shown(table), table)
}

fn link_as(text: &str, table: &Table) -> String {
    format!("[{text}](#{})", markdown::anchor(table.header))
}

#[cfg(test)]
mod tests {
    use super::{ROOT, add, example};
    use crate::compile::compile;
    use crate::source::Source;
    use crate::surroundings::Surroundings;

    #[test]
    fn each_table_has_an_introduction_and_an_example_without_findings() {
        let mut tables = Vec::new();
        add(&ROOT, &mut tables);
        for table in tables {
            let (introduction, toml) = example(table.header)
                .split_once("\n\n```toml\n")
                .unwrap_or_else(|| panic!("no example for `{}`", table.header));
            assert!(introduction.ends_with('.'), "{introduction}");
            let source = Source {
                path: "metrics.toml".to_owned(),
                text: toml.trim_end_matches("```").to_owned(),
            };
            let surroundings = Surroundings {
                version: "1.4.0".parse().ok(),
                ..Surroundings::NONE
            };
            let compiled = compile(source, &surroundings);
            let found = compiled.diagnostics.iter();
            let found = found.map(|it| it.render(&compiled.sources));
            assert_eq!(found.collect::<Vec<_>>().join("\n"), "", "{}", table.header);
        }
    }
}
