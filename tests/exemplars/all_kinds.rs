//! Exemplars of all kinds of metrics, in complete expositions.

use crate::{TRACE, in_openmetrics, scrape};
use pforge_metrics::Exemplar;
use pforge_metrics::testing::assert_exposition;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.side]
        help   = "Side."
        values = ["left", "right"]

        [label.repo]
        help = "Repository."
        open = { max = 2 }

        [counter.plain_total]
        help   = "Kept without exemplars, between those that have some."
        labels = ["side"]

        [counter.calls_total]
        help      = "Calls."
        labels    = ["side"]
        exemplars = true

        [counter.old_calls_total]
        help       = "Calls."
        labels     = ["side"]
        deprecated = { since = "0.1", renamed_to = "calls_total" }

        [counter.cost_total]
        help      = "Cost."
        value     = "float"
        exemplars = true

        [counter.commits_total]
        help      = "Commits."
        labels    = ["repo"]
        exemplars = true

        [histogram.drift]
        help      = "Drift."
        buckets   = [-1, 0.5]
        exemplars = true

        [histogram.merge_seconds]
        help      = "Time that a merge took."
        labels    = ["repo"]
        buckets   = [1, 2]
        exemplars = true
        allow     = { open_on_histogram = "It has two values." }
        "#
    );
}

use metrics::*;

const ALL_KINDS: &str = r#"
    # TYPE calls counter
    # HELP calls Calls.
    calls_total{side="left"} 1
    calls_total{side="right"} 4 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 3 now
    # TYPE commits counter
    # HELP commits Commits.
    commits_total{repo="a"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 1 now
    # TYPE cost counter
    # HELP cost Cost.
    cost_total 0.25 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.25 now
    # TYPE drift histogram
    # HELP drift Drift.
    drift_bucket{le="-1.0"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} -2 now
    drift_bucket{le="0.5"} 2
    drift_bucket{le="+Inf"} 4 # {trace_id="00000000000000000000000000000001",span_id="0000000000000002"} 8.5 now
    # TYPE merge_seconds histogram
    # UNIT merge_seconds seconds
    # HELP merge_seconds Time that a merge took.
    merge_seconds_bucket{repo="a",le="1.0"} 1 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.5 now
    merge_seconds_bucket{repo="a",le="2.0"} 1
    merge_seconds_bucket{repo="a",le="+Inf"} 1
    merge_seconds_sum{repo="a"} 0.5
    merge_seconds_count{repo="a"} 1
    # TYPE old_calls counter
    # HELP old_calls (Deprecated since 0.1: use calls_total) Calls.
    old_calls_total{side="left"} 1
    old_calls_total{side="right"} 4 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 3 now
    # TYPE pforge_metrics_exemplars_dropped counter
    # HELP pforge_metrics_exemplars_dropped Number of dropped exemplars. Those of other libraries are counted again at each scrape that omits them.
    pforge_metrics_exemplars_dropped_total{reason="busy"} some
    pforge_metrics_exemplars_dropped_total{reason="too_long"} 0
    pforge_metrics_exemplars_dropped_total{reason="malformed"} 0
    # TYPE pforge_metrics_label_overflow counter
    # HELP pforge_metrics_label_overflow Number of updates that counted under the overflow value of an open label, because the label was full or the value was empty.
    pforge_metrics_label_overflow_total{label="repo"} 0
    # TYPE plain counter
    # HELP plain Kept without exemplars, between those that have some.
    plain_total{side="left"} 0
    plain_total{side="right"} 7
    # EOF
"#;

#[tokio::test]
async fn the_newest_exemplar_of_each_series_and_bucket_is_shown() {
    PLAIN_TOTAL.with(Side::Right).inc_by(7);
    CALLS_TOTAL.with(Side::Left).inc();
    CALLS_TOTAL
        .with(Side::Right)
        .inc_with_exemplar(&Exemplar::new(1, 1));
    CALLS_TOTAL
        .with(Side::Right)
        .inc_by_with_exemplar(3, &TRACE);
    COST_TOTAL.inc_by_with_exemplar(0.25, &TRACE);
    COMMITS_TOTAL.with(Repo::new("a")).inc_with_exemplar(&TRACE);
    DRIFT.observe_with_exemplar(-2.0, &TRACE);
    DRIFT.observe(0.25);
    DRIFT.observe_with_exemplar(4.0, &TRACE);
    DRIFT.observe_with_exemplar(
        8.5,
        &Exemplar::from_bytes(1_u128.to_be_bytes(), 2_u64.to_be_bytes()),
    );
    MERGE_SECONDS
        .with(Repo::new("a"))
        .observe_with_exemplar(0.5, &TRACE);
    assert_exposition(&in_openmetrics(&CATALOG).await, ALL_KINDS);

    let text = scrape(&CATALOG, "text/plain").await;
    assert!(!text.contains("trace_id"), "{text}");
}
