//! The compile errors of common mistakes: `ui/<theme>/<mistake>.rs`, and the output of rustc next to it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` updates the output, and `cargo test --test ui trybuild=mistake` tests one case.
//!
//! If rustc points into the runtime, the expected output contains only the name of the crate, so that its files can be moved. trybuild
//! cannot omit paths. Therefore it compiles copies of the cases, and this test normalizes and compares the output.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;

const RUNTIME: &str = "pforge-metrics/src/";

#[test]
fn mistakes_have_the_expected_compile_errors() {
    let cases = cases();
    let copies = copies();
    _ = fs::remove_dir_all(&copies);
    for (name, case) in &cases {
        let copy = copies.join(name).with_extension("rs");
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(case, copy).unwrap();
    }
    let filter = env::args().filter(|argument| argument.starts_with("trybuild="));
    let status = Command::new(env::current_exe().unwrap())
        .args(["--exact", "copies_are_compiled", "--ignored"])
        .args(filter)
        .env("TRYBUILD", "overwrite")
        .status()
        .unwrap();
    assert!(status.success(), "a case compiles without an error");

    let is_blessed = env::var_os("TRYBUILD").is_some_and(|mode| mode == "overwrite");
    let mut compared = 0;
    let mut stale = Vec::new();
    for (name, case) in &cases {
        let copy = copies.join(name).with_extension("stderr");
        // Excluded by a filter.
        let Ok(response) = fs::read_to_string(copy) else {
            continue;
        };
        let (response, expected) = (normalized(&response), case.with_extension("stderr"));
        if is_blessed {
            fs::write(&expected, &response).unwrap();
        }
        let expected = fs::read_to_string(expected).unwrap_or_default();
        if expected != response {
            let diff = TextDiff::from_lines(&expected, &response);
            stale.push(format!("{name}:\n{}", diff.unified_diff()));
        }
        compared += 1;
    }
    assert!(compared > 0, "no case was compiled");
    assert!(
        stale.is_empty(),
        "the output of rustc has changed; run `TRYBUILD=overwrite cargo test --test ui` to update it\n{}",
        stale.join("\n")
    );
}

/// Runs in a child process, in which trybuild writes the output.
#[test]
#[ignore = "not a test: the other test starts it as a child process"]
fn copies_are_compiled() {
    trybuild::TestCases::new().compile_fail(copies().join("*/*.rs"));
}

/// The directory of the copies, which is outside the repository.
fn copies() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui")
}

/// All cases: `theme/mistake` and the path of the file.
fn cases() -> Vec<(String, PathBuf)> {
    let mut cases = Vec::new();
    for theme in fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap() {
        let theme = theme.unwrap().path();
        if !theme.is_dir() {
            continue;
        }
        for case in fs::read_dir(&theme).unwrap() {
            let case = case.unwrap().path();
            if case.extension().is_some_and(|extension| extension == "rs") {
                let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
                cases.push((format!("{}/{}", name(&theme), name(&case)), case));
            }
        }
    }
    cases.sort();
    cases
}

/// Replaces the paths of the copies by those of the cases, and removes the paths of files of the runtime.
fn normalized(output: &str) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let copies = copies();
    // trybuild prints the full path, or one relative to the workspace, depending on the target directory.
    let output = output.replace("$WORKSPACE/", "");
    let output = output.replace(copies.to_str().unwrap(), "tests/ui");
    let copies = copies.strip_prefix(workspace).unwrap_or(&copies);
    let output = output.replace(copies.to_str().unwrap(), "tests/ui");
    let lines = output.lines().map(|line| match line.split_once(RUNTIME) {
        Some((before, _)) if before.trim_start().starts_with(['-', ':']) => {
            format!("{before}{}\n", RUNTIME.trim_end_matches("/src/"))
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}
