//! Commands as people type them, and all that they print.
//!
//! `commands/<case>.md` runs in a copy of `commands/<case>.in`, command after command. `TRYCMD=overwrite cargo test -p
//! pforge-metrics-cli` writes what is printed; read it before you commit it.

#![expect(clippy::cast_possible_truncation, reason = "an index of a rule")]

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn commands_print_the_documented_output() {
    trycmd::TestCases::new().case("tests/commands/*.md");
}

#[test]
fn sarif_contains_the_location_and_rule_of_each_finding() {
    let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args(["check", "--format", "sarif", "crates/core/metrics.toml"])
        .current_dir(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/commands/check.in"
        ))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let mut shown = String::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        let region = &location["region"];
        writeln!(
            shown,
            "{} {} {}:{}:{}-{}:{}",
            result["level"].as_str().unwrap(),
            rule["id"].as_str().unwrap(),
            location["artifactLocation"]["uri"].as_str().unwrap(),
            region["startLine"],
            region["startColumn"],
            region["endLine"],
            region["endColumn"],
        )
        .unwrap();
    }
    assert_eq!(
        shown,
        "\
error counter_total crates/core/metrics.toml:6:10-6:15
error unknown_ref crates/core/metrics.toml:8:11-8:18
error name_format crates/core/metrics.toml:10:8-10:20
error colon_reserved crates/core/metrics.toml:10:8-10:20
error expired crates/core/metrics.toml:15:45-15:52
"
    );
}

/// Covers every part of a reference, and text that looks like markup. `BLESS=1 cargo test -p pforge-metrics-cli` updates it.
#[test]
fn the_reference_matches_the_blessed_pages() {
    let mode = if std::env::var_os("BLESS").is_some() {
        "--output"
    } else {
        "--check"
    };
    let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args([
            "docs",
            "--title",
            "Metrics of the <app>",
            mode,
            "METRICS.md",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

/// A repository with one commit, in which an included file has changed since.
#[test]
fn compares_a_git_revision_with_the_working_tree() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("service/more")).unwrap();
    let service = folder.join("service");
    let write = |file: &str, text: &str| fs::write(service.join(file), text).unwrap();
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
            .args(arguments)
            .current_dir(&folder)
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success(), "{arguments:?}");
    };
    write("metrics.toml", "include = [\"more/load.toml\"]\n");
    let gauge =
        |help: &str| format!("[gauge.load_ratio]\nhelp = \"{help}\"\nstability = \"stable\"\n");
    write("more/load.toml", &gauge("Load."));
    git(&["init", "--quiet", "."]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "First"]);
    // What is compared is what was asked for, whatever was promised.
    write("metrics.lock", "[gauge.other]\nstability = \"stable\"\n");
    let diff = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
            .arg("diff")
            .args(arguments)
            .current_dir(&service)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    assert_eq!(diff(&["HEAD"]), (Some(0), "no changes\n".to_owned()));
    write("more/load.toml", &gauge("How busy it is."));
    let help =
        "load_ratio: help changed from \"Load.\" to \"How busy it is.\"\n1 change, 0 breaking\n";
    assert_eq!(diff(&["HEAD"]), (Some(0), format!("         {help}")));
    assert_eq!(
        diff(&["HEAD", "HEAD"]),
        (Some(0), "no changes\n".to_owned())
    );
    write("metrics.toml", "");
    let removed = "breaking load_ratio: removed\n1 change, 1 breaking\n";
    assert_eq!(diff(&["HEAD"]), (Some(1), removed.to_owned()));
    // Git takes no option from a name: this one would write a file.
    assert_eq!(diff(&["--", "--output=leak"]), (Some(3), String::new()));
    let leaks = fs::read_dir(&service).unwrap();
    let mut leaks = leaks.map(|it| it.unwrap().file_name().into_string().unwrap());
    assert!(leaks.all(|name| !name.starts_with("leak")));
}

#[test]
fn a_page_stays_fresh_when_a_comment_moves_the_lines() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moved-lines");
    fs::create_dir_all(&folder).unwrap();
    let schema = "\
[counter.jobs_total]
help = \"Jobs.\"

[alert.Idle]
expr = \"rate(jobs_total[5m]) == 0\"
summary = \"Idle.\"
";
    for page in ["METRICS.md", "metrics.html"] {
        let docs = |option: &str, schema: &str| {
            fs::write(folder.join("metrics.toml"), schema).unwrap();
            let status = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
                .args(["docs", option, page])
                .current_dir(&folder)
                .status();
            status.unwrap().code()
        };
        assert_eq!(docs("--output", schema), Some(0));
        assert_eq!(
            docs("--check", &format!("# A comment.\n\n{schema}")),
            Some(0)
        );
        assert_eq!(docs("--check", &schema.replace("Jobs", "Tasks")), Some(1));
    }
}

#[test]
fn output_is_coloured_on_request() {
    let is_coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
            .args(arguments)
            .current_dir(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/commands/check.in"
            ))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variable)
            .output()
            .unwrap();
        let shown = [output.stdout, output.stderr].concat();
        shown.contains(&0x1b)
    };
    for (arguments, variable, expected) in [
        (&["check"][..], None, false),
        (&["check", "--color", "always"], None, true),
        (&["--color=always", "check"], None, true),
        (
            &["check", "--color=never"],
            Some(("CLICOLOR_FORCE", "1")),
            false,
        ),
        (&["check"], Some(("CLICOLOR_FORCE", "1")), true),
        (
            &["check", "--color", "always"],
            Some(("NO_COLOR", "1")),
            true,
        ),
        (&["chek", "--color", "always"], None, true),
        (&["chek"], None, false),
    ] {
        let found = is_coloured(arguments, variable);
        assert_eq!(found, expected, "{arguments:?} {variable:?}");
    }
}
