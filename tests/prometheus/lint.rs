//! `promtool check metrics` accepts the metrics of every schema that compiles.

use crate::project::Project;
use crate::random_schema::RandomSchema;
use fastrand::Rng;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The number of random schemas, and of metrics in each.
const SCHEMAS: usize = 12;
const METRICS: usize = 150;

/// Separates the expositions of two schemas.
const SEPARATOR: &str = "----";

#[test]
#[ignore = "needs promtool: run `./test end-to-end`"]
fn promtool_accepts_every_schema_that_compiles() {
    let mut rng = Rng::with_seed(fastrand::u64(..));
    println!("seed {}", rng.get_seed());
    let project = Project::new("random-schemas");
    let (mut program, mut body) = (String::new(), String::new());
    for i in 0..SCHEMAS {
        let schema = RandomSchema::new(METRICS, &mut rng).reduced_to_what_compiles();
        assert!(schema.kept > METRICS / 20 && schema.dropped > METRICS / 4);
        project.write(&format!("{i}.toml"), &schema.text);
        writeln!(
            program,
            "#[allow(dead_code)] mod m{i} {{ pforge_metrics::include_metrics!(\"{i}.toml\"); }}"
        )
        .unwrap();
        writeln!(
            body,
            "    println!(\"{{}}{SEPARATOR}\", m{i}::CATALOG.snapshot());"
        )
        .unwrap();
    }
    project.write(
        "src/main.rs",
        &format!("{program}\nfn main() {{\n{body}}}\n"),
    );
    let printed = project.run();
    let expositions: Vec<&str> = printed
        .split_terminator(&format!("{SEPARATOR}\n"))
        .collect();
    assert_eq!(expositions.len(), SCHEMAS);
    for exposition in expositions {
        check_with_promtool(exposition);
    }
}

/// An exposition that promtool rejects, which shows that it works.
#[test]
#[ignore = "needs promtool: run `./test end-to-end`"]
fn promtool_reports_what_the_lints_forbid() {
    let message = promtool("# HELP app_wait_ms Time.\n# TYPE app_wait_ms gauge\napp_wait_ms 1\n");
    assert!(message.contains("app_wait_ms"), "{message}");
}

pub fn check_with_promtool(exposition: &str) {
    let message = promtool(exposition);
    assert!(message.is_empty(), "promtool: {message}\n{exposition}");
}

/// The output of `promtool check metrics` for an exposition.
fn promtool(exposition: &str) -> String {
    let mut promtool = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`./test end-to-end` provides promtool");
    let mut input = promtool.stdin.take().unwrap();
    input.write_all(exposition.as_bytes()).unwrap();
    drop(input);
    let output = promtool.wait_with_output().unwrap();
    let message = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert_eq!(output.status.success(), message.is_empty(), "{message}");
    message
}
