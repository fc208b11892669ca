//! What `check --fix` promises for whatever schema: it comes to an end, it is done after one run, and outside of its edits every
//! byte stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DIAGNOSTICS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/diagnostics");

#[test]
fn preserves_line_endings_and_the_byte_order_mark() {
    let folder = folder("bytes");
    let schema = folder.join("metrics.toml");
    let before = "\u{feff}[counter.calls]\r\n\thelp = \"Calls made\" # é\r\n\r\n[alert.Slow]\r\n\
                  expr = \"rate(calls[5m]) = 0\"\r\nsummary = \"Größe\"";
    let after = "\u{feff}[counter.calls_total]\r\n\thelp = \"Calls made.\" # é\r\n\r\n[alert.Slow]\r\n\
                 expr = \"rate(calls_total[5m]) == 0\"\r\nsummary = \"Größe\"";
    fs::write(&schema, before).unwrap();
    let output = fix(&folder, &["metrics.toml"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(fs::read_to_string(&schema).unwrap(), after);
}

#[test]
fn does_not_duplicate_an_existing_key() {
    let folder = folder("twice");
    let schema = folder.join("metrics.toml");
    let before = "[counter.calls_total]\nhelp = \"Calls.\"\ndescription = \"Calls made\"\n";
    fs::write(&schema, before).unwrap();
    let output = fix(&folder, &["metrics.toml", "--guesses"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(fs::read_to_string(&schema).unwrap(), before);
}

#[test]
fn skips_a_rename_in_a_shared_file_that_breaks_another_schema() {
    let folder = folder("shared");
    let shared = "[label.callVendor]\nhelp = \"Vendor.\"\nvalues = [\"openai\", \"local\"]\n";
    let gauge = "[gauge.calls]\nhelp = \"Calls\"\nlabels = [\"callVendor\"]\n";
    let reports_it = format!("include = [\"shared.toml\"]\n{gauge}");
    let allows_it = format!("include = [\"shared.toml\"]\n[lint]\nsnake_case = \"allow\"\n{gauge}");
    for (name, text) in [
        ("shared.toml", shared),
        ("a.toml", &reports_it),
        ("b.toml", &allows_it),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let output = fix(&folder, &["a.toml", "b.toml"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "fixed 2 findings in 2 files; 1 left, whose fix breaks another rule\n"
    );
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("shared.toml"), shared);
    assert_eq!(read("a.toml"), reports_it.replace("Calls", "Calls."));
    assert_eq!(read("b.toml"), allows_it.replace("Calls", "Calls."));
}

#[test]
fn refused_fixes_do_not_prevent_other_fixes() {
    let folder = folder("refused");
    let promised = (0..40).map(|it| format!("[counter.calls{it}]\nstability = \"stable\"\n\n"));
    let lock = promised.collect::<String>() + "# End of the promises.\n";
    let counters = (0..40)
        .map(|it| format!("[counter.calls{it}]\nhelp = \"Calls.\"\nstability = \"stable\"\n\n"));
    let counters: String = counters.collect();
    let gauge = "[gauge.open]\nhelp = \"Calls that are open\"\n";
    fs::write(folder.join("metrics.lock"), lock).unwrap();
    let schema = folder.join("metrics.toml");
    fs::write(&schema, format!("{counters}{gauge}")).unwrap();
    let output = fix(&folder, &["metrics.toml"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "fixed 1 finding in 1 file; 40 left, whose fix breaks another rule\n"
    );
    let fixed = gauge.replace("open\"", "open.\"");
    assert_eq!(
        fs::read_to_string(&schema).unwrap(),
        format!("{counters}{fixed}")
    );
}

#[test]
fn a_second_run_finds_nothing_more_to_fix() {
    for theme in entries(Path::new(DIAGNOSTICS)) {
        let folder = folder(&theme.file_name().unwrap().to_string_lossy());
        let mut schemas = Vec::new();
        for file in entries(&theme) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if file.is_file() {
                fs::copy(&file, folder.join(&name)).unwrap();
            }
            let is_schema = file.extension().is_some_and(|it| it == "toml");
            schemas.extend(is_schema.then_some(name));
        }
        for schema in schemas {
            let first = fix(&folder, &[&schema, "--guesses"]);
            assert_ne!(first.status.code(), Some(101), "{schema}: {first:?}");
            let once = fs::read_to_string(folder.join(&schema)).unwrap();
            fix(&folder, &[&schema, "--guesses"]);
            let twice = fs::read_to_string(folder.join(&schema)).unwrap();
            assert_eq!(once, twice, "{schema}");
        }
    }
}

fn fix(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args(["check", "--fix"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("fixes")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect()
}
