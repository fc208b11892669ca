//! Generated files are up to date. `BLESS=1 cargo test --test fresh` updates them.

use std::fs;
use std::path::Path;

use pforge_metrics_schema::{Source, Surroundings, compile, lock, reference};
use similar::TextDiff;

#[test]
fn the_json_schema_is_up_to_date() {
    fresh("metrics.schema.json", &reference::json_schema());
}

#[test]
fn the_language_reference_is_up_to_date() {
    fresh("pforge-metrics/docs/language.md", &reference::language());
}

#[test]
fn the_lint_reference_is_up_to_date() {
    fresh("pforge-metrics/docs/lints.md", &reference::lints());
}

#[test]
fn the_lock_of_the_repository_schema_is_up_to_date() {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: read("metrics.toml"),
    };
    let lock = lock::text(&compile(source, &Surroundings::NONE).schema);
    fresh("metrics.lock", &lock);
    fresh("pforge-metrics/metrics.lock", &lock);
}

/// Copies are necessary: cargo does not package files outside the package, and some systems have no symbolic links.
#[test]
fn the_runtime_crate_has_a_copy_of_the_repository_schema() {
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
        "{path} is out of date; run `BLESS=1 cargo test --test fresh` to update it\n{}",
        diff.unified_diff()
    );
}
