//! All kinds of metrics, in complete expositions.

use crate::{OPENMETRICS, text, with_created};
use pforge_metrics::Exemplar;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::testing::assert_exposition;

#[expect(dead_code, reason = "the other metrics are not relevant here")]
mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.side]
        help   = "Side."
        values = ["left", "right"]

        [label.repo]
        help = "Repository."
        open = { max = 1 }

        [counter.calls_total]
        help      = "Calls."
        labels    = ["side"]
        exemplars = true

        [counter.old_calls_total]
        help       = "Calls."
        labels     = ["side"]
        deprecated = { since = "0.1", renamed_to = "calls_total" }

        [counter.cost_total]
        help  = "Cost."
        value = "float"

        [counter.commits_total]
        help      = "Commits."
        labels    = ["repo"]
        exemplars = true

        [histogram.drift]
        help    = "What can be negative."
        labels  = ["side"]
        buckets = [-1, 0.5]

        [histogram.wait_seconds]
        help    = "Time waited."
        labels  = ["side"]
        buckets = [1, 2]

        [histogram.merge_seconds]
        help    = "Time that a merge took."
        labels  = ["repo"]
        buckets = [1, 2]
        allow   = { open_on_histogram = "It has two values." }

        [gauge.level]
        help = "A level."

        [stateset.phase]
        help   = "What goes on."
        states = "side"

        [info.build_info]
        help   = "Build."
        labels = { version = "1.0" }
        "#
    );
}
use metrics::*;

const ALL_KINDS: &str = r#"
    # TYPE build info
    # HELP build Build.
    build_info{version="1.0"} 1
    # TYPE calls counter
    # HELP calls Calls.
    calls_total{side="left"} 2
    calls_created{side="left"} start
    calls_total{side="right"} 0
    calls_created{side="right"} start
    # TYPE commits counter
    # HELP commits Commits.
    commits_total{repo="r"} 1
    commits_created{repo="r"} later
    commits_total{repo="_other"} 1
    commits_created{repo="_other"} start
    # TYPE cost counter
    # HELP cost Cost.
    cost_total 0.5
    cost_created start
    # TYPE drift histogram
    # HELP drift What can be negative.
    drift_bucket{side="left",le="-1.0"} 1
    drift_bucket{side="left",le="0.5"} 1
    drift_bucket{side="left",le="+Inf"} 1
    drift_created{side="left"} start
    drift_bucket{side="right",le="-1.0"} 0
    drift_bucket{side="right",le="0.5"} 0
    drift_bucket{side="right",le="+Inf"} 0
    drift_created{side="right"} start
    # TYPE level gauge
    # HELP level A level.
    level 0
    # TYPE merge_seconds histogram
    # UNIT merge_seconds seconds
    # HELP merge_seconds Time that a merge took.
    merge_seconds_bucket{repo="r",le="1.0"} 1
    merge_seconds_bucket{repo="r",le="2.0"} 1
    merge_seconds_bucket{repo="r",le="+Inf"} 1
    merge_seconds_sum{repo="r"} 0.5
    merge_seconds_count{repo="r"} 1
    merge_seconds_created{repo="r"} later
    # TYPE old_calls counter
    # HELP old_calls (Deprecated since 0.1: use calls_total) Calls.
    old_calls_total{side="left"} 2
    old_calls_created{side="left"} start
    old_calls_total{side="right"} 0
    old_calls_created{side="right"} start
    # TYPE phase stateset
    # HELP phase What goes on.
    phase{phase="left"} 0
    phase{phase="right"} 0
    # TYPE wait_seconds histogram
    # UNIT wait_seconds seconds
    # HELP wait_seconds Time waited.
    wait_seconds_bucket{side="left",le="1.0"} 1
    wait_seconds_bucket{side="left",le="2.0"} 1
    wait_seconds_bucket{side="left",le="+Inf"} 1
    wait_seconds_created{side="left"} start
    wait_seconds_bucket{side="right",le="1.0"} 0
    wait_seconds_bucket{side="right",le="2.0"} 0
    wait_seconds_bucket{side="right",le="+Inf"} 0
    wait_seconds_sum{side="right"} 0
    wait_seconds_count{side="right"} 0
    wait_seconds_created{side="right"} start
    # EOF
"#;

#[tokio::test]
async fn openmetrics_shows_a_created_timestamp_for_each_counting_series() {
    CALLS_TOTAL.with(Side::Left).inc_by(2);
    COST_TOTAL.inc_by(0.5);
    COMMITS_TOTAL.with(Repo::new("r")).inc();
    COMMITS_TOTAL.with(Repo::new("no room")).inc();
    DRIFT.with(Side::Left).observe(-3.0);
    WAIT_SECONDS.with(Side::Left).observe(-1.0);
    MERGE_SECONDS.with(Repo::new("r")).observe(0.5);
    let exporter = || with_created(CATALOG);
    let shown = text(exporter(), OPENMETRICS, "").await;
    assert_exposition(&shown, ALL_KINDS);

    // Nothing else changes, and created timestamps are off by default.
    let without = Exporter::builder().catalog(&CATALOG);
    let plain = shown.lines().filter(|line| !line.contains("_created"));
    let plain: String = plain.map(|line| line.to_owned() + "\n").collect();
    assert_exposition(&text(without.clone(), OPENMETRICS, "").await, &plain);
    assert_exposition(
        &text(exporter().created(false), OPENMETRICS, "").await,
        &plain,
    );
    for format in ["text/plain", "text/plain; version=1.0.0"] {
        let with = text(exporter(), format, "").await;
        assert_exposition(&with, &text(without.clone(), format, "").await);
    }

    // After an exemplar, which belongs to the sample before it.
    let trace = Exemplar::new(1, 2);
    CALLS_TOTAL.with(Side::Left).inc_with_exemplar(&trace);
    COMMITS_TOTAL.with(Repo::new("r")).inc_with_exemplar(&trace);
    let shown = text(exporter(), OPENMETRICS, "").await;
    let lines: Vec<&str> = shown.lines().collect();
    let behind = lines.windows(2).filter(|pair| pair[0].contains(" # {"));
    let behind: Vec<&str> = behind.map(|pair| pair[1]).collect();
    assert_eq!(
        behind,
        [
            r#"calls_created{side="left"} start"#,
            r#"commits_created{repo="r"} later"#,
            r#"old_calls_created{side="left"} start"#,
        ]
    );
}
