//! What is inferred from any scrape compiles, is what was exposed, and says where it is not.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use fastrand::Rng;
use pforge_metrics_cli::exposition::Exposition;
use pforge_metrics_cli::{Problem, Selection, compare, infer};
use pforge_metrics_schema::{Compiled, Severity, Source, Surroundings, compile};
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn everything() -> Selection {
    Selection {
        prefixes: vec![String::new()],
        ignored: Vec::new(),
    }
}

fn compiled(schema: &str) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: schema.to_owned(),
    };
    compile(source, &Surroundings::NONE)
}

/// Comments as they were before they were cut into lines.
fn comments(schema: &str) -> String {
    schema
        .lines()
        .map(|line| line.trim_start_matches('#'))
        .collect()
}

/// What is said of the schema of a scrape: its warnings, and how the scrape differs from it.
fn assert_is_a_draft_of(exposition: &Exposition) -> BTreeSet<Problem> {
    let schema = infer(exposition, &Selection::default());
    let compiled = compiled(&schema);
    let comments = comments(&schema);
    for diagnostic in &compiled.diagnostics {
        assert_eq!(
            diagnostic.severity,
            Severity::Warning,
            "{}\n{schema}",
            diagnostic.message
        );
        assert!(
            comments.contains(&diagnostic.message),
            "{}\n{schema}",
            diagnostic.message
        );
    }
    let comparison = compare(&compiled, exposition, &everything());
    for finding in &comparison.findings {
        match finding.problem {
            // A person was asked about it, in a comment.
            Problem::Undeclared => {
                let name = finding.metric.escape_default().to_string();
                // Since when it counts goes with what counts.
                let name = name.strip_suffix("_created").unwrap_or(&name);
                assert!(comments.contains(name), "{name}\n{schema}");
            }
            // A closed label has all its values in all its metrics.
            Problem::MissingSeries => {}
            _ => panic!("{comparison}\n{schema}"),
        }
    }
    comparison.findings.iter().map(|it| it.problem).collect()
}

/// Its native histogram shows no buckets in this format, so that a person has to declare it.
#[test]
fn what_is_inferred_from_a_sound_scrape_is_what_it_exposes() {
    let scrape = include_str!("commands/verify.in/scrape.txt");
    let exposition = Exposition::parse(scrape).unwrap();
    let schema = infer(&exposition, &Selection::default());
    // Since when it counts comes with what counts.
    assert!(!schema.contains("_created"), "{schema}");
    let compiled = compiled(&schema);
    assert_eq!(
        compare(&compiled, &exposition, &everything()).to_string(),
        "\
error[undeclared]: histogram `app_size_bytes` is not declared
  = exposed on line 35
  = help: declare it, or leave it out with `--ignore`

1 finding: 10 of 10 metrics, 18 of 18 series; 1 family of others not looked at
"
    );
}

const WORDS: &[&str] = &[
    "app",
    "jobs",
    "seconds",
    "ms",
    "total",
    "info",
    "count",
    "bucket",
    "created",
    "type",
    "fn",
    "self",
    "Self",
    "counter",
    "data",
    "Wait",
    "le",
    "",
    "x1",
    "percent",
    "user",
    "macro_rules",
];

const LABELS: &[&str] = &[
    "kind", "Kind", "job", "instance", "type", "self", "Self", "crate", "user", "url", "__x",
    "quantile", "x1", "a__b", "app", "total",
];

const VALUES: &[&str] = &[
    "",
    "true",
    "false",
    "0",
    "1",
    "2",
    "-5",
    "01",
    "a",
    "A",
    "a-b",
    "a_b",
    "self",
    "Self",
    "é",
    "x y",
    "\\\"",
    "\\n",
    "\\\\",
    "18446744073709551616",
    "-9223372036854775808",
    "9223372036854775807",
    "fn",
    "_other",
];

/// A scrape of families with names that are as bad as names can be.
fn scrape(rng: &mut Rng) -> String {
    let mut text = String::new();
    let pick = |rng: &mut Rng, from: &[&'static str]| from[rng.usize(..from.len())];
    let mut names = BTreeSet::new();
    for _ in 0..rng.usize(1..9) {
        let words: Vec<&str> = (0..rng.usize(1..5)).map(|_| pick(rng, WORDS)).collect();
        names.insert(format!(
            "{}{}",
            pick(rng, &["", "app_", "app_"]),
            words.join("_")
        ));
    }
    for name in names {
        let kind = pick(
            rng,
            &[
                "counter",
                "gauge",
                "gauge",
                "histogram",
                "summary",
                "untyped",
            ],
        );
        let help = pick(rng, &["Jobs.", "Jobs", "", "todo", "A \\n\\\\ \" line."]);
        writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}").unwrap();
        let labels: Vec<&str> = (0..rng.usize(..10).saturating_sub(6))
            .map(|_| pick(rng, LABELS))
            .collect();
        for _ in 0..rng.usize(1..6) {
            let labels = labels.iter().map(|label| {
                let value = match rng.u8(..12) {
                    0 => "x".repeat(rng.usize(120..1_200)),
                    _ => pick(rng, VALUES).to_owned(),
                };
                format!("{label}=\"{value}\",")
            });
            let labels: String = labels.collect();
            if kind == "histogram" {
                for le in ["0.000001", "100", "1e300", "+Inf"]
                    .iter()
                    .skip(rng.usize(..4) * usize::from(rng.u8(..9) == 0))
                {
                    writeln!(text, "{name}_bucket{{{labels}le=\"{le}\"}} 1").unwrap();
                }
                writeln!(text, "{name}_sum{{{labels}}} 1\n{name}_count{{{labels}}} 1").unwrap();
            } else {
                let quantile = if kind == "summary" {
                    "quantile=\"0.5\""
                } else {
                    ""
                };
                let number = pick(rng, &["1", "0", "2.5", "1e300", "NaN"]);
                let number = if kind == "counter" && number == "NaN" {
                    "7"
                } else {
                    number
                };
                writeln!(text, "{name}{{{labels}{quantile}}} {number}").unwrap();
            }
        }
    }
    text
}

#[test]
fn what_is_inferred_from_the_worst_of_names_compiles() {
    let mut rng = Rng::with_seed(5);
    let mut drafts = 0;
    let mut problems = BTreeSet::new();
    while drafts < 500 {
        if let Ok(exposition) = Exposition::parse(&scrape(&mut rng)) {
            problems.extend(assert_is_a_draft_of(&exposition));
            drafts += 1;
        }
    }
    assert_eq!(
        problems,
        BTreeSet::from([Problem::Undeclared, Problem::MissingSeries])
    );
}
