const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/state.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Role of an agent.\n\nLabel `role` of [`AGENTS`].\n\nDeclared in `tests/expand/state.toml:11`."]
    pub enum Role = "role" { #[doc = "`planner`"] Planner = "planner", #[doc = "`fixer`"]
    Fixer = "fixer", }
}
::pforge_metrics::__private::label_bool! {
    #[doc =
    "Whether the agent is idle.\n\nLabel `idle` of [`AGENTS`].\n\nDeclared in `tests/expand/state.toml:15`."]
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

[`update_puzzle_state`] publishes it together with the other fields of [`PuzzleState`].

Its type is [`EfficiencySeries`].

# Examples

```rs
EFFICIENCY.set(0.5);
```

Declared in `tests/expand/state.toml:1`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static EFFICIENCY: EfficiencySeries = EfficiencySeries::new(0);
///The type of [`GAPS`].
pub type GapsSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    i64,
    ::pforge_metrics::__private::Grouped,
>;
/**Empty cells of the puzzle.

Integer gauge `gaps`.

[`update_puzzle_state`] publishes it together with the other fields of [`PuzzleState`].

Its type is [`GapsSeries`].

# Examples

```rs
GAPS.set(3);
```

Declared in `tests/expand/state.toml:4`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static GAPS: GapsSeries = GapsSeries::new(1);
///The type of [`TEMPERATURE_CELSIUS`].
pub type TemperatureCelsiusSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Temperature of the machine.

Gauge `temperature_celsius`.

* Unit: `celsius`

Its type is [`TemperatureCelsiusSeries`].

# Examples

```rs
TEMPERATURE_CELSIUS.set(0.5);
```

Declared in `tests/expand/state.toml:8`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static TEMPERATURE_CELSIUS: TemperatureCelsiusSeries = TemperatureCelsiusSeries::new(
    8,
);
///One series of [`AGENTS`], as returned by `.with(…)`.
pub type AgentsSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    i64,
    ::pforge_metrics::__private::Grouped,
>;
///The type of [`AGENTS`].
pub type AgentsFamily = ::pforge_metrics::__private::Family<AgentsSeries, (Role, Idle)>;
/**Agents by role.

Integer gauge `agents`.

* Series: 4

[`update_puzzle_state`] publishes it together with the other fields of [`PuzzleState`].

Its type is [`AgentsFamily`]. The type of one series is [`AgentsSeries`].

# Labels

* `role` ([`Role`]): Role of an agent.
* `idle` ([`Idle`]): Whether the agent is idle.

# Examples

```rs
AGENTS.with((Role::Planner, Idle(true))).set(3);
```

# PromQL

```promql
sum by (role, idle) (agents)
```

Declared in `tests/expand/state.toml:19`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static AGENTS: AgentsFamily = AgentsFamily::new(AgentsSeries::new(2));
///The type of [`SPENT_RATIO`].
pub type SpentRatioSeries = ::pforge_metrics::__private::Gauge<
    Cells,
    f64,
    ::pforge_metrics::__private::Unset<::pforge_metrics::__private::Grouped>,
>;
/**Spent share of the budget.

Gauge `spent_ratio`.

* Initial value: none, not exposed until it is first set
* Unit: `ratio`

[`update_budget_state`] publishes it together with the other fields of `crate::BudgetState`.

Its type is [`SpentRatioSeries`].

# Examples

```rs
SPENT_RATIO.set(0.5);
```

Declared in `tests/expand/state.toml:24`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static SPENT_RATIO: SpentRatioSeries = SpentRatioSeries::new(6);
///One value for each [`Role`].
pub type ByRole<T> = ::pforge_metrics::__private::By<Role, T, 2>;
///One value for each [`Idle`].
pub type ByIdle<T> = ::pforge_metrics::__private::By<Idle, T, 2>;
/**Snapshot of the puzzle.

[`update_puzzle_state`] publishes all fields at once.

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

Published as [`EFFICIENCY`].*/
    pub efficiency: f64,
    /**Empty cells of the puzzle.

Published as [`GAPS`].*/
    pub gaps: i64,
    /**Agents by role.

Published as the series of [`AGENTS`].*/
    pub agents: ByRole<ByIdle<i64>>,
}
/**Publishes all fields of a [`PuzzleState`] at once: a scrape never sees fields of different updates.

Concurrent calls wait for each other.

# Examples

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
/**Publishes all fields of a `crate::BudgetState` at once: a scrape never sees fields of different updates.

Concurrent calls wait for each other.

# Examples

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
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 0, shared : 9, grouped : 8 } &
    [::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "efficiency", "Efficiency of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(0)),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "gaps", "Empty cells of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(1)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "temperature_celsius",
    "Temperature of the machine.", ::pforge_metrics::__private::Placement::Shared(8))
    .with_unit("celsius"), ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "agents", "Agents by role.",
    ::pforge_metrics::__private::Placement::Shared(2)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Idle > ("idle")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "spent_ratio",
    "Spent share of the budget.", ::pforge_metrics::__private::Placement::Shared(6))
    .optional().with_unit("ratio")]
}
/**The metrics declared in `tests/expand/state.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`EFFICIENCY`]: Efficiency of the puzzle.
* [`GAPS`]: Empty cells of the puzzle.
* [`TEMPERATURE_CELSIUS`]: Temperature of the machine.
* [`AGENTS`]: Agents by role.
* [`SPENT_RATIO`]: Spent share of the budget.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
