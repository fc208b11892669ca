//! The chapters of the guide: their schemas compile, their queries fit their schemas, and their links lead somewhere.
//!
//! The Rust examples are doctests of `pforge-metrics`, and `tests/bridges` runs the recipes for other facades.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the guide fails"
)]

use pforge_metrics_schema::{Source, Surroundings, compile};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("pforge-metrics/docs/guide")
}

/// The names and texts of all chapters.
fn chapters() -> Vec<(String, String)> {
    let mut chapters = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if name != "links" {
            chapters.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    chapters.sort();
    assert!(!chapters.is_empty());
    chapters
}

/// The fenced blocks of a language in a text.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    let after = text.split(&fence).skip(1);
    after
        .map(|block| block.split("\n```").next().unwrap())
        .collect()
}

/// The schemas that `include_metrics!(inline = r#"…"#)` gets in a text.
fn inline_schemas(text: &str) -> Vec<&str> {
    let after = text.split("inline = r#\"").skip(1);
    after
        .map(|schema| schema.split("\"#").next().unwrap())
        .collect()
}

/// The errors of a schema, as the command line shows them.
fn errors(name: &str, text: String) -> Vec<String> {
    let path = format!("{name}.toml");
    let compiled = compile(Source { path, text }, &Surroundings::NONE);
    let errors = compiled.diagnostics.iter().filter(|it| it.is_error());
    errors.map(|it| it.render(&compiled.sources)).collect()
}

#[test]
fn each_schema_of_the_guide_compiles() {
    let mut faults = Vec::new();
    for (name, text) in chapters() {
        let tables = blocks(&text, "toml").into_iter();
        let schemas = tables.filter(|block| !block.contains("[dependencies]"));
        for schema in schemas {
            faults.extend(errors(&name, schema.to_owned()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A query becomes the expression of a recording rule, so that the lints for PromQL check it.
#[test]
fn each_query_of_the_cookbook_fits_the_schema_of_its_recipe() {
    let cookbook = fs::read_to_string(folder().join("cookbook.md")).unwrap();
    let http = include_str!("../pforge-metrics/http.toml");
    let (mut queries, mut faults) = (0, Vec::new());
    for recipe in cookbook.split("\n## ").skip(1) {
        let title = recipe.lines().next().unwrap();
        let mut schema = match inline_schemas(recipe)[..] {
            [schema] => schema.to_owned(),
            _ if title.starts_with("HTTP") => http.to_owned(),
            _ => panic!("{title}: expected one schema"),
        };
        for query in blocks(recipe, "promql").into_iter().flat_map(str::lines) {
            queries += 1;
            let rule = format!(
                "\n[record.\"recipe:query_{queries}:now\"]\nhelp = \"A query.\"\nexpr = '{query}'\n"
            );
            schema.push_str(&rule);
        }
        faults.extend(errors(title, schema));
    }
    assert!(queries > 10, "{queries} queries");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_module_has_each_chapter_once() {
    let module = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("pforge-metrics/src/guide.rs"),
    )
    .unwrap();
    let (table, list) = module.split_once("\nchapters! {\n").unwrap();
    let listed: Vec<&str> = list
        .lines()
        .map(str::trim)
        .take_while(|line| *line != "}")
        .collect();
    let sorted: BTreeSet<&str> = listed.iter().copied().collect();
    let chapters = chapters();
    let names: Vec<&str> = chapters.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(sorted.into_iter().collect::<Vec<_>>(), names);
    for name in listed {
        let link = format!("]({name}) |");
        assert_eq!(table.matches(&link).count(), 1, "{name}");
    }
}

/// Forges follow the definition at the end of a chapter, and rustdoc the one in `links.md`.
#[test]
fn each_link_between_chapters_works_in_rustdoc_and_on_a_forge() {
    let overriding = fs::read_to_string(folder().join("links.md")).unwrap();
    let overriding: BTreeSet<&str> = overriding.lines().filter_map(defined).collect();
    for (name, text) in chapters() {
        let definitions: BTreeSet<&str> = text.lines().filter_map(defined).collect();
        for line in text.lines() {
            let Some(label) = defined(line) else { continue };
            let target = line.split("]: ").nth(1).unwrap();
            let is_file = !target.contains("://");
            if is_file {
                let file = target.split('#').next().unwrap();
                assert!(folder().join(file).is_file(), "{name}.md: {line}");
            }
            if is_file || label.starts_with("api-") {
                assert!(overriding.contains(label), "links.md: no `[{label}]`");
            }
        }
        for label in text.split("][").skip(1).map(|rest| rest.split(']').next()) {
            let label = label.unwrap();
            let is_reference = label
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-');
            if is_reference && !label.is_empty() {
                assert!(
                    definitions.contains(label),
                    "{name}.md: `[{label}]` is not defined"
                );
            }
        }
    }
}

/// The label of a link definition of Markdown.
fn defined(line: &str) -> Option<&str> {
    let (label, _) = line.strip_prefix('[')?.split_once("]: ")?;
    Some(label)
}
