//! Validates schemas against metrics.schema.json with taplo, which many editors use.
//!
//! `./test editors` provides `taplo` on PATH. A plain `cargo test` ignores these tests.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
#[ignore = "needs taplo: run `./test editors`"]
fn the_repository_schema_refers_to_the_json_schema_that_accepts_it() {
    let metrics = Path::new(ROOT).join("metrics.toml");
    let text = fs::read_to_string(&metrics).expect("it is there");
    assert!(text.starts_with("#:schema ./metrics.schema.json\n"));
    accepted(&run(taplo().arg(metrics), ""));
}

#[test]
#[ignore = "needs taplo: run `./test editors`"]
fn clean_schemas_are_accepted() {
    let folder = Path::new(ROOT).join("tests/diagnostics/clean");
    let entries = fs::read_dir(folder).expect("the folder exists");
    let files = entries.map(|entry| entry.expect("the folder can be listed").path());
    let is_schema = |path: &PathBuf| path.extension().is_some_and(|it| it == "toml");
    accepted(&run(with_schema().args(files.filter(is_schema)), ""));
}

#[test]
#[ignore = "needs taplo: run `./test editors`"]
fn invalid_schemas_are_rejected_with_a_message_that_names_the_key() {
    for (schema, message) in [
        ("[counter.x_total]\nhelpp = 'X.'", "'helpp' was unexpected"),
        ("[conter.x_total]\nhelp = 'X.'", "'conter' was unexpected"),
        ("lint.help_perod = 'warn'", "'help_perod' was unexpected"),
        (
            "[counter.x_total]\nvalue = 'int'",
            "\"help\" is a required property",
        ),
        (
            "[label.x]\nhelp = 'X.'",
            "\"values\" is a required property",
        ),
        (
            "[histogram.x]\nhelp = 'X.'\nbuckets = { linear = { start = 1, width = 2 } }",
            "\"count\" is a required property",
        ),
        (
            "[histogram.x]\nhelp = 'X.'",
            "\"buckets\" is a required property",
        ),
        (
            "[histogram.x]\nhelp = 'X.'\nnative = {}",
            "\"factor\" is a required property",
        ),
        (
            "[counter.x_total]\nhelp = 5",
            "help = 5\n  │        ^ 5 is not of type \"string\"",
        ),
        (
            "[gauge.x]\nhelp = 'X.'\nvalue = 'double'",
            "value = 'double'\n  │         ^^^^^^^^ \"double\" is not one of [\"int\",\"float\"]",
        ),
        (
            "[label.x]\nhelp = 'X.'\ntype = 'bool'\nrange = [0, 5]",
            "range = [0, 5]\n  │         ^^^^^^ False schema does not allow [0,5]",
        ),
    ] {
        let output = run(with_schema().arg("-"), schema);
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "expected an error for\n{schema}");
        assert!(messages.contains(message), "{schema}\n{messages}");
    }
}

/// Runs taplo on a file, without configuration files and without downloading a catalog of schemas.
fn taplo() -> Command {
    let mut taplo = Command::new("taplo");
    taplo.args(["lint", "--no-auto-config", "--colors", "never"]);
    taplo
}

fn with_schema() -> Command {
    let mut taplo = taplo();
    let schema = format!("file://{ROOT}/metrics.schema.json");
    taplo.args(["--schema", &schema]);
    taplo
}

fn run(taplo: &mut Command, input: &str) -> Output {
    let piped = taplo
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped
        .spawn()
        .unwrap_or_else(|error| panic!("{taplo:?}: {error}; `./test editors` provides it"));
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input.as_bytes()).expect("taplo reads it");
    drop(stdin);
    child.wait_with_output().expect("taplo ends")
}

fn accepted(output: &Output) {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{messages}");
}
