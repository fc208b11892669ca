//! The rules document themselves; their examples must be true.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use pforge_metrics_schema::{Compiled, Rule, Source, Surroundings, compile, lock, rules};

/// The ids of the rules that the example of a rule breaks.
fn broken(example: &str, rule: &Rule) -> Vec<&'static str> {
    compiled(example, lock_beside(rule))
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.id)
        .collect()
}

/// What the examples of the rule about locks have promised.
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
fn the_wrong_example_of_a_rule_breaks_exactly_that_rule() {
    for rule in rules::all() {
        assert_eq!(broken(rule.wrong(), rule), [rule.id], "{}", rule.wrong());
    }
}

#[test]
fn the_right_example_of_a_rule_breaks_none() {
    for rule in rules::all() {
        let broken = broken(rule.right(), rule);
        assert_eq!(broken, [""; 0], "{}:\n{}", rule.id, rule.right());
    }
}

#[test]
fn the_id_of_a_rule_is_a_unique_word() {
    let ids: HashSet<_> = rules::all().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules::all().len());
    let is_word = |id: &str| id.bytes().all(|it| it.is_ascii_lowercase() || it == b'_');
    assert!(ids.into_iter().all(is_word));
}

/// `--explain`, lints.md and SARIF show the parts of a page, so a page is nothing but its parts.
#[test]
fn the_page_of_a_rule_has_the_shape_of_all_pages() {
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

/// Each rule is one unit: its page is named by its id, and lies in a folder of the sources.
#[test]
fn every_page_is_the_page_of_a_rule() {
    let mut pages = pages(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    pages.sort();
    let mut rules: Vec<_> = rules::all()
        .map(|rule| (rule.id.to_owned(), rule.page.to_owned()))
        .collect();
    rules.sort();
    assert_eq!(pages, rules);
}

/// The names and texts of all Markdown files in a folder.
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
