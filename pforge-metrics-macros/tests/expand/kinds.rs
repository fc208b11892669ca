const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/kinds.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "What goes on.\n\nThe label `phase` of [`WORKER_PHASE`], [`PHASE`].\n\nDeclared in `tests/expand/kinds.toml:9`."]
    pub enum Phase = "phase" { #[doc = "`planning`"] Planning = "planning", #[doc =
    "`repairing`"] Repairing = "repairing", #[doc = "`idle`"] Idle = "idle", }
}
::pforge_metrics::__private::label! {
    #[doc =
    "Who works.\n\nThe label `worker` of [`WORKER_PHASE`], [`CALLS_TOTAL`].\n\nDeclared in `tests/expand/kinds.toml:13`."]
    pub enum Worker = "worker" { #[doc = "`first`"] First = "first", #[doc = "`second`"]
    Second = "second", }
}
///One series of [`WORKER_PHASE`], as `.with(…)` returns it.
pub type WorkerPhaseSeries = ::pforge_metrics::__private::StateSet<Cells, Phase>;
///The type of [`WORKER_PHASE`].
pub type WorkerPhaseFamily = ::pforge_metrics::__private::Family<
    WorkerPhaseSeries,
    Worker,
>;
/**What a worker does.

State set `worker_phase` of [`Phase`].

Labels (6 series):

* `worker` ([`Worker`]): Who works.

In Rust:

```rs
WORKER_PHASE.with(Worker::First).set(Phase::Planning);
```

A struct holds a series as [`WorkerPhaseSeries`], and the family as [`WorkerPhaseFamily`].

In PromQL:

```promql
worker_phase == 1
```

Declared in `tests/expand/kinds.toml:17`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static WORKER_PHASE: WorkerPhaseFamily = WorkerPhaseFamily::new(
    WorkerPhaseSeries::new(0),
);
///The type of [`PHASE`].
pub type PhaseSeries = ::pforge_metrics::__private::StateSet<Cells, Phase>;
/**What the program does.

State set `phase` of [`Phase`].

In Rust:

```rs
PHASE.set(Phase::Planning);
```

A struct holds it as [`PhaseSeries`].

In PromQL:

```promql
phase == 1
```

Declared in `tests/expand/kinds.toml:22`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static PHASE: PhaseSeries = PhaseSeries::new(2);
///The type of [`BUILD_INFO`].
pub type BuildInfoSeries = ::pforge_metrics::__private::Info<Cells>;
/**Build of the program.

Info `build_info`.

* `revision`: the environment variable `PFORGE_TEST_REVISION` at compile time
* `channel`: `test`

A struct holds it as [`BuildInfoSeries`].

In PromQL:

```promql
up * on (job, instance) group_left (revision, channel) build_info
```

Declared in `tests/expand/kinds.toml:26`.*/
#[allow(dead_code, reason = "it is served whoever uses it")]
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static BUILD_INFO: BuildInfoSeries = BuildInfoSeries::new(
    &[
        (
            "revision",
            const {
                ::pforge_metrics::__private::environment(
                    ::core::option_env!("PFORGE_TEST_REVISION"),
                    ::core::option::Option::Some("unknown"),
                    "tests/expand/kinds.toml:28: label `revision` takes its value from the environment variable `PFORGE_TEST_REVISION`, which is empty, longer than 128 bytes, or has a control or bidirectional character",
                )
            },
        ),
        ("channel", "test"),
    ],
);
///The type of [`EFFICIENCY`].
pub type EfficiencySeries = ::pforge_metrics::__private::Gauge<
    Cells,
    f64,
    ::pforge_metrics::__private::Unset<::pforge_metrics::__private::Shared>,
>;
/**Efficiency of the puzzle (E)\.

Gauge `efficiency`, from `0` to `1`.

Not exposed until it is first set.

How much of the puzzle is solved.

0 is nothing, 1 is all of it.

Unit `{score}`; higher is better; stable; owned by Runtime (runtime\@pforge.example).

In Rust:

```rs
EFFICIENCY.set(0.5);
```

A struct holds it as [`EfficiencySeries`].

* <https://pforge.example/efficiency>

Declared in `tests/expand/kinds.toml:30`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static EFFICIENCY: EfficiencySeries = EfficiencySeries::new(3);
///One series of [`CALLS_TOTAL`], as `.with(…)` returns it.
pub type CallsTotalSeries = ::pforge_metrics::__private::Counter<
    Cells,
    u64,
    ::pforge_metrics::__private::Traced<::pforge_metrics::__private::Lanes>,
>;
///The type of [`CALLS_TOTAL`].
pub type CallsTotalFamily = ::pforge_metrics::__private::Family<
    CallsTotalSeries,
    Worker,
>;
/**Calls made.

Counter `calls_total`.

Labels (2 series):

* `worker` ([`Worker`]): Who works.

Keeps exemplars.

In Rust:

```rs
CALLS_TOTAL.with(Worker::First).inc();
```

A struct holds a series as [`CallsTotalSeries`], and the family as [`CallsTotalFamily`].

In PromQL:

```promql
sum by (worker) (rate(calls_total[5m]))
```

Declared in `tests/expand/kinds.toml:44`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static CALLS_TOTAL: CallsTotalFamily = CallsTotalFamily::new(
    CallsTotalSeries::new(0),
);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 2, shared : 5, grouped : 0, exemplars : 2 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::StateSet, "worker_phase", "What a worker does.",
    ::pforge_metrics::__private::Placement::Shared(0)).with_states:: < Phase > ()
    .with_labels(& [::pforge_metrics::__private::LabelDescriptor::new:: < Worker >
    ("worker"), ::pforge_metrics::__private::LabelDescriptor::constant("service",
    "pforge"), ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: label `region` takes its value from the environment variable `PFORGE_TEST_REGION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    })]), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::StateSet, "phase", "What the program does.",
    ::pforge_metrics::__private::Placement::Shared(2)).with_states:: < Phase > ()
    .with_labels(& [::pforge_metrics::__private::LabelDescriptor::constant("service",
    "pforge"), ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: label `region` takes its value from the environment variable `PFORGE_TEST_REGION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    })]), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Info, "build_info", "Build of the program.",
    ::pforge_metrics::__private::Placement::Shared(3)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::constant("revision", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REVISION"),
    ::core::option::Option::Some("unknown"),
    "tests/expand/kinds.toml:28: label `revision` takes its value from the environment variable `PFORGE_TEST_REVISION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    }), ::pforge_metrics::__private::LabelDescriptor::constant("channel", "test"),
    ::pforge_metrics::__private::LabelDescriptor::constant("service", "pforge"),
    ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: label `region` takes its value from the environment variable `PFORGE_TEST_REGION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    })]), ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "efficiency",
    "Efficiency of the puzzle (E).", ::pforge_metrics::__private::Placement::Shared(3))
    .optional().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::constant("service", "pforge"),
    ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: label `region` takes its value from the environment variable `PFORGE_TEST_REGION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    })]).with_unit("{score}").with_owner("runtime")
    .with_stability(::pforge_metrics::__private::Stability::Stable)
    .with_better(::pforge_metrics::__private::Better::Higher).with_range(0.0, 1.0),
    ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "calls_total", "Calls made.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Worker > ("worker"),
    ::pforge_metrics::__private::LabelDescriptor::constant("service", "pforge"),
    ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: label `region` takes its value from the environment variable `PFORGE_TEST_REGION`, which is empty, longer than 128 bytes, or has a control or bidirectional character")
    })]).with_exemplars()]
}
/**All metrics of `tests/expand/kinds.toml`: what is served, read as a whole, and compared in tests.

* [`WORKER_PHASE`]: What a worker does.
* [`PHASE`]: What the program does.
* [`BUILD_INFO`]: Build of the program.
* [`EFFICIENCY`]: Efficiency of the puzzle (E)\.
* [`CALLS_TOTAL`]: Calls made.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
