//! What users read when their schema is wrong.
//!
//! `diagnostics/<theme>/<defect>.toml` is a schema of a crate at version 1.4.0, the `.txt` beside it is every diagnostic that it gets, as it is shown,
//! and a `.lock` what it has promised: the folder reads as the specification of the error messages. `BLESS=1 cargo test --test diagnostics` rewrites the
//! `.txt` files; read them before you commit them.

use std::fs;
use std::path::{Path, PathBuf};

use pforge_metrics_schema::{Source, Surroundings, compile, rules};
use similar::TextDiff;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics");

#[test]
fn every_defect_gets_the_diagnostics_that_are_written_down() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut differences = String::new();
    for schema in schemas() {
        let expected_path = schema.with_extension("txt");
        let found = diagnostics(&schema);
        if bless {
            fs::write(&expected_path, &found).expect("the folder can be written");
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            let diff = TextDiff::from_lines(&expected, &found);
            differences += &diff
                .unified_diff()
                .header(&expected_path.to_string_lossy(), "found")
                .to_string();
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_rule_has_a_case() {
    let all: String = schemas().iter().map(|schema| diagnostics(schema)).collect();
    for rule in rules::ALL {
        assert!(
            all.contains(&format!("[{}]: ", rule.id)),
            "no schema in {FOLDER} breaks `{}`",
            rule.id
        );
    }
}

#[test]
fn clean_schemas_get_no_diagnostics_and_all_others_get_some() {
    for schema in schemas() {
        let clean = schema
            .parent()
            .is_some_and(|theme| theme.ends_with("clean"));
        assert_eq!(
            diagnostics(&schema).is_empty(),
            clean,
            "{}",
            schema.display()
        );
    }
}

#[test]
fn our_own_schema_is_clean() {
    assert_eq!(
        diagnostics(Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/pforge-metrics/metrics.toml"
        ))),
        ""
    );
}

/// All diagnostics of a schema as they are shown, with a blank line between them.
fn diagnostics(schema: &Path) -> String {
    let text = fs::read_to_string(schema).expect("a schema is a text file");
    let source = Source {
        path: "metrics.toml".to_owned(),
        text,
    };
    let folder = schema.parent().expect("a schema is in a folder");
    let read =
        |path: &str| fs::read_to_string(folder.join(path)).map_err(|_| "no such file".to_owned());
    let lock = fs::read_to_string(schema.with_extension("lock")).ok();
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &read,
        lock: lock.map(|text| Source {
            path: "metrics.lock".to_owned(),
            text,
        }),
    };
    let compiled = compile(source, &surroundings);
    let rendered: Vec<_> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.render(&compiled.sources))
        .collect();
    rendered.join("\n")
}

/// The schemas of all themes, sorted.
fn schemas() -> Vec<PathBuf> {
    let children = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("the folder exists");
        entries
            .map(|entry| entry.expect("the folder can be listed").path())
            .collect::<Vec<_>>()
    };
    let themes = children(Path::new(FOLDER));
    let mut schemas: Vec<_> = themes.iter().flat_map(|theme| children(theme)).collect();
    schemas.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    schemas.sort();
    schemas
}
