const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/kinds.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Current activity.\n\nLabel `phase` of [`WORKER_PHASE`], [`PHASE`].\n\nDeclared in `tests/expand/kinds.toml:9`."]
    pub enum Phase = "phase" { #[doc = "`planning`"] Planning = "planning", #[doc =
    "`repairing`"] Repairing = "repairing", #[doc = "`idle`"] Idle = "idle", }
}
::pforge_metrics::__private::label! {
    #[doc =
    "Worker.\n\nLabel `worker` of [`WORKER_PHASE`], [`CALLS_TOTAL`].\n\nDeclared in `tests/expand/kinds.toml:13`."]
    pub enum Worker = "worker" { #[doc = "`first`"] First = "first", #[doc = "`second`"]
    Second = "second", }
}
///One series of [`WORKER_PHASE`], as returned by `.with(…)`.
pub type WorkerPhaseSeries = ::pforge_metrics::__private::StateSet<Cells, Phase>;
///The type of [`WORKER_PHASE`].
pub type WorkerPhaseFamily = ::pforge_metrics::__private::Family<
    WorkerPhaseSeries,
    Worker,
>;
/**Phase of a worker.

State set `worker_phase`, with the states of [`Phase`].

* Series: 6

Its type is [`WorkerPhaseFamily`]. The type of one series is [`WorkerPhaseSeries`].

# Labels

* `worker` ([`Worker`]): Worker.

# Examples

```rs
WORKER_PHASE.with(Worker::First).set(Phase::Planning);
```

# PromQL

```promql
worker_phase == 1
```

Declared in `tests/expand/kinds.toml:17`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static WORKER_PHASE: WorkerPhaseFamily = WorkerPhaseFamily::new(
    WorkerPhaseSeries::new(0),
);
///The type of [`PHASE`].
pub type PhaseSeries = ::pforge_metrics::__private::StateSet<Cells, Phase>;
/**Phase of the program.

State set `phase`, with the states of [`Phase`].

Its type is [`PhaseSeries`].

# Examples

```rs
PHASE.set(Phase::Planning);
```

# PromQL

```promql
phase == 1
```

Declared in `tests/expand/kinds.toml:22`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static PHASE: PhaseSeries = PhaseSeries::new(2);
///The type of [`BUILD_INFO`].
pub type BuildInfoSeries = ::pforge_metrics::__private::Info<Cells>;
/**Build information.

Info metric `build_info`.

Its type is [`BuildInfoSeries`].

# Labels

* `revision`: value of the environment variable `PFORGE_TEST_REVISION` at compile time
* `channel`: `test`

# PromQL

```promql
up * on (job, instance) group_left (revision, channel) build_info
```

Declared in `tests/expand/kinds.toml:26`.*/
#[allow(dead_code, reason = "exported even if no code uses it")]
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static BUILD_INFO: BuildInfoSeries = BuildInfoSeries::new(
    &[
        (
            "revision",
            const {
                ::pforge_metrics::__private::environment(
                    ::core::option_env!("PFORGE_TEST_REVISION"),
                    ::core::option::Option::Some("unknown"),
                    "tests/expand/kinds.toml:28: invalid value of the environment variable `PFORGE_TEST_REVISION` for label `revision`: expected 1 to 128 bytes without control or bidirectional characters",
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

Gauge `efficiency`.

* Range: `0` to `1`
* Initial value: none, not exposed until it is first set
* Unit: `{score}`
* Better: higher
* Stability: stable
* Owner: Runtime (runtime\@pforge.example)

The share of the puzzle that is solved.

The value is 1 when it is complete.

Its type is [`EfficiencySeries`].

# Examples

```rs
EFFICIENCY.set(0.5);
```

# See also

* <https://pforge.example/efficiency>

Declared in `tests/expand/kinds.toml:30`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static EFFICIENCY: EfficiencySeries = EfficiencySeries::new(3);
///One series of [`CALLS_TOTAL`], as returned by `.with(…)`.
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

* Series: 2
* Exemplars: yes

Its type is [`CallsTotalFamily`]. The type of one series is [`CallsTotalSeries`].

# Labels

* `worker` ([`Worker`]): Worker.

# Examples

```rs
CALLS_TOTAL.with(Worker::First).inc();
```

# PromQL

```promql
sum by (worker) (rate(calls_total[5m]))
```

Declared in `tests/expand/kinds.toml:44`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static CALLS_TOTAL: CallsTotalFamily = CallsTotalFamily::new(
    CallsTotalSeries::new(0),
);
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 2, shared : 5, grouped : 0, exemplars : 2 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::StateSet, "worker_phase", "Phase of a worker.",
    ::pforge_metrics::__private::Placement::Shared(0)).with_states:: < Phase > ()
    .with_labels(& [::pforge_metrics::__private::LabelDescriptor::new:: < Worker >
    ("worker"), ::pforge_metrics::__private::LabelDescriptor::constant("service",
    "pforge"), ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: invalid value of the environment variable `PFORGE_TEST_REGION` for label `region`: expected 1 to 128 bytes without control or bidirectional characters")
    })]), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::StateSet, "phase", "Phase of the program.",
    ::pforge_metrics::__private::Placement::Shared(2)).with_states:: < Phase > ()
    .with_labels(& [::pforge_metrics::__private::LabelDescriptor::constant("service",
    "pforge"), ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: invalid value of the environment variable `PFORGE_TEST_REGION` for label `region`: expected 1 to 128 bytes without control or bidirectional characters")
    })]), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Info, "build_info", "Build information.",
    ::pforge_metrics::__private::Placement::Shared(3)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::constant("revision", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REVISION"),
    ::core::option::Option::Some("unknown"),
    "tests/expand/kinds.toml:28: invalid value of the environment variable `PFORGE_TEST_REVISION` for label `revision`: expected 1 to 128 bytes without control or bidirectional characters")
    }), ::pforge_metrics::__private::LabelDescriptor::constant("channel", "test"),
    ::pforge_metrics::__private::LabelDescriptor::constant("service", "pforge"),
    ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: invalid value of the environment variable `PFORGE_TEST_REGION` for label `region`: expected 1 to 128 bytes without control or bidirectional characters")
    })]), ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "efficiency",
    "Efficiency of the puzzle (E).", ::pforge_metrics::__private::Placement::Shared(3))
    .optional().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::constant("service", "pforge"),
    ::pforge_metrics::__private::LabelDescriptor::constant("region", const {
    ::pforge_metrics::__private::environment(::core::option_env!("PFORGE_TEST_REGION"),
    ::core::option::Option::Some("local"),
    "tests/expand/kinds.toml:3: invalid value of the environment variable `PFORGE_TEST_REGION` for label `region`: expected 1 to 128 bytes without control or bidirectional characters")
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
    "tests/expand/kinds.toml:3: invalid value of the environment variable `PFORGE_TEST_REGION` for label `region`: expected 1 to 128 bytes without control or bidirectional characters")
    })]).with_exemplars()]
}
/**The metrics declared in `tests/expand/kinds.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`WORKER_PHASE`]: Phase of a worker.
* [`PHASE`]: Phase of the program.
* [`BUILD_INFO`]: Build information.
* [`EFFICIENCY`]: Efficiency of the puzzle (E)\.
* [`CALLS_TOTAL`]: Calls made.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
