const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/state.toml")
);
/**Efficiency of the puzzle.

Gauge `efficiency`.

A field of [`PuzzleState`], published by [`update_puzzle_state`].

Declared in `tests/expand/state.toml:1`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static EFFICIENCY: ::pforge_metrics::__private::Gauge<
    Cells,
    f64,
    ::pforge_metrics::__private::Grouped,
> = ::pforge_metrics::__private::Gauge::new(0);
/**Empty places of the puzzle.

Gauge of integers `gaps`.

A field of [`PuzzleState`], published by [`update_puzzle_state`].

Declared in `tests/expand/state.toml:4`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static GAPS: ::pforge_metrics::__private::Gauge<
    Cells,
    i64,
    ::pforge_metrics::__private::Grouped,
> = ::pforge_metrics::__private::Gauge::new(1);
/**Temperature of the machine.

Gauge `temperature_celsius`.

Declared in `tests/expand/state.toml:8`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static TEMPERATURE_CELSIUS: ::pforge_metrics::__private::Gauge<Cells> = ::pforge_metrics::__private::Gauge::new(
    2,
);
/**Snapshot of the puzzle.

Published as a whole by [`update_puzzle_state`].

Declared in `tests/expand/state.toml:11`.*/
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq
)]
pub struct PuzzleState {
    /**Efficiency of the puzzle.

The value of [`EFFICIENCY`].*/
    pub efficiency: f64,
    /**Empty places of the puzzle.

The value of [`GAPS`].*/
    pub gaps: i64,
}
/**Publishes a [`PuzzleState`]: a scrape sees all of it or nothing.

Updates from several threads take effect one after the other.*/
pub fn update_puzzle_state(state: &PuzzleState) {
    ::pforge_metrics::__private::publish::<
        Cells,
    >(|update| {
        EFFICIENCY.store(state.efficiency, update);
        GAPS.store(state.gaps, update);
    });
}
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nYou need its name to keep a handle in a struct of your own, as in `Counter<Cells>`. A handle's further parameters follow from the schema and change with it: its labels and numbers, how many bounds, `Grouped` for a gauge of a state, `Shared` for a family with a great many series."]
    pub Cells { lanes : 0, shared : 3, grouped : 2 } &
    [::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "efficiency", "Efficiency of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(0)),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "gaps", "Empty places of the puzzle.",
    ::pforge_metrics::__private::Placement::Shared(1)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "temperature_celsius",
    "Temperature of the machine.", ::pforge_metrics::__private::Placement::Shared(2))]
}
/**All metrics of `tests/expand/state.toml`: what is served, read as a whole, and compared in tests.

* [`EFFICIENCY`]: Efficiency of the puzzle.
* [`GAPS`]: Empty places of the puzzle.
* [`TEMPERATURE_CELSIUS`]: Temperature of the machine.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
