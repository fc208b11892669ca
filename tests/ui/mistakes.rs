//! What a user reads who gets something wrong: `ui/<theme>/<mistake>.rs` and the compiler's answer beside it.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the answers anew, `cargo test --test ui trybuild=mistake` compares one.
//!
//! Where rustc points into our runtime, the expected output names the crate and no file, so that its files can be moved. trybuild
//! cannot leave paths out. So it compiles copies of the cases, and this test compares what it wrote.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;

const RUNTIME: &str = "pforge-metrics/src/";

#[test]
fn mistakes_are_compile_errors_that_name_them() {
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
    assert!(status.success(), "a mistake compiles");

    let is_blessed = env::var_os("TRYBUILD").is_some_and(|mode| mode == "overwrite");
    let mut compared = 0;
    let mut stale = Vec::new();
    for (name, case) in &cases {
        let copy = copies.join(name).with_extension("stderr");
        // A filter left it out.
        let Ok(answer) = fs::read_to_string(copy) else {
            continue;
        };
        let (answer, expected) = (normalized(&answer), case.with_extension("stderr"));
        if is_blessed {
            fs::write(&expected, &answer).unwrap();
        }
        let expected = fs::read_to_string(expected).unwrap_or_default();
        if expected != answer {
            let diff = TextDiff::from_lines(&expected, &answer);
            stale.push(format!("{name}:\n{}", diff.unified_diff()));
        }
        compared += 1;
    }
    assert!(compared > 0, "no case was compiled");
    assert!(
        stale.is_empty(),
        "rustc says something else; `TRYBUILD=overwrite cargo test --test ui` writes it down\n{}",
        stale.join("\n")
    );
}

/// Runs in a process of its own, which is told to write the answers.
#[test]
#[ignore = "the other test runs it"]
fn copies_are_compiled() {
    trybuild::TestCases::new().compile_fail(copies().join("*/*.rs"));
}

/// Where the cases are compiled: nothing of the repository is written.
fn copies() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui")
}

/// All cases, as `theme/mistake` and the path of the file.
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

/// An answer with the paths of the cases in place of those of the copies, and without the paths of our runtime's files.
fn normalized(answer: &str) -> String {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let copies = copies();
    // trybuild prints the path in full or from the workspace, depending on where the target directory is.
    let answer = answer.replace("$WORKSPACE/", "");
    let answer = answer.replace(copies.to_str().unwrap(), "tests/ui");
    let copies = copies.strip_prefix(workspace).unwrap_or(&copies);
    let answer = answer.replace(copies.to_str().unwrap(), "tests/ui");
    let lines = answer.lines().map(|line| match line.split_once(RUNTIME) {
        Some((before, _)) if before.trim_start().starts_with(['-', ':']) => {
            format!("{before}{}\n", RUNTIME.trim_end_matches("/src/"))
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}
