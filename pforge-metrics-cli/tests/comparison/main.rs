//! A scrape that is sound, and every way in which it can differ from its schema.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod others;
mod unknown;

use pforge_metrics_cli::exposition::{Exposition, Format};
use pforge_metrics_cli::{Comparison, Selection, compare};
use pforge_metrics_schema::{Source, Surroundings, compile};

const SCHEMA: &str = include_str!("../commands/verify.in/metrics.toml");
const SCRAPE: &str = include_str!("../commands/verify.in/scrape.txt");

fn verified(scrape: &str) -> Comparison {
    comparison(SCHEMA, scrape)
}

fn comparison(schema: &str, scrape: &str) -> Comparison {
    let compiled = compile(
        Source {
            path: "metrics.toml".to_owned(),
            text: schema.to_owned(),
        },
        &Surroundings::NONE,
    );
    assert!(
        compiled.diagnostics.is_empty(),
        "{:#?}",
        compiled.diagnostics
    );
    let exposition = Exposition::read_as(Format::of(scrape), scrape).unwrap();
    compare(&compiled, &exposition, &Selection::default())
}

/// The findings, a line each.
fn found(scrape: &str) -> Vec<String> {
    compared(SCHEMA, scrape)
}

fn compared(schema: &str, scrape: &str) -> Vec<String> {
    let findings = comparison(schema, scrape).findings.into_iter();
    findings
        .map(|it| format!("{}: {}", it.problem.id(), it.message))
        .collect()
}

/// The scrape with each line that has a text replaced; by nothing it is left out.
fn with(text: &str, by: &str) -> String {
    assert!(SCRAPE.contains(text), "{text}");
    let lines = SCRAPE.lines().map(|line| line.replace(text, by));
    let left = lines
        .filter(|line| !line.is_empty())
        .map(|line| line + "\n");
    left.collect()
}

/// The scrape without the lines that begin with a text.
fn without(start: &str) -> String {
    let lines = SCRAPE.lines().filter(|line| !line.starts_with(start));
    let left: String = lines.flat_map(|line| [line, "\n"]).collect();
    assert_ne!(left, SCRAPE, "{start}");
    left
}

#[test]
fn what_is_exposed_as_declared_is_sound() {
    let comparison = verified(SCRAPE);
    assert_eq!(
        comparison.to_string(),
        "sound: 10 of 11 metrics, 18 of 18 series; 2 families of other programs ignored\n\
         not used yet: app_temperature_celsius\n"
    );
}

#[test]
fn what_is_missing_is_found() {
    for (start, said) in [
        (
            "app_jobs_total{outcome=\"failed\"",
            &[
                "missing_series: counter `app_jobs_total`: 2 of 4 series are missing: {outcome=\"failed\",cached=\"false\"}, {outcome=\"failed\",cached=\"true\"}",
            ][..],
        ),
        (
            "app_jobs_total{",
            &[
                "missing_series: counter `app_jobs_total`: 4 of 4 series are missing: {outcome=\"done\",cached=\"false\"}, {outcome=\"done\",cached=\"true\"}, {outcome=\"failed\",cached=\"false\"} and 1 more",
            ],
        ),
        (
            "app_phase{region=\"eu\",app_phase=\"idle\"",
            &[
                "missing_series: stateset `app_phase`: 1 of 2 series are missing: {app_phase=\"idle\"}",
            ],
        ),
        (
            "app_queue{at=\"1\"",
            &["missing_series: gauge `app_queue`: 1 of 2 series are missing: {at=\"1\"}"],
        ),
        (
            "app_wait_seconds_count",
            &[
                "missing_series: histogram `app_wait_seconds` has no `app_wait_seconds_count{region=\"eu\"}`",
            ],
        ),
        (
            "app_size_bytes_sum",
            &[
                "missing_series: histogram `app_size_bytes` has no `app_size_bytes_sum{region=\"eu\"}`",
            ],
        ),
        (
            "app_wait_seconds_bucket{region=\"eu\",le=\"1\"",
            &[
                "wrong_buckets: buckets of `app_wait_seconds` are 0.5, +Inf, declared are 0.5, 1, +Inf",
            ],
        ),
        (
            "# HELP app_queue",
            &[
                "wrong_help: help of `app_queue` is \"\", declared is \"Jobs that wait: a \\\\ and a \\nline.\"",
            ],
        ),
        (
            "# TYPE app_load_ratio",
            &["wrong_type: gauge `app_load_ratio` is exposed without a type"],
        ),
        // What comes once it is touched is not missed.
        ("app_pushes_total", &[]),
    ] {
        assert_eq!(found(&without(start)), said, "{start}");
    }
    // To Prometheus a label with an empty value is none.
    assert!(found(&with("app_load_ratio{", "app_load_ratio{host=\"\",")).is_empty());
    let lines = SCRAPE
        .lines()
        .filter(|line| !line.contains("app_load_ratio"));
    let without_family: String = lines.flat_map(|line| [line, "\n"]).collect();
    assert_eq!(
        found(&without_family),
        ["missing_metric: gauge `app_load_ratio` is not exposed"]
    );
}

#[test]
fn what_is_other_than_declared_is_found() {
    for (text, by, said) in others::ALL {
        let findings = found(&with(text, by));
        assert_eq!(findings.first().map(String::as_str), Some(*said), "{text}");
        // The same series twice, or the same defect of the other counter, aside.
        assert!(findings.len() <= 2, "{findings:?}");
    }
}

/// The reader accepts these in the text format, as Prometheus does.
#[test]
fn histograms_that_contradict_themselves_are_found_in_the_text_format() {
    let bucket = |le: &str| format!("app_wait_seconds_bucket{{region=\"eu\",le=\"{le}\"}} ");
    let (first, last) = (bucket("0.5"), bucket("+Inf"));
    let count = "app_wait_seconds_count{region=\"eu\"} ";
    for (text, value, said) in [
        (
            &*first,
            "3",
            "buckets must be cumulative, but 1 up to 1 follows 3 up to 0.5",
        ),
        (
            &last,
            "0",
            "buckets must be cumulative, but 0 up to +Inf follows 1 up to 1",
        ),
        (
            &first,
            "0.5",
            "buckets and count must be whole numbers and not negative, but one is 0.5",
        ),
        (
            &first,
            "-1",
            "buckets and count must be whole numbers and not negative, but one is -1",
        ),
        (
            &last,
            "NaN",
            "buckets and count must be whole numbers and not negative, but one is NaN",
        ),
        (
            count,
            "9",
            "the count must equal the bucket with `le=\"+Inf\"`, but is 9, not 2",
        ),
    ] {
        let lines = SCRAPE.lines().map(|line| match line.strip_prefix(text) {
            Some(_) => format!("{text}{value}\n"),
            None => format!("{line}\n"),
        });
        assert_eq!(
            found(&lines.collect::<String>()),
            [format!("malformed: `app_wait_seconds`: {said}")]
        );
    }
    assert_eq!(
        found(&without(&last)),
        ["malformed: `app_wait_seconds`: a histogram must have a bucket with `le=\"+Inf\"`"]
    );
    assert_eq!(
        found(&with("le=\"0.5\"", "le=\"1.5\"")),
        [
            "malformed: `app_wait_seconds`: buckets must be in increasing order of `le`, but 1 follows 1.5"
        ]
    );
    // A sum of NaN is valid: the program may have observed NaN.
    assert_eq!(
        found(&with(
            "app_wait_seconds_sum{region=\"eu\"} 4.5",
            "app_wait_seconds_sum{region=\"eu\"} NaN"
        )),
        [""; 0]
    );
}

/// They include those of undeclared families, because strict parsers reject the whole text.
#[test]
fn broken_rules_of_openmetrics_are_findings_beside_all_others() {
    let scrape = "\
# TYPE app_busy_seconds counter
# HELP app_busy_seconds Time spent.
app_busy_seconds_total{region=\"eu\"} NaN
# TYPE app_wait_seconds histogram
# HELP app_wait_seconds Time waited.
app_wait_seconds_bucket{region=\"eu\",le=\"1.0\"} 1
app_wait_seconds_bucket{region=\"eu\",le=\"0.5\"} 1
app_wait_seconds_bucket{region=\"eu\",le=\"+Inf\"} 2
# TYPE app_phase stateset
# HELP app_phase What it does.
app_phase{region=\"eu\",app_phase=\"idle\"} 0
app_phase{region=\"eu\",app_phase=\"busy\"} 1
# TYPE go_pauses summary
go_pauses_count{of=\"a\"} -1
go_pauses_count{of=\"b\"} -2
# EOF
";
    let findings = found(scrape).into_iter();
    let findings: Vec<_> = findings
        .filter(|it| !it.starts_with("missing_metric"))
        .collect();
    assert_eq!(
        findings,
        [
            "malformed: `app_busy_seconds_total`: a counter's value must not be NaN or negative",
            "malformed: `app_wait_seconds`: buckets must be in increasing order of `le`, but 0.5 follows 1",
            "malformed: `go_pauses`: a count must be a whole number, and not negative (and 1 more)",
            "wrong_help: help of `app_phase` is \"What it does.\", declared is \"What it is doing.\"",
        ]
    );
}

#[test]
fn each_point_of_a_histogram_is_compared_by_itself() {
    let point = |at: u32| {
        format!(
            "app_wait_seconds_bucket{{region=\"eu\",le=\"0.5\"}} 1 {at}
app_wait_seconds_bucket{{region=\"eu\",le=\"1.0\"}} 1 {at}
app_wait_seconds_bucket{{region=\"eu\",le=\"+Inf\"}} 2 {at}
"
        )
    };
    let scrape = format!(
        "# TYPE app_wait_seconds histogram\n# HELP app_wait_seconds Time waited.\n{}{}# EOF\n",
        point(10),
        point(20)
    );
    let findings = found(&scrape).into_iter();
    let findings: Vec<_> = findings
        .filter(|it| !it.starts_with("missing_metric"))
        .collect();
    assert_eq!(findings, [""; 0]);
}

#[test]
fn an_open_label_has_one_value_more_for_all_others() {
    let more = |repos: &[&str]| {
        let lines = repos.iter().map(|repo| {
            format!("app_pushes_total{{repo=\"{repo}\",outcome=\"done\",region=\"eu\"}} 1\n")
        });
        let lines: String = lines.collect();
        found(&format!("{SCRAPE}{lines}"))
    };
    assert!(more(&["_other"]).is_empty());
    assert_eq!(
        more(&["_other", "c"]),
        [
            "wrong_value: label `repo` of `app_pushes_total` is `c`, declared is at most 1 values of at most 8 bytes"
        ]
    );
}

/// There infos and state sets have types of their own, and units show.
#[test]
fn openmetrics_is_held_to_its_own_types_and_units() {
    let scrape = "\
# TYPE app_busy_seconds counter
# UNIT app_busy_seconds seconds
# HELP app_busy_seconds Time spent.
app_busy_seconds_total{region=\"eu\"} 1.5
app_busy_seconds_created{region=\"eu\"} 1700000000.5
# TYPE app_load_ratio gauge
# UNIT app_load_ratio ratio
# HELP app_load_ratio Share of workers that are busy.
app_load_ratio{region=\"eu\"} 0.5
# TYPE app_wait_seconds histogram
# HELP app_wait_seconds Time waited.
app_wait_seconds_bucket{region=\"eu\",le=\"0.5\"} 1
app_wait_seconds_bucket{region=\"eu\",le=\"1.0\"} 1
app_wait_seconds_bucket{region=\"eu\",le=\"+Inf\"} 2
# TYPE app_phase stateset
# HELP app_phase What it is doing.
app_phase{region=\"eu\",app_phase=\"idle\"} 0
app_phase{region=\"eu\",app_phase=\"busy\"} 1
# TYPE app_build info
# HELP app_build Build.
app_build_info{version=\"1.2.3\",edition=\"free\",region=\"eu\"} 1
# EOF
";
    let of_these = |scrape: &str| {
        let findings = found(scrape).into_iter();
        findings
            .filter(|it| !it.starts_with("missing_metric"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        Exposition::parse(scrape).unwrap().format,
        Format::OpenMetrics
    );
    assert_eq!(of_these(scrape), [""; 0]);
    let others = scrape
        .replace("total{region=\"eu\"}", "total")
        .replace("created{region=\"eu\"}", "created")
        .replace("app_phase stateset", "app_phase gauge")
        .replace(
            "# UNIT app_load_ratio ratio",
            "# UNIT app_load_ratio load_ratio",
        );
    assert_eq!(
        of_these(&others),
        [
            "wrong_labels: a series of `app_busy_seconds_total` has no label `region` (and 1 more series)",
            "wrong_unit: unit of `app_load_ratio` is `load_ratio`, declared is `ratio`",
            "wrong_type: stateset `app_phase` is exposed as a gauge",
        ]
    );
}
