//! Adding a metric needs only an edit of metrics.toml, which cargo detects.

mod lock;
mod project;

use project::{BuildResult, Project};

const SCHEMA: &str = r#"
[counter.jobs_total]
help = "Jobs done."
"#;

const MAIN: &str = r#"
mod metrics {
    pforge_metrics::include_metrics!("metrics.toml");
}

fn main() {
    metrics::JOBS_TOTAL.inc_by(3);
    print!("{}", metrics::CATALOG.snapshot());
}
"#;

#[test]
fn a_new_metric_with_a_new_label_needs_two_tables_and_one_call() {
    let project = Project::new("adding-a-metric");
    project.write("metrics.toml", SCHEMA);
    project.write("src/main.rs", MAIN);
    let before = "\
# HELP jobs_total Jobs done.
# TYPE jobs_total counter
jobs_total 3
";
    assert_eq!(project.run(), before);

    let new_tables = r#"
[label.outcome]
help   = "Outcome of a job."
values = ["done", "given-up"]

[counter.attempts_total]
help   = "Attempts at a job."
labels = ["outcome"]
"#;
    project.write("metrics.toml", &format!("{SCHEMA}{new_tables}"));
    let new_use = "
    metrics::ATTEMPTS_TOTAL.with(metrics::Outcome::GivenUp).inc();
    print!";
    project.write("src/main.rs", &MAIN.replace("\n    print!", new_use));
    let after = r#"# HELP attempts_total Attempts at a job.
# TYPE attempts_total counter
attempts_total{outcome="done"} 0
attempts_total{outcome="given-up"} 1
# HELP jobs_total Jobs done.
# TYPE jobs_total counter
jobs_total 3
"#;
    assert_eq!(project.run(), after);
}

#[test]
fn cargo_rebuilds_only_if_the_schema_changes() {
    let project = Project::new("schema-changes");
    project.write("metrics.toml", SCHEMA);
    project.write("src/main.rs", MAIN);
    assert_eq!(project.build(), BuildResult::Rebuilt);
    assert_eq!(project.build(), BuildResult::UpToDate);

    project.write("metrics.toml", &SCHEMA.replace("Jobs", "Work"));
    assert_eq!(project.build(), BuildResult::Rebuilt);
    assert_eq!(project.build(), BuildResult::UpToDate);

    project.write("metrics.toml", &SCHEMA.replace("jobs_total", "jobs"));
    let error = "\
error: counter name `jobs` does not end in `_total` [counter_total]
        --> metrics.toml:2:10
         |
       2 | [counter.jobs]
         |          ^^^^
         |
         = note: to keep the old name for existing queries, declare it as a counter with `deprecated = { since = \"…\", renamed_to = \"jobs_total\" }`
         = help: rename it to `jobs_total`
 --> src/main.rs:3:38
  |
3 |     pforge_metrics::include_metrics!(\"metrics.toml\");
  |                                      ^^^^^^^^^^^^^^
";
    let BuildResult::Failed(errors) = project.build() else {
        panic!("a broken schema must not build");
    };
    assert!(errors.contains(error), "{errors}");

    project.write("metrics.toml", SCHEMA);
    assert_eq!(project.build(), BuildResult::Rebuilt);
}

#[test]
fn included_files_trigger_rebuilds_and_errors_point_into_them() {
    let project = Project::new("included-file");
    project.write("schema/metrics.toml", "include = [\"parts/jobs.toml\"]\n");
    project.write("schema/parts/jobs.toml", SCHEMA);
    project.write(
        "src/main.rs",
        &MAIN.replace("metrics.toml", "schema/metrics.toml"),
    );
    assert_eq!(project.build(), BuildResult::Rebuilt);
    assert_eq!(project.build(), BuildResult::UpToDate);

    project.write("schema/parts/jobs.toml", &SCHEMA.replace("Jobs", "Work"));
    assert_eq!(project.build(), BuildResult::Rebuilt);

    project.write("schema/parts/jobs.toml", &SCHEMA.replace("help", "halp"));
    let BuildResult::Failed(errors) = project.build() else {
        panic!("a broken schema must not build");
    };
    assert!(
        errors.contains("--> schema/parts/jobs.toml:3:1"),
        "{errors}"
    );
}

#[test]
fn a_schema_outside_the_package_causes_a_warning_that_can_be_allowed() {
    let project = Project::new("schema-outside");
    project.write("../schema-outside-shared/metrics.toml", SCHEMA);
    let main = MAIN.replace("metrics.toml", "../schema-outside-shared/metrics.toml");
    project.write("src/main.rs", &format!("#![deny(deprecated)]\n{main}"));
    let BuildResult::Failed(errors) = project.build() else {
        panic!("a warning that is denied must not build");
    };
    let error = "use of deprecated macro `path_escape`: `../schema-outside-shared/metrics.toml` is outside the package";
    assert!(errors.contains(error), "{errors}");

    let allowed = format!("[lint]\npath_escape = \"allow\"\n{SCHEMA}");
    project.write("../schema-outside-shared/metrics.toml", &allowed);
    assert_eq!(project.build(), BuildResult::Rebuilt);
}

#[test]
fn with_the_promql_feature_an_alert_on_a_removed_metric_does_not_build() {
    let project = Project::with_features("alert-left-behind", &["promql"]);
    let alert = r#"
[alert.NothingDone]
expr    = "rate(jobs_total[5m]) == 0"
summary = "No job is done."
allow   = { promql_counter = "Not needed." }
"#;
    let schema = format!("{SCHEMA}{alert}").replace("jobs_total]", "work_total]");
    project.write("metrics.toml", &schema);
    let use_of_it = MAIN.replace("JOBS_TOTAL", "WORK_TOTAL");
    project.write("src/main.rs", &use_of_it);
    let BuildResult::Failed(errors) = project.build() else {
        panic!("an alert without its metric must not build");
    };
    let error = "\
error: unknown series `jobs_total` [promql_series]
        --> metrics.toml:6:17
         |
       6 | expr    = \"rate(jobs_total[5m]) == 0\"
         |                 ^^^^^^^^^^
";
    assert!(errors.contains(error), "{errors}");
    assert!(
        errors.contains("unused `allow` for lint `promql_counter`"),
        "{errors}"
    );
}

#[test]
fn without_the_promql_feature_expressions_are_not_checked() {
    let project = Project::new("alert-as-it-is");
    let alert = r#"
[alert.NothingDone]
expr    = "rate(work_total[5m]) == 0"
summary = "No job is done."
allow   = { promql_series = "Not declared in this schema." }
"#;
    project.write("metrics.toml", &format!("{SCHEMA}{alert}"));
    project.write("src/main.rs", MAIN);
    assert_eq!(project.build(), BuildResult::Rebuilt);
}

#[test]
fn rustdoc_shows_help_texts_verbatim() {
    let project = Project::new("help-texts");
    project.write("metrics.toml", include_str!("../hygiene/markdown.toml"));
    project.write(
        "src/lib.rs",
        "pforge_metrics::include_metrics!(\"metrics.toml\");\n",
    );
    project.document();
    let paragraphs = [
        (
            "static.MARKUPS_TOTAL",
            "Vec&lt;T&gt;, [0], [`Missing`], `code`, `one backtick, snake_case, https://example.org/a_b, \
             &lt;script&gt; and &amp;lt;.",
        ),
        (
            "static.HEADING",
            "# no heading, ``` no fence, --no-dash and no ellipsis...",
        ),
        ("static.BULLET", "- no list."),
        ("static.FIRST", "1. no list either."),
        (
            "static.INDENTED",
            "no code, - one paragraph. === no underline.",
        ),
        (
            "enum.Markup",
            "a_b_c, * star, # hash, | pipe, ~ tilde, \\ backslash and `one backtick.",
        ),
        ("enum.Markup", "<code>back`tick</code>: A value"),
    ];
    for (page, paragraph) in paragraphs {
        let html = project.page(page);
        assert!(html.contains(paragraph), "{page} lacks {paragraph}\n{html}");
    }
}
