const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/state.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Role of an agent.\n\nThe label `role` of [`AGENTS`].\n\nDeclared in `tests/expand/state.toml:11`."]
    pub enum Role = "role" { #[doc = "`planner`"] Planner = "planner", #[doc = "`fixer`"]
    Fixer = "fixer", }
}
::pforge_metrics::__private::label_bool! {
    #[doc =
    "Whether it waits.\n\nThe label `idle` of [`AGENTS`].\n\nDeclared in `tests/expand/state.toml:15`."]
    pub struct Idle = "idle";
}
///The type of [`EFFICIENCY`].
pub type EfficiencySeries = ::pforge_metrics::__private::Gauge<
    Cells,
    f64,
    ::pforge_metrics::__private::Grouped,
>;
/**Efficiency of the puzzle.

Gauge `efficiency`.

A field of [`PuzzleState`], published by [`update_puzzle_state`].

In Rust:

```rs
EFFICIENCY.set(0.5);
```

A struct holds it as [`EfficiencySeries`].

Declared in `tests/expand/state.toml:1`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static EFFICIENCY: EfficiencySeries = EfficiencySeries::new(0);
///The type of [`GAPS`].
pub type GapsSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    i64,
    ::pforge_metrics::__private::Grouped,
>;
/**Empty places of the puzzle.

Gauge of integers `gaps`.

A field of [`PuzzleState`], published by [`update_puzzle_state`].

In Rust:

```rs
GAPS.set(3);
```

A struct holds it as [`GapsSeries`].

Declared in `tests/expand/state.toml:4`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static GAPS: GapsSeries = GapsSeries::new(1);
///The type of [`TEMPERATURE_CELSIUS`].
pub type TemperatureCelsiusSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Temperature of the machine.

Gauge `temperature_celsius`.

Unit `celsius`.

In Rust:

```rs
TEMPERATURE_CELSIUS.set(0.5);
```

A struct holds it as [`TemperatureCelsiusSeries`].

Declared in `tests/expand/state.toml:8`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static TEMPERATURE_CELSIUS: TemperatureCelsiusSeries = TemperatureCelsiusSeries::new(
    8,
);
///One series of [`AGENTS`], as `.with(…)` returns it.
pub type AgentsSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    i64,
    ::pforge_metrics::__private::Grouped,
>;
///The type of [`AGENTS`].
pub type AgentsFamily = ::pforge_metrics::__private::Family<AgentsSeries, (Role, Idle)>;
/**Agents there are.

Gauge of integers `agents`.

Labels (4 series):

* `role` ([`Role`]): Role of an agent.
* `idle` ([`Idle`]): Whether it waits.

A field of [`PuzzleState`], published by [`update_puzzle_state`].

In Rust:

```rs
AGENTS.with((Role::Planner, Idle(true))).set(3);
```

A struct holds a series as [`AgentsSeries`], and the family as [`AgentsFamily`].

In PromQL:

```promql
sum by (role, idle) (agents)
```

Declared in `tests/expand/state.toml:19`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static AGENTS: AgentsFamily = AgentsFamily::new(AgentsSeries::new(2));
///The type of [`SPENT_RATIO`].
pub type SpentRatioSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    f64,
    ::pforge_metrics::__private::Unset<::pforge_metrics::__private::Grouped>,
>;
/**Share of the budget that is spent.

Gauge `spent_ratio`.

Not exposed until it is first set.

Unit `ratio`.

A field of `crate::BudgetState`, published by [`update_budget_state`].

In Rust:

```rs
SPENT_RATIO.set(0.5);
```

A struct holds it as [`SpentRatioSeries`].

Declared in `tests/expand/state.toml:24`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static SPENT_RATIO: SpentRatioSeries = SpentRatioSeries::new(6);
///A value for each [`Role`].
pub type ByRole<T> = ::pforge_metrics::__private::By<Role, T, 2>;
///A value for each [`Idle`].
pub type ByIdle<T> = ::pforge_metrics::__private::By<Idle, T, 2>;
/**Snapshot of the puzzle.

Published as a whole by [`update_puzzle_state`].

Declared in `tests/expand/state.toml:28`.*/
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq
)]
pub struct PuzzleState {
    /**Efficiency of the puzzle.

The value of [`EFFICIENCY`].*/
    pub efficiency: f64,
    /**Empty places of the puzzle.

The value of [`GAPS`].*/
    pub gaps: i64,
    /**Agents there are.

The values of [`AGENTS`].*/
    pub agents: ByRole<ByIdle<i64>>,
}
/**Publishes a [`PuzzleState`]: a scrape sees all of it or nothing.

Updates from several threads take effect one after the other.

In Rust:

```rs
update_puzzle_state(&PuzzleState {
    efficiency: 0.5,
    gaps: 3,
    agents: ByRole::from_fn(|_| ByIdle::from_fn(|_| 3)),
});
```*/
pub fn update_puzzle_state(state: &PuzzleState) {
    ::pforge_metrics::__private::publish::<
        Cells,
    >(|update| {
        let value: f64 = state.efficiency;
        EFFICIENCY.store(value, update);
        let value: i64 = state.gaps;
        GAPS.store(value, update);
        let value: &ByRole<ByIdle<i64>> = &state.agents;
        AGENTS.store(value, update);
    });
}
const _: () = ::pforge_metrics::__private::assert_state_fields::<
    crate::BudgetState,
>("budget", &["spent"]);
/**Publishes a `crate::BudgetState`: a scrape sees all of it or nothing.

Updates from several threads take effect one after the other.

In Rust:

```rs
update_budget_state(&budget_state);
```*/
pub fn update_budget_state(state: &crate::BudgetState) {
    ::pforge_metrics::__private::publish::<
        Cells,
    >(|update| {
        let value: f64 = state.spent;
        SPENT_RATIO.store(value, update);
    });
}
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 0, shared : 9, grouped : 8 } &
    [::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "efficiency", "Efficiency of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(0)),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "gaps", "Empty places of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(1)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "temperature_celsius",
    "Temperature of the machine.", ::pforge_metrics::__private::Placement::Shared(8))
    .with_unit("celsius"), ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "agents", "Agents there are.",
    ::pforge_metrics::__private::Placement::Shared(2)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Idle > ("idle")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "spent_ratio",
    "Share of the budget that is spent.",
    ::pforge_metrics::__private::Placement::Shared(6)).optional().with_unit("ratio")]
}
/**All metrics of `tests/expand/state.toml`: what is served, read as a whole, and compared in tests.

* [`EFFICIENCY`]: Efficiency of the puzzle.
* [`GAPS`]: Empty places of the puzzle.
* [`TEMPERATURE_CELSIUS`]: Temperature of the machine.
* [`AGENTS`]: Agents there are.
* [`SPENT_RATIO`]: Share of the budget that is spent.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
