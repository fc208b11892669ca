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
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: read("metrics.toml"),
    };
    let lock = lock::text(&compile(source, &Surroundings::NONE).schema);
    fresh("metrics.lock", &lock);
    fresh("pforge-metrics/metrics.lock", &lock);
}

/// Cargo packs nothing from above a package, and git has no links on all systems.
#[test]
fn the_crate_has_a_copy_of_our_own_schema() {
    fresh("pforge-metrics/metrics.toml", &read("metrics.toml"));
}

#[test]
fn each_published_crate_has_the_licenses_of_the_repository() {
    let crates = ["", "-schema", "-macros", "-proxy", "-backtest", "-cli"];
    for krate in crates.map(|it| format!("pforge-metrics{it}")) {
        for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
            fresh(&format!("{krate}/{license}"), &read(license));
        }
    }
}

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(file).expect("a file of the repository can be read")
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
