const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/native.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "What goes on.\n\nThe label `phase` of [`PLAN_DURATION_SECONDS`].\n\nDeclared in `tests/expand/native.toml:3`."]
    pub enum Phase = "phase" { #[doc = "`planning`"] Planning = "planning", #[doc =
    "`repairing`"] Repairing = "repairing", }
}
#[allow(non_upper_case_globals, reason = "no metric is called like this")]
static PLAN_DURATION_SECONDS_native: ::pforge_metrics::__private::NativeBuckets<256> = ::pforge_metrics::__private::NativeBuckets::new(
    3,
    2.938735877055719e-39,
);
///One series of [`PLAN_DURATION_SECONDS`], as `.with(…)` returns it.
pub type PlanDurationSecondsSeries = ::pforge_metrics::__private::Histogram<
    Cells,
    0,
    ::pforge_metrics::__private::Native<::pforge_metrics::__private::Lanes, 256>,
>;
///The type of [`PLAN_DURATION_SECONDS`].
pub type PlanDurationSecondsFamily = ::pforge_metrics::__private::Family<
    PlanDurationSecondsSeries,
    Phase,
>;
/**Time to make a plan.

Histogram `plan_duration_seconds`, with at most 256 native buckets of schema 3 for all series together.

Labels (2 series):

* `phase` ([`Phase`]): What goes on.

Unit `seconds`.

In Rust:

```rs
let _timer = PLAN_DURATION_SECONDS.with(Phase::Planning).start_timer(); // observes when it is dropped
PLAN_DURATION_SECONDS.with(Phase::Planning).observe(0.25);
```

A struct holds a series as [`PlanDurationSecondsSeries`], and the family as [`PlanDurationSecondsFamily`].

In PromQL:

```promql
histogram_quantile(0.99, sum by (phase) (rate(plan_duration_seconds[5m])))
```

Declared in `tests/expand/native.toml:7`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static PLAN_DURATION_SECONDS: PlanDurationSecondsFamily = PlanDurationSecondsFamily::new(
    PlanDurationSecondsSeries::with_native(165, &[], &PLAN_DURATION_SECONDS_native),
);
#[allow(non_upper_case_globals, reason = "no metric is called like this")]
static CALL_DURATION_SECONDS_native: ::pforge_metrics::__private::NativeBuckets<160> = ::pforge_metrics::__private::NativeBuckets::new(
    0,
    1e-6,
);
///The type of [`CALL_DURATION_SECONDS`].
pub type CallDurationSecondsSeries = ::pforge_metrics::__private::Histogram<
    Cells,
    2,
    ::pforge_metrics::__private::Native<
        ::pforge_metrics::__private::Traced<::pforge_metrics::__private::Lanes>,
        160,
    >,
>;
/**Time that a call took.

Histogram `call_duration_seconds`, with buckets up to `0.1`, `1` and `+Inf`, and at most 160 native buckets of schema 0.

Unit `seconds`; keeps exemplars.

In Rust:

```rs
let _timer = CALL_DURATION_SECONDS.start_timer(); // observes when it is dropped
CALL_DURATION_SECONDS.observe(0.25);
```

A struct holds it as [`CallDurationSecondsSeries`].

In PromQL:

```promql
histogram_quantile(0.99, sum(rate(call_duration_seconds[5m]))) or histogram_quantile(0.99, sum by (le) (rate(call_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/native.toml:12`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static CALL_DURATION_SECONDS: CallDurationSecondsSeries = CallDurationSecondsSeries::with_native(
    0,
    &[0.1, 1.0],
    &CALL_DURATION_SECONDS_native,
);
///The type of [`REQUEST_DURATION_SECONDS`].
pub type RequestDurationSecondsSeries = ::pforge_metrics::__private::Histogram<
    Cells,
    2,
    ::pforge_metrics::__private::Native<
        ::pforge_metrics::__private::Traced<::pforge_metrics::__private::Lanes>,
        160,
    >,
>;
/**Time that a call took.

Histogram `request_duration_seconds`, with buckets up to `0.1`, `1` and `+Inf`, and at most 160 native buckets of schema 0.

Unit `seconds`; keeps exemplars.

Shows the values of [`CALL_DURATION_SECONDS`] under its old name.

In Rust:

```rs
let _timer = CALL_DURATION_SECONDS.start_timer(); // observes when it is dropped
CALL_DURATION_SECONDS.observe(0.25);
```

A struct holds it as [`RequestDurationSecondsSeries`].

In PromQL:

```promql
histogram_quantile(0.99, sum(rate(request_duration_seconds[5m]))) or histogram_quantile(0.99, sum by (le) (rate(request_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/native.toml:18`.*/
#[deprecated(since = "0.1.0", note = "use `CALL_DURATION_SECONDS`")]
#[allow(dead_code, reason = "it is served whoever uses it")]
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static REQUEST_DURATION_SECONDS: RequestDurationSecondsSeries = RequestDurationSecondsSeries::with_native(
    0,
    &[0.1, 1.0],
    &CALL_DURATION_SECONDS_native,
);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 683, shared : 0, grouped : 0, exemplars : 165 } &
    [::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "plan_duration_seconds",
    "Time to make a plan.", ::pforge_metrics::__private::Placement::Lanes(165))
    .with_bounds(& []).with_native(PLAN_DURATION_SECONDS_native.table()).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Phase > ("phase")])
    .with_unit("seconds"), ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "call_duration_seconds",
    "Time that a call took.", ::pforge_metrics::__private::Placement::Lanes(0))
    .with_bounds(& [0.1, 1.0]).with_native(CALL_DURATION_SECONDS_native.table())
    .with_unit("seconds").with_exemplars(),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "request_duration_seconds",
    "(Deprecated since 0.1.0: use call_duration_seconds) Time that a call took.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_bounds(& [0.1, 1.0])
    .with_native(CALL_DURATION_SECONDS_native.table()).alias().with_unit("seconds")
    .with_exemplars().deprecated("0.1.0",
    ::core::option::Option::Some("call_duration_seconds"), ::core::option::Option::None)]
}
/**All metrics of `tests/expand/native.toml`: what is served, read as a whole, and compared in tests.

* [`PLAN_DURATION_SECONDS`]: Time to make a plan.
* [`CALL_DURATION_SECONDS`]: Time that a call took.
* [`REQUEST_DURATION_SECONDS`]: Time that a call took.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
