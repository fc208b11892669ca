//! What a schema means once it is compiled: every item of the language, resolved in full.

mod expected;
mod made_of_metrics;

use pforge_metrics_schema::{
    Bounds, BucketsId, Compiled, Histogram, MetricId, Source, Surroundings, compile,
};

/// One of everything, in two files.
const EVERY_ITEM: &str = r#"
include = ["more/items.toml"]
[const_labels]
region = "eu"
[promql]
external_labels = ["datacenter"]
series = ["node_load1"]
[verify]
ignore = ["old_*"]
[group.agents]
title = "Agents"
[owner.runtime]
contact = "runtime@pforge.example"
team = "Runtime"
[buckets]
tick = { linear = { start = 0.1, width = 0.1, count = 3 } }
[label.agent_type]
help = "Role of an agent."
[label.agent_type.values]
planner = "Plans."
self-repair = { variant = "Repairer", deprecated = { since = "1.1", note = "It died.", remove_in = "2" } }
[counter.handoffs_total]
help = "Handoffs."
labels = { from = "agent_type", type = "agent_type" }
group = "agents"
owner = "runtime"
stability = "beta"
better = "higher"
exemplars = true
unit = "{handoffs}"
note = "More."
refs = ["https://pforge.example"]
[gauge.holes]
help = "Gaps."
value = "int"
deprecated = { since = "1.0.0", renamed_to = "gaps" }
[state.puzzle]
help = "Puzzle."
fields = { type = "gaps", load = "load_ratio" }
[state.swarm]
help = "Swarm."
fields = ["agents"]
type = "crate::Swarm"
update = "update_agents"
"#;

const MORE_ITEMS: &str = r#"
[label.repo]
help = "Repository."
rename = "repository"
open = { max = 50, max_len = 64 }
[label.cached]
help = "Cached."
type = "bool"
[label.shard]
help = "Shard."
range = [-1, 6]
[counter.plans_total]
help = "Plans."
value = "float"
labels = ["repo", "cached"]
[gauge.gaps]
help = "Gaps."
value = "int"
[gauge.load_ratio]
help = "Load."
range = [0, 1]
init = "unset"
[gauge.agents]
help = "Agents."
labels = ["shard"]
[histogram.tick_seconds]
help = "Ticks."
labels = ["agent_type"]
buckets = "tick"
native = { factor = 1.1, max_buckets = 100, zero_threshold = 1e-6 }
[stateset.phase]
help = "Phase."
states = "agent_type"
labels = ["shard"]
[info.build_info]
help = "Build."
labels = { version = { env = "CARGO_PKG_VERSION" }, sha = { env = "SHA", default = "none" }, os = "linux" }
"#;

fn compiled() -> Compiled {
    let root = Source {
        path: "metrics.toml".to_owned(),
        text: EVERY_ITEM.to_owned(),
    };
    let read = |path: &str| match path {
        "more/items.toml" => Ok(format!("{MORE_ITEMS}{}", made_of_metrics::ITEMS)),
        path => Err(format!("{path} is not included")),
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &read,
        lock: None,
    };
    compile(root, &surroundings)
}

#[test]
fn a_schema_is_resolved_in_full() {
    let compiled = compiled();
    assert!(
        compiled.diagnostics.is_empty(),
        "{:?}",
        compiled.diagnostics
    );
    let schema = &compiled.schema;
    let expected = expected::schema(&compiled);
    assert_eq!(schema.labels, expected.labels);
    assert_eq!(schema.metrics, expected.metrics);
    assert_eq!(*schema, expected);
}

#[test]
fn series_are_the_products_of_the_values() {
    let Compiled { schema, .. } = compiled();
    let series = schema
        .metrics
        .iter()
        .map(|metric| (metric.name.as_str(), metric.series(&schema)));
    let expected = [
        ("handoffs_total", 4),
        ("holes", 1),
        ("plans_total", 51 * 2),
        ("gaps", 1),
        ("load_ratio", 1),
        ("agents", 8),
        ("tick_seconds", 2),
        ("phase", 8 * 2),
        ("build_info", 1),
    ];
    assert_eq!(series.collect::<Vec<_>>(), expected);
    let open = schema.metrics.iter().filter(|it| it.is_open(&schema));
    assert_eq!(open.count(), 1);
    assert_eq!(schema.metrics[1].alias_of(), Some(MetricId(3)));
    let ticks = Histogram {
        bounds: Some(Bounds::Preset(BucketsId(0))),
        native: None,
    };
    let bounds = schema.bounds(&ticks);
    assert_eq!(bounds, [0.1, 0.2, 0.3]);
}
