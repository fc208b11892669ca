//! What a schema means once it is compiled.

use pforge_metrics_schema::{
    Bounds, Buckets, BucketsId, Compiled, Group, GroupId, Kind, Label, LabelId, LabelValue, Metric,
    MetricId, MetricLabel, Number, Place, Schema, Source, State, StateField, compile,
};

fn compiled(text: &str) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    compile(source, &Surroundings::NONE)
}

fn names(schema: &Schema) -> Vec<&str> {
    schema
        .metrics
        .iter()
        .map(|metric| metric.name.as_str())
        .collect()
}

/// One of everything.
const EVERY_ITEM: &str = r#"
[group.agents]
title = "Agents"

[buckets]
tick = { linear = { start = 0.1, width = 0.1, count = 3 } }

[label.agent_type]
help = "Role of an agent."
[label.agent_type.values]
planner     = "Plans."
self-repair = { variant = "Repairer" }

[counter.handoffs_total]
help   = "Handoffs."
labels = { from = "agent_type", type = "agent_type" }
group  = "agents"

[histogram.tick_seconds]
help    = "Ticks."
labels  = ["agent_type"]
buckets = "tick"

[gauge.gaps]
help  = "Gaps."
value = "int"

[state.puzzle]
help   = "Puzzle."
fields = { type = "gaps" }
"#;

#[test]
fn a_schema_is_resolved_in_full() {
    let Compiled {
        schema,
        diagnostics,
    } = compiled(EVERY_ITEM);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(schema, meaning_of_every_item());
    assert_eq!(
        schema
            .metrics
            .iter()
            .map(|metric| metric.series(&schema))
            .collect::<Vec<_>>(),
        [4, 2, 1]
    );
    assert_eq!(
        schema.bounds(&Bounds::Preset(BucketsId(0))),
        [0.1, 0.2, 0.3]
    );
}

fn meaning_of_every_item() -> Schema {
    let value = |wire: &str, variant: &str, help: Option<&str>| LabelValue {
        wire: wire.to_owned(),
        variant: variant.to_owned(),
        help: help.map(str::to_owned),
    };
    let label = |name: &str, field: &str| MetricLabel {
        name: name.to_owned(),
        field: field.to_owned(),
        label: LabelId(0),
    };
    let metric = |name: &str, help: &str, line, column, kind| Metric {
        name: name.to_owned(),
        static_name: name.to_uppercase(),
        help: help.to_owned(),
        kind,
        labels: Vec::new(),
        named_labels: None,
        group: None,
        place: Place { line, column },
    };
    Schema {
        groups: vec![Group {
            name: "agents".to_owned(),
            title: "Agents".to_owned(),
            help: None,
        }],
        buckets: vec![Buckets {
            name: "tick".to_owned(),
            bounds: vec![0.1, 0.2, 0.3],
        }],
        labels: vec![Label {
            name: "agent_type".to_owned(),
            type_name: "AgentType".to_owned(),
            help: "Role of an agent.".to_owned(),
            values: vec![
                value("planner", "Planner", Some("Plans.")),
                value("self-repair", "Repairer", None),
            ],
            place: Place { line: 8, column: 8 },
        }],
        metrics: vec![
            Metric {
                labels: vec![label("from", "from"), label("type", "r#type")],
                named_labels: Some("HandoffsTotalLabels".to_owned()),
                group: Some(GroupId(0)),
                ..metric(
                    "handoffs_total",
                    "Handoffs.",
                    14,
                    10,
                    Kind::Counter(Number::Int),
                )
            },
            Metric {
                labels: vec![label("agent_type", "agent_type")],
                ..metric(
                    "tick_seconds",
                    "Ticks.",
                    19,
                    12,
                    Kind::Histogram(Bounds::Preset(BucketsId(0))),
                )
            },
            metric("gaps", "Gaps.", 24, 8, Kind::Gauge(Number::Int)),
        ],
        states: vec![State {
            name: "puzzle".to_owned(),
            type_name: "PuzzleState".to_owned(),
            update_fn: "update_puzzle_state".to_owned(),
            help: "Puzzle.".to_owned(),
            fields: vec![StateField {
                field: "r#type".to_owned(),
                metric: MetricId(2),
            }],
            place: Place {
                line: 28,
                column: 8,
            },
        }],
    }
}

#[test]
fn everything_keeps_the_order_of_the_file() {
    let text = r#"
[histogram.z_seconds]
help    = "Z."
labels  = ["b", "a"]
buckets = [1, 2]
[counter.y_total]
help = "Y."
[gauge.x]
help = "X."
[counter.a_total]
help = "A."
[label.b]
help   = "B."
values = { z = "Z.", a = "A.", m = "M." }
[label.a]
help   = "A."
values = ["z", "a"]
"#;
    let Compiled {
        schema,
        diagnostics,
    } = compiled(text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(names(&schema), ["z_seconds", "y_total", "x", "a_total"]);
    let labels: Vec<_> = schema
        .labels
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    assert_eq!(labels, ["b", "a"]);
    let values: Vec<_> = schema.labels[0]
        .values
        .iter()
        .map(|value| value.wire.as_str())
        .collect();
    assert_eq!(values, ["z", "a", "m"]);
    let used: Vec<_> = schema.metrics[0]
        .labels
        .iter()
        .map(|label| label.name.as_str())
        .collect();
    assert_eq!(used, ["b", "a"]);
}

#[test]
fn what_only_breaks_a_convention_stays() {
    let text = r#"
prefix = "app_"
[cardinality]
max_per_metric = 1
[label.unused]
values = ["a"]
[label.Big]
help   = "big"
values = ["x", "y"]
[counter.camelCase]
labels = ["Big"]
group  = "nowhere"
"#;
    let Compiled {
        schema,
        diagnostics,
    } = compiled(text);
    let broken: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.id)
        .collect();
    let expected = [
        "help_required",
        "unused_label",
        "snake_case",
        "help_period",
        "help_required",
        "prefix_required",
        "snake_case",
        "counter_total",
        "cardinality",
        "unknown_ref",
    ];
    assert_eq!(broken, expected);
    assert_eq!(names(&schema), ["camelCase"]);
    assert_eq!(
        (schema.metrics[0].help.as_str(), schema.metrics[0].group),
        ("", None)
    );
    assert_eq!(schema.labels.len(), 2);
}

#[test]
fn what_cannot_be_represented_is_left_out_with_all_that_needs_it() {
    let text = r#"
[buckets]
bad = [2, 1]
[label.empty]
help   = "Empty."
values = []
[label.twice]
help   = "Twice."
values = ["a", "a"]
[counter.a_total]
help   = "Without values."
labels = ["empty"]
[counter.b_total]
help   = "With equal values."
labels = ["twice"]
[counter.c_total]
help   = "With an unknown label."
labels = ["nothing"]
[histogram.d]
help    = "With bad buckets."
buckets = "bad"
[gauge.e]
help  = "With an unknown type."
value = "bool"
[gauge.f]
help = "Sound."
[histogram.f]
help    = "The second of its name."
buckets = [1, 2]
[state.whole]
help   = "Keeps what it can."
fields = ["e", "f"]
[state.gone]
help   = "Keeps nothing."
fields = ["a_total"]
"#;
    let Compiled {
        schema,
        diagnostics,
    } = compiled(text);
    assert_eq!(diagnostics.len(), 7, "{diagnostics:?}");
    assert_eq!(names(&schema), ["f"]);
    assert!(schema.labels.is_empty() && schema.buckets.is_empty());
    assert_eq!(schema.states.len(), 1);
    assert_eq!(
        schema.states[0].fields,
        [StateField {
            field: "f".to_owned(),
            metric: MetricId(0)
        }]
    );
}

#[test]
fn after_a_syntax_error_the_sound_metrics_are_still_there_and_one_error_is_told() {
    let text =
        "[counter.a_total]\nhelp = \"A.\"\n[counter.b_total\nhelp = \"B\"\n[gauge.c]\nhelp = C\n";
    let Compiled {
        schema,
        diagnostics,
    } = compiled(text);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].rule.id, "syntax");
    assert_eq!(names(&schema), ["a_total", "c"]);
}

#[test]
fn places_count_characters_and_neither_the_byte_order_mark_nor_the_carriage_return() {
    let text = "\u{feff}counter.ä\u{a0}\u{a0}_total = 1\r\n";
    assert_eq!(compiled(text).diagnostics[0].rule.id, "syntax");
    let text = "\u{feff}[counter.\"pé é\"]\r\nhelp = \"Ä ä\"\r\nhelb = 1\r\n";
    let source = Source {
        path: "some/metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let Compiled {
        schema,
        diagnostics,
    } = compile(&source);
    assert_eq!(
        schema.metrics[0].place,
        Place {
            line: 1,
            column: 10
        }
    );
    let headlines: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.headline(&source))
        .collect();
    let expected = [
        "some/metrics.toml:1:10: counter `pé é` is not in snake_case",
        "some/metrics.toml:1:10: counter `pé é` must end in `_total`",
        "some/metrics.toml:2:8: help should end in a period",
        "some/metrics.toml:3:1: counter `pé é` has no key `helb`",
    ];
    assert_eq!(headlines, expected);
    let rendered = "\
warning[help_period]: help should end in a period
 --> some/metrics.toml:2:8
  |
2 | help = \"Ä ä\"
  |        ^^^^^
";
    assert_eq!(diagnostics[2].render(&source), rendered);
    assert!(
        diagnostics[0]
            .render(&source)
            .contains("\n1 | [counter.\"pé é\"]\n  |          ^^^^^^\n")
    );
}
