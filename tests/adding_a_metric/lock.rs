//! The effect of a lock file next to the schema on a build.

use crate::project::{BuildResult, Project};

const SCHEMA: &str = r#"
[gauge.load_ratio]
help = "Share of workers that are busy."
stability = "stable"
"#;

const LOCK: &str = r#"schema = 1

[gauge.load_ratio]
stability = "stable"
unit = "ratio"
"#;

const END: &str = "\n# End of the promises.\n";

const LABEL: &str = r#"labels = ["pool"]

[label.pool]
help = "Workers that share their jobs."
values = ["fast", "slow"]
"#;

const MAIN: &str = "pforge_metrics::include_metrics!(\"metrics.toml\");\n\nfn main() {}\n";

#[test]
fn a_schema_that_breaks_its_lock_does_not_compile_until_the_lock_accepts_it() {
    let project = Project::new("locked-schema");
    project.write("metrics.toml", SCHEMA);
    project.write("metrics.lock", &format!("{LOCK}{END}"));
    project.write("src/main.rs", MAIN);
    assert_eq!(project.build(), BuildResult::Rebuilt);
    assert_eq!(project.build(), BuildResult::UpToDate);

    project.write("metrics.toml", &format!("{SCHEMA}{LABEL}"));
    let error = "\
error: stable gauge `load_ratio` breaks its promise: label pool added [lock_kept]
        --> metrics.toml:5:10
         |
       5 | labels = [\"pool\"]
         |          ^^^^^^^^
         |
        ::: metrics.lock:3:8
         |
       3 | [gauge.load_ratio]
         |        ---------- promised here
         |
         = help: restore it, and declare a new metric with another name; or accept the change with `pforge-metrics lock --accept`
 --> src/main.rs:1:34
";
    assert!(errors(&project).contains(error), "{}", errors(&project));

    project.write("metrics.lock", &format!("{LOCK}{LABEL}{END}"));
    assert_eq!(project.build(), BuildResult::Rebuilt);
    assert_eq!(project.build(), BuildResult::UpToDate);

    // An unresolved merge conflict.
    project.write("metrics.lock", &format!("{LOCK}<<<<<<< HEAD\n"));
    let errors = errors(&project);
    assert!(errors.contains("--> metrics.lock:6:1"), "{errors}");
}

#[test]
fn an_empty_or_truncated_lock_is_an_error() {
    let project = Project::new("cut-lock");
    project.write("metrics.toml", SCHEMA);
    project.write("src/main.rs", MAIN);
    for (lock, place) in [("", "metrics.lock:1:1"), (LOCK, "metrics.lock:6:1")] {
        project.write("metrics.lock", lock);
        let errors = errors(&project);
        let error = "error: the lock is truncated: its last line is missing [lock_kept]";
        assert!(errors.contains(error), "{errors}");
        assert!(errors.contains(&format!("--> {place}\n")), "{errors}");
    }
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_a_dangling_symlink_is_an_error() {
    let project = Project::new("dangling-lock");
    project.write("metrics.toml", SCHEMA);
    project.write("src/main.rs", MAIN);
    project.link("metrics.lock", "gone.lock");
    let errors = errors(&project);
    let error = "can't read the lock file `metrics.lock`: ";
    assert!(errors.contains(error), "{errors}");
}

#[test]
fn a_lock_that_is_not_a_file_is_an_error() {
    let project = Project::new("unreadable-lock");
    project.write("schema/metrics.toml", SCHEMA);
    project.write("schema/metrics.lock/file", "");
    project.write(
        "src/main.rs",
        &MAIN.replace("metrics.t", "schema/metrics.t"),
    );
    let errors = errors(&project);
    let error = "can't read the lock file `schema/metrics.lock`: ";
    assert!(errors.contains(error), "{errors}");
}

fn errors(project: &Project) -> String {
    match project.build() {
        BuildResult::Failed(errors) => errors,
        built => panic!("this must not build: {built:?}"),
    }
}
