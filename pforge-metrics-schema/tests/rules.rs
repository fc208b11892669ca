//! Tests that the pages of the rules have the expected shape and that their examples are correct.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use pforge_metrics_schema::{Compiled, Rule, Source, Surroundings, compile, lock, rules};

/// Returns the ids of the rules that an example of a rule violates.
fn violated(example: &str, rule: &Rule) -> Vec<&'static str> {
    compiled(example, lock_beside(rule))
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.id)
        .collect()
}

/// Returns the lock file for the examples of `lock_kept`.
fn lock_beside(rule: &Rule) -> Option<Source> {
    (rule.id == "lock_kept").then(|| Source {
        path: "metrics.lock".to_owned(),
        text: lock::text(&compiled(rule.right(), None).schema),
    })
}

fn compiled(text: &str, lock: Option<Source>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let read = |path: &str| {
        if path.contains("no_such") {
            Err("no such file".to_owned())
        } else {
            Ok(String::new())
        }
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &read,
        lock,
    };
    compile(source, &surroundings)
}

#[test]
fn the_example_of_a_rule_violates_only_that_rule() {
    for rule in rules::all() {
        assert_eq!(violated(rule.wrong(), rule), [rule.id], "{}", rule.wrong());
    }
}

#[test]
fn the_corrected_example_of_a_rule_violates_no_rule() {
    for rule in rules::all() {
        let violated = violated(rule.right(), rule);
        assert_eq!(
            violated,
            [""; 0],
            "{}:
{}",
            rule.id,
            rule.right()
        );
    }
}

#[test]
fn rule_ids_are_unique_words() {
    let ids: HashSet<_> = rules::all().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules::all().len());
    let is_word = |id: &str| id.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    assert!(ids.into_iter().all(is_word));
}

/// `--explain`, lints.md and SARIF show the parts of a page, so a page must consist of exactly these parts.
#[test]
fn every_page_consists_of_its_parts() {
    for rule in rules::all() {
        let (title, what, why) = (rule.title(), rule.what_it_does(), rule.why_is_this_bad());
        assert_eq!(
            rule.page,
            format!(
                "# {title}\n\n## What it does\n\n{what}\n\n## Why is this bad?\n\n{why}\n\n\
                 ## Example\n\n```toml\n{}```\n\n## Use instead\n\n```toml\n{}```\n",
                rule.wrong(),
                rule.right()
            )
        );
        assert!(!title.is_empty() && !title.ends_with('.'), "{}", rule.id);
        assert!(!what.is_empty() && why.ends_with('.'), "{}", rule.id);
    }
}

/// The page of a rule is a file in the sources that is named after its id.
#[test]
fn every_page_belongs_to_a_rule() {
    let mut pages = pages(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    pages.sort();
    let mut rules: Vec<_> = rules::all()
        .map(|rule| (rule.id.to_owned(), rule.page.to_owned()))
        .collect();
    rules.sort();
    assert_eq!(pages, rules);
}

/// Returns the names and texts of all Markdown files in a folder.
fn pages(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder exists");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(pages(&path));
        } else if let (Some("md"), Some(name)) = (
            path.extension().and_then(OsStr::to_str),
            path.file_stem().and_then(OsStr::to_str),
        ) {
            let text = fs::read_to_string(&path).expect("a page is a text file");
            found.push((name.to_owned(), text));
        }
    }
    found
}
