//! The draft of any scrape compiles, declares the exposed families, and marks what a person must decide.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod scrapes;

use fastrand::Rng;
use pforge_metrics_cli::exposition::Exposition;
use pforge_metrics_cli::{Selection, compare, infer};
use pforge_metrics_schema::{Compiled, Severity, Source, Surroundings, compile};
use scrapes::{Format, scrape};

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

/// Asserts that the draft of a scrape passes `check` and `verify`, and that comments mark what a person must decide.
fn assert_is_a_draft_of(text: &str, exposition: &Exposition) {
    let schema = infer(exposition, &Selection::default());
    let compiled = compiled(&schema);
    let comments = comments(&schema);
    for diagnostic in &compiled.diagnostics {
        let message = &diagnostic.message;
        let is_warning = diagnostic.severity == Severity::Warning;
        assert!(is_warning, "{message}\n{text}\n{schema}");
        assert!(comments.contains(message), "{message}\n{text}\n{schema}");
    }
    let comparison = compare(&compiled, exposition, &everything());
    assert!(comparison.is_sound(), "{comparison}\n{text}\n{schema}");
    for name in &compiled.schema.verify.ignore {
        let shown: String = name.escape_default().to_string();
        let is_told = [name, &shown].iter().any(|it| comments.contains(*it));
        assert!(is_told, "{name}\n{text}\n{schema}");
    }
    for family in &exposition.families {
        let name = &family.name;
        let mut metrics = compiled.schema.metrics.iter();
        let is_known = metrics.any(|metric| metric.name == *name)
            || compiled.schema.verify.ignore.contains(name)
            || name.ends_with("_created")
            || name.starts_with("pforge_metrics_");
        assert!(is_known, "{name}\n{text}\n{schema}");
    }
}

/// Asserts that the draft of a scrape, made with some selection, passes `verify` without options.
fn assert_passes_verify(exposition: &Exposition, selection: &Selection) {
    let schema = infer(exposition, selection);
    let comparison = compare(&compiled(&schema), exposition, &Selection::default());
    assert!(comparison.is_sound(), "{comparison}\n{schema}");
}

fn selection(prefixes: &[&str], ignored: &[&str]) -> Selection {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Selection {
        prefixes: owned(prefixes),
        ignored: owned(ignored),
    }
}

#[test]
fn a_draft_passes_check_and_verify_against_the_scrape_it_came_from() {
    for text in [
        include_str!("../commands/verify.in/scrape.txt"),
        include_str!("../commands/infer.in/scrape.txt"),
        include_str!("../commands/infer.in/open.txt"),
        include_str!("../commands/infer.in/header_only.txt"),
        include_str!("../commands/infer.in/shared_value.txt"),
        include_str!("../commands/infer.in/many_bounds.txt"),
    ] {
        assert_is_a_draft_of(text, &Exposition::parse(text).unwrap());
    }
}

#[test]
fn a_histogram_whose_points_lack_parts_is_left_out_of_a_draft() {
    let text = "# TYPE app_wait histogram\napp_wait_bucket{le=\"1\"} 1 1000\napp_wait_bucket{le=\"+Inf\"} 1 1000\napp_wait_count 1 1000\napp_wait_sum 1 2000\n";
    assert_is_a_draft_of(text, &Exposition::parse(text).unwrap());
}

#[test]
fn drafts_of_random_scrapes_pass_check_and_verify() {
    let mut rng = Rng::with_seed(5);
    for format in [Format::Text, Format::OpenMetrics] {
        let scrapes = std::iter::repeat_with(|| scrape(&mut rng, format)).take(250);
        let parsed = scrapes.filter_map(|text| {
            let exposition = Exposition::parse(&text).ok()?;
            Some((text, exposition))
        });
        let drafts = parsed.map(|(text, exposition)| assert_is_a_draft_of(&text, &exposition));
        assert!(drafts.count() > 200);
    }
}

#[test]
fn drafts_of_a_selection_pass_verify_without_options() {
    let mut rng = Rng::with_seed(6);
    let selections = [
        selection(&["app_"], &[]),
        selection(&["app_jobs", "app_user"], &[]),
        selection(&[], &["app_*"]),
        selection(&["app_"], &["*_total", "app_jobs*"]),
    ];
    for selection in selections.iter().cycle().take(200) {
        if let Ok(exposition) = Exposition::parse(&scrape(&mut rng, Format::Text)) {
            assert_passes_verify(&exposition, selection);
        }
    }
}

#[test]
fn creation_times_go_with_what_counts() {
    let scrape = include_str!("../commands/verify.in/scrape.txt");
    let schema = infer(&Exposition::parse(scrape).unwrap(), &Selection::default());
    assert!(!schema.contains("_created"), "{schema}");
}

/// What a draft declares of the labels of a scrape, without help.
fn labels_of(scrape: &str) -> Vec<String> {
    let schema = infer(&Exposition::parse(scrape).unwrap(), &Selection::default());
    let lines = schema
        .lines()
        .skip_while(|line| !line.starts_with("[label."));
    let kept = |line: &&str| {
        let keys = [
            "[", "values", "open", "range", "type", "labels", "rename", "init",
        ];
        keys.iter().any(|key| line.starts_with(key))
    };
    let lines = lines.filter(kept).map(|line| line.replace("  ", " "));
    lines.map(|line| line.replace("  ", " ")).collect()
}

#[test]
fn labels_are_one_table_only_where_metrics_expose_the_same_values() {
    let ok_or_error = "a_total{x=\"ok\"} 1\na_total{x=\"error\"} 1\n";
    let cases: &[(&str, &[&str])] = &[
        (
            "b_total{x=\"error\"} 1\nb_total{x=\"ok\"} 1\n",
            &[
                "[label.x]",
                "values = [\"ok\", \"error\"]",
                "[counter.a_total]",
                "labels = [\"x\"]",
                "[counter.b_total]",
                "labels = [\"x\"]",
            ],
        ),
        (
            "b_total{x=\"error\"} 1\nb_total{x=\"hit\"} 1\n",
            &[
                "[label.b_x]",
                "values = [\"error\", \"hit\"]",
                "rename = \"x\"",
                "[label.x]",
                "values = [\"ok\", \"error\"]",
                "[counter.a_total]",
                "labels = [\"x\"]",
                "[counter.b_total]",
                "labels = [\"b_x\"]",
            ],
        ),
        // Its series come when they are touched, so that it may have the other value.
        (
            "b_total{x=\"error\",id=\"u-1\"} 1\n",
            &[
                "[label.id]",
                "open = { max = 10 }",
                "[label.x]",
                "values = [\"ok\", \"error\"]",
                "[counter.a_total]",
                "labels = [\"x\"]",
                "[counter.b_total]",
                "labels = [\"x\", \"id\"]",
            ],
        ),
        // Two of four combinations: one label is open.
        (
            "b_total{x=\"ok\",y=\"p\"} 1\nb_total{x=\"error\",y=\"q\"} 1\n",
            &[
                "[label.x]",
                "values = [\"ok\", \"error\"]",
                "[label.y]",
                "open = { max = 10 }",
                "[counter.a_total]",
                "labels = [\"x\"]",
                "[counter.b_total]",
                "labels = [\"x\", \"y\"]",
            ],
        ),
    ];
    for (other, expected) in cases {
        let scrape =
            format!("# TYPE a_total counter\n{ok_or_error}# TYPE b_total counter\n{other}");
        assert_eq!(labels_of(&scrape), *expected, "{other}");
    }
}

#[test]
fn a_gauge_without_some_combinations_starts_unset() {
    assert_eq!(
        labels_of("# TYPE a gauge\na{x=\"ok\",y=\"p\"} 1\na{x=\"error\",y=\"q\"} 1\n"),
        [
            "[label.x]",
            "values = [\"ok\", \"error\"]",
            "[label.y]",
            "values = [\"p\", \"q\"]",
            "[gauge.a]",
            "init = \"unset\"",
            "labels = [\"x\", \"y\"]",
        ],
    );
}
