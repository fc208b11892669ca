//! `promtool check metrics` has nothing to say of a schema that compiles.

use crate::project::Project;
use crate::random_schema::RandomSchema;
use fastrand::Rng;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// So many schemas of so many metrics are made up.
const SCHEMAS: usize = 12;
const METRICS: usize = 150;

/// Between the expositions of two schemas.
const SEPARATOR: &str = "----";

#[test]
#[ignore = "wants promtool: run `./test end-to-end`"]
fn no_schema_that_compiles_gives_promtool_anything_to_say() {
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

/// What promtool takes offence at, so that its silence elsewhere means something.
#[test]
#[ignore = "wants promtool: run `./test end-to-end`"]
fn promtool_does_find_what_the_rules_forbid() {
    let said = promtool("# HELP app_wait_ms Time.\n# TYPE app_wait_ms gauge\napp_wait_ms 1\n");
    assert!(said.contains("app_wait_ms"), "{said}");
}

pub fn check_with_promtool(exposition: &str) {
    let said = promtool(exposition);
    assert!(said.is_empty(), "promtool: {said}\n{exposition}");
}

/// What `promtool check metrics` says of an exposition: nothing, if all is well.
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
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert_eq!(output.status.success(), said.is_empty(), "{said}");
    said
}
