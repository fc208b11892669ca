//! What the one of everything means.

use crate::made_of_metrics;
use pforge_metrics_schema::{
    Better, Bounds, Buckets, BucketsId, Compiled, Constant, ConstantValue, Deprecated, Domain,
    Group, GroupId, Histogram, Kind, Label, LabelId, LabelValue, Metric, MetricId, MetricLabel,
    Native, Number, Owner, OwnerId, Place, Schema, SourceId, Stability, State, StateField,
    StateStruct, Verify,
};

pub(crate) fn schema(compiled: &Compiled) -> Schema {
    Schema {
        prefix: String::new(),
        constants: vec![literal(compiled, "region", "eu")],
        groups: vec![Group {
            name: "agents".to_owned(),
            title: "Agents".to_owned(),
            help: None,
        }],
        owners: vec![Owner {
            name: "runtime".to_owned(),
            contact: "runtime@pforge.example".to_owned(),
            team: Some("Runtime".to_owned()),
        }],
        buckets: vec![Buckets {
            name: "tick".to_owned(),
            bounds: vec![0.1, 0.2, 0.3],
        }],
        labels: labels(compiled),
        metrics: metrics(compiled),
        states: states(compiled),
        promql: made_of_metrics::promql(),
        verify: Verify {
            ignore: vec!["old_*".to_owned()],
        },
        records: made_of_metrics::records(compiled),
        alerts: made_of_metrics::alerts(compiled),
        dashboards: made_of_metrics::dashboards(compiled),
        uses: made_of_metrics::uses(),
    }
}

/// The place of a table in one of the files: its header is the only line with that text.
pub(crate) fn place(compiled: &Compiled, header: &str) -> Place {
    let found = sources(compiled).into_iter().find_map(|source| {
        let mut lines = compiled.sources[source].text.lines();
        let line = lines.position(|line| line == format!("[{header}]"))? + 1;
        let column = header.find('.')? + 3;
        Some(Place {
            source,
            line,
            column,
        })
    });
    found.unwrap_or_else(|| panic!("no table {header}"))
}

/// The place of a key that one of the files has once.
fn key_place(compiled: &Compiled, key: &str) -> Place {
    let found = sources(compiled).into_iter().find_map(|source| {
        let lines = compiled.sources[source].text.lines().enumerate();
        let mut found = lines.filter_map(|(i, line)| Some((i, line.find(&format!("{key} = "))?)));
        let (line, column) = found.next()?;
        Some(Place {
            source,
            line: line + 1,
            column: column + 1,
        })
    });
    found.unwrap_or_else(|| panic!("no key {key}"))
}

/// The two files, told by the first and the last of the metrics.
fn sources(compiled: &Compiled) -> [SourceId; 2] {
    let metrics = &compiled.schema.metrics;
    [0, metrics.len() - 1].map(|at| metrics[at].place.source)
}

fn labels(compiled: &Compiled) -> Vec<Label> {
    let label = |name: &str, exported: &str, type_name: &str, help: &str, domain| Label {
        name: name.to_owned(),
        exported: exported.to_owned(),
        type_name: type_name.to_owned(),
        help: help.to_owned(),
        domain,
        place: place(compiled, &format!("label.{name}")),
    };
    let planner = LabelValue {
        wire: "planner".to_owned(),
        variant: "Planner".to_owned(),
        help: Some("Plans.".to_owned()),
        deprecated: None,
    };
    let self_repair = LabelValue {
        wire: "self-repair".to_owned(),
        variant: "Repairer".to_owned(),
        help: None,
        deprecated: Some(Deprecated {
            since: "1.1".to_owned(),
            renamed_to: None,
            note: Some("It died.".to_owned()),
            remove_in: Some("2".to_owned()),
        }),
    };
    let agent_type = Domain::Closed(vec![planner, self_repair]);
    let repo = Domain::Open {
        max: 50,
        max_len: 64,
        overflow: "_other".to_owned(),
    };
    let shard = Domain::Range { first: -1, last: 6 };
    vec![
        label(
            "agent_type",
            "agent_type",
            "AgentType",
            "Role of an agent.",
            agent_type,
        ),
        label("repo", "repository", "Repo", "Repository.", repo),
        label("cached", "cached", "Cached", "Cached.", Domain::Bool),
        label("shard", "shard", "Shard", "Shard.", shard),
    ]
}

const AGENT_TYPE: LabelId = LabelId(0);
const REPO: LabelId = LabelId(1);
const CACHED: LabelId = LabelId(2);
const SHARD: LabelId = LabelId(3);

fn metrics(compiled: &Compiled) -> Vec<Metric> {
    let metric = |table: &str, help: &str, kind, labels| plain(table, help, kind, labels, compiled);
    let int_gauge = || gauge(Number::Int, None, false);
    let handoffs = Metric {
        named_labels: Some("HandoffsTotalLabels".to_owned()),
        unit: Some("{handoffs}".to_owned()),
        group: Some(GroupId(0)),
        owner: Some(OwnerId(0)),
        stability: Stability::Beta,
        better: Some(Better::Higher),
        exemplars: true,
        note: Some("More.".to_owned()),
        refs: vec!["https://pforge.example".to_owned()],
        ..metric(
            "counter.handoffs_total",
            "Handoffs.",
            Kind::Counter(Number::Int),
            vec![
                used("from", "from", AGENT_TYPE),
                used("type", "r#type", AGENT_TYPE),
            ],
        )
    };
    let holes = Metric {
        deprecated: Some(Deprecated {
            since: "1.0.0".to_owned(),
            renamed_to: Some(MetricId(3)),
            note: None,
            remove_in: None,
        }),
        ..metric("gauge.holes", "Gaps.", int_gauge(), vec![])
    };
    let plans = vec![
        used("repository", "repo", REPO),
        used("cached", "cached", CACHED),
    ];
    let by_shard = || vec![used("shard", "shard", SHARD)];
    let ratio = gauge(Number::Float, Some((0.0, 1.0)), true);
    let ticks = Kind::Histogram(Histogram {
        bounds: Some(Bounds::Preset(BucketsId(0))),
        native: Some(Native {
            schema: 3,
            max_buckets: 100,
            zero_threshold: 1e-6,
        }),
    });
    let by_agent_type = vec![used("agent_type", "agent_type", AGENT_TYPE)];
    let build = Kind::Info(vec![
        environment(compiled, "version", "CARGO_PKG_VERSION", None),
        environment(compiled, "sha", "SHA", Some("none")),
        literal(compiled, "os", "linux"),
    ]);
    vec![
        handoffs,
        holes,
        metric(
            "counter.plans_total",
            "Plans.",
            Kind::Counter(Number::Float),
            plans,
        ),
        metric("gauge.gaps", "Gaps.", int_gauge(), vec![]),
        Metric {
            unit: Some("ratio".to_owned()),
            ..metric("gauge.load_ratio", "Load.", ratio, vec![])
        },
        metric(
            "gauge.agents",
            "Agents.",
            gauge(Number::Float, None, false),
            by_shard(),
        ),
        Metric {
            unit: Some("seconds".to_owned()),
            ..metric("histogram.tick_seconds", "Ticks.", ticks, by_agent_type)
        },
        metric(
            "stateset.phase",
            "Phase.",
            Kind::StateSet(AGENT_TYPE),
            by_shard(),
        ),
        metric("info.build_info", "Build.", build, vec![]),
    ]
}

/// A metric of which nothing optional is said.
fn plain(
    table: &str,
    help: &str,
    kind: Kind,
    labels: Vec<MetricLabel>,
    compiled: &Compiled,
) -> Metric {
    let (_, name) = table.split_once('.').expect("a kind and a name");
    let words = name
        .split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..]);
    let camel: String = words.collect();
    Metric {
        name: name.to_owned(),
        static_name: name.to_uppercase(),
        series_type: camel.clone() + "Series",
        family_type: (!labels.is_empty()).then(|| camel + "Family"),
        help: help.to_owned(),
        kind,
        labels,
        named_labels: None,
        unit: None,
        group: None,
        owner: None,
        stability: Stability::Alpha,
        better: None,
        deprecated: None,
        exemplars: false,
        note: None,
        refs: Vec::new(),
        place: place(compiled, table),
    }
}

fn states(compiled: &Compiled) -> Vec<State> {
    let field = |field: &str, metric| StateField {
        field: field.to_owned(),
        metric: MetricId(metric),
    };
    vec![
        State {
            name: "puzzle".to_owned(),
            shape: StateStruct::Generated("PuzzleState".to_owned()),
            update_fn: "update_puzzle_state".to_owned(),
            help: "Puzzle.".to_owned(),
            fields: vec![field("r#type", 3), field("load", 4)],
            place: place(compiled, "state.puzzle"),
        },
        State {
            name: "swarm".to_owned(),
            shape: StateStruct::Existing("crate::Swarm".to_owned()),
            update_fn: "update_agents".to_owned(),
            help: "Swarm.".to_owned(),
            fields: vec![field("agents", 5)],
            place: place(compiled, "state.swarm"),
        },
    ]
}

fn used(name: &str, field: &str, label: LabelId) -> MetricLabel {
    MetricLabel {
        name: name.to_owned(),
        field: field.to_owned(),
        label,
    }
}

fn gauge(number: Number, range: Option<(f64, f64)>, unset: bool) -> Kind {
    Kind::Gauge {
        number,
        range,
        unset,
    }
}

fn literal(compiled: &Compiled, name: &str, value: &str) -> Constant {
    Constant {
        name: name.to_owned(),
        value: ConstantValue::Literal(value.to_owned()),
        place: key_place(compiled, name),
    }
}

fn environment(compiled: &Compiled, name: &str, variable: &str, default: Option<&str>) -> Constant {
    Constant {
        name: name.to_owned(),
        value: ConstantValue::Environment {
            variable: variable.to_owned(),
            default: default.map(str::to_owned),
        },
        place: key_place(compiled, name),
    }
}
