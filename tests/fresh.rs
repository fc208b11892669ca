//! What is made of the language, its rules and our own schema is checked in, and fresh. `BLESS=1 cargo test --test fresh` writes it.

use std::fs;
use std::path::Path;

use pforge_metrics_schema::{Source, Surroundings, compile, lock, reference};
use similar::TextDiff;

#[test]
fn the_schema_for_editors_is_fresh() {
    fresh("metrics.schema.json", &reference::json_schema());
}

#[test]
fn the_page_about_the_language_is_fresh() {
    fresh("pforge-metrics/docs/language.md", &reference::language());
}

#[test]
fn the_page_about_lints_is_fresh() {
    fresh("pforge-metrics/docs/lints.md", &reference::lints());
}

#[test]
fn the_lock_of_our_own_schema_is_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pforge-metrics/metrics.toml");
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: fs::read_to_string(file).expect("the schema can be read"),
    };
    let compiled = compile(source, &Surroundings::NONE);
    fresh("pforge-metrics/metrics.lock", &lock::text(&compiled.schema));
}

#[test]
fn each_published_crate_has_the_licenses_of_the_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let crates = ["", "-schema", "-macros", "-cli"];
    for krate in crates.map(|it| format!("pforge-metrics{it}")) {
        for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let text = fs::read_to_string(root.join(license)).expect("the license can be read");
            fresh(&format!("{krate}/{license}"), &text);
        }
    }
}

fn fresh(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, made).expect("the file can be written");
    }
    let checked_in = fs::read_to_string(&file).unwrap_or_default();
    let diff = TextDiff::from_lines(checked_in.as_str(), made);
    assert!(
        checked_in == made,
        "{path} is stale; `BLESS=1 cargo test --test fresh` writes it anew\n{}",
        diff.unified_diff()
    );
}
