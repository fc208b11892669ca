//! The diagnostics of invalid schemas.
//!
//! `diagnostics/<theme>/<defect>.toml` is the schema of a crate with version 1.4.0. The `.txt` next to it contains all rendered
//! diagnostics, and a `.lock` is its lock file. The directory is the specification of the error messages.
//!
//! Each schema is a test: `cargo test --test diagnostics buckets` runs those of one theme. With `BLESS=1` in the environment, the tests
//! update the `.txt` files. Review them before you commit them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use pforge_metrics_schema::{Source, Surroundings, compile, rules};
use similar::TextDiff;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics");

fn main() -> ExitCode {
    let schemas = schemas();
    let mut tests: Vec<Trial> = schemas.iter().map(|schema| test_of(schema)).collect();
    tests.push(Trial::test("every_lint_has_a_case", move || {
        every_lint_has_a_case(&schemas)
    }));
    tests.push(Trial::test(
        "the_repository_schema_is_clean",
        the_repository_schema_is_clean,
    ));
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

/// The test of one schema, named `theme::defect`.
fn test_of(schema: &Path) -> Trial {
    let path = schema.with_extension("");
    let name = path.strip_prefix(FOLDER).unwrap_or(&path).components();
    let name: Vec<_> = name
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    let schema = schema.to_owned();
    Trial::test(name.join("::"), move || has_expected_diagnostics(&schema))
}

fn has_expected_diagnostics(schema: &Path) -> Result<(), Failed> {
    let found = diagnostics(schema);
    let theme = schema.parent();
    if found.is_empty() != theme.is_some_and(|theme| theme.ends_with("clean")) {
        return Err("only schemas of the theme `clean` have no diagnostics".into());
    }
    let expected_path = schema.with_extension("txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected_path, &found)?;
    }
    let expected = fs::read_to_string(&expected_path).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    let diff = TextDiff::from_lines(&expected, &found);
    let header = expected_path.to_string_lossy();
    let diff = diff.unified_diff().header(&header, "found").to_string();
    Err(diff.into())
}

fn every_lint_has_a_case(schemas: &[PathBuf]) -> Result<(), Failed> {
    let all: String = schemas.iter().map(|schema| diagnostics(schema)).collect();
    let ids = rules::all().map(|rule| rule.id);
    let missing: Vec<_> = ids
        .filter(|id| !all.contains(&format!("[{id}]: ")))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("no schema in {FOLDER} triggers {missing:?}").into())
    }
}

fn the_repository_schema_is_clean() -> Result<(), Failed> {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/metrics.toml");
    let found = diagnostics(Path::new(schema));
    if found.is_empty() {
        Ok(())
    } else {
        Err(found.into())
    }
}

/// All rendered diagnostics of a schema, separated by blank lines.
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
