//! Compiles and runs the example calls in the documentation of generated items.
//!
//! `calls.rs` contains them as tests. The macro crate generates it from its expansions, which cover all kinds of metrics, labels and states.

#![allow(
    deprecated,
    reason = "deprecated items are documented too, and lints of schemas are deprecation warnings"
)]

use pforge_metrics::Catalog;
use pforge_metrics::generic::Store;

mod schemas {
    macro_rules! schemas {
        ($($schema:ident $path:literal;)*) => {$(
            pub mod $schema {
                pforge_metrics::include_metrics!($path);
            }
        )*};
    }
    schemas! {
        kinds "pforge-metrics-macros/tests/expand/kinds.toml";
        labels "pforge-metrics-macros/tests/expand/labels.toml";
        native "pforge-metrics-macros/tests/expand/native.toml";
        renamed "pforge-metrics-macros/tests/expand/renamed.toml";
        state "pforge-metrics-macros/tests/expand/state.toml";
        too_large_for_lanes "pforge-metrics-macros/tests/expand/too_large_for_lanes.toml";
        with_labels "pforge-metrics-macros/tests/expand/with_labels.toml";
        without_labels "pforge-metrics-macros/tests/expand/without_labels.toml";
    }
}

/// The struct in state.toml.
#[derive(pforge_metrics::State)]
pub struct BudgetState {
    /// The only field.
    pub spent: f64,
}

#[expect(
    non_upper_case_globals,
    reason = "the generated documentation uses this name"
)]
static budget_state: BudgetState = BudgetState { spent: 0.75 };

include!("../pforge-metrics-macros/tests/expand/calls.rs");

/// Compares the values of a catalog after the calls with the expected ones.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the calls pass `&CATALOG`, as users do"
)]
fn assert_counted<C: Store>(catalog: &Catalog<C>, schema: &str) {
    let expected = COUNTED.iter().find(|(name, _)| *name == schema);
    let (_, expected) = expected.expect("each schema has an entry");
    let actual = format!("{:?}", catalog.snapshot());
    assert_eq!(actual, *expected, "{schema}");
}

/// The expected values. The timers have not been dropped yet.
const COUNTED: [(&str, &str); 8] = [
    (
        "kinds",
        r#"{worker_phase{worker="first", service="pforge", region="local"}: ["planning"], phase{service="pforge", region="local"}: ["planning"], efficiency{service="pforge", region="local"}: 0.5, calls_total{worker="first", service="pforge", region="local"}: 1}"#,
    ),
    (
        "labels",
        r#"{jobs_total{mode="fast", cached="true", shard_id="-1"}: 1, commits_total{repo="example"}: 1, merge_seconds{source="example", target="example"}: {sum: 0.25, counts: [1, 0, 0]}}"#,
    ),
    (
        "native",
        r#"{plan_duration_seconds{phase="planning"}: {sum: 0.25, counts: [1], native: schema 3, -16: 1}, call_duration_seconds: {sum: 0.5, counts: [0, 2, 0], native: schema 0, -2: 2}, request_duration_seconds: {sum: 0.5, counts: [0, 2, 0], native: schema 0, -2: 2}}"#,
    ),
    (
        "renamed",
        r#"{tokens_total{vendor="openai"}: 2, tokens_used_total{vendor="openai"}: 2, mood: 0.5}"#,
    ),
    (
        "state",
        r#"{efficiency: 0.5, gaps: 3, temperature_celsius: 0.5, agents{role="planner", idle="false"}: 3, agents{role="planner", idle="true"}: 3, agents{role="fixer", idle="false"}: 3, agents{role="fixer", idle="true"}: 3, spent_ratio: 0.75}"#,
    ),
    (
        "too_large_for_lanes",
        r#"{numbers_total{a="0", b="0", c="0", d="0"}: 1, ticks_total: 1, numbers_seconds{a="0", b="0", c="0"}: {sum: 0.25, counts: [0, 1, 0, 0]}}"#,
    ),
    (
        "with_labels",
        r#"{jobs_total{role="reader"}: 1, attempts_total{role="reader", outcome="done"}: 1, handoffs_total{from="reader", type="reader"}: 1, workers_active{role="reader"}: 3, job_duration_seconds{outcome="done"}: {sum: 0.25, counts: [0, 1, 0]}}"#,
    ),
    (
        "without_labels",
        "{jobs_total: 1, cpu_seconds_total: 0.5, load_ratio: 0.5, queue_length: 3, job_duration_seconds: {sum: 0.25, counts: [0, 1, 0, 0]}}",
    ),
];
