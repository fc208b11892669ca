const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/native.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Current activity.\n\nLabel `phase` of [`PLAN_DURATION_SECONDS`].\n\nDeclared in `tests/expand/native.toml:3`."]
    pub enum Phase = "phase" { #[doc = "`planning`"] Planning = "planning", #[doc =
    "`repairing`"] Repairing = "repairing", }
}
#[allow(
    non_upper_case_globals,
    reason = "the lower-case suffix avoids a clash with a metric"
)]
static PLAN_DURATION_SECONDS_native: ::pforge_metrics::__private::NativeBuckets<256> = ::pforge_metrics::__private::NativeBuckets::new(
    3,
    2.938735877055719e-39,
);
///One series of [`PLAN_DURATION_SECONDS`], as returned by `.with(…)`.
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
/**Duration of planning.

Histogram `plan_duration_seconds`.

* Series: 2
* Native buckets: schema 3, at most 256 for all series together
* Unit: `seconds`

Its type is [`PlanDurationSecondsFamily`]. The type of one series is [`PlanDurationSecondsSeries`].

# Labels

* `phase` ([`Phase`]): Current activity.

# Examples

```rs
let _timer = PLAN_DURATION_SECONDS.with(Phase::Planning).start_timer(); // observes the elapsed time on drop
PLAN_DURATION_SECONDS.with(Phase::Planning).observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum by (phase) (rate(plan_duration_seconds[5m])))
```

Declared in `tests/expand/native.toml:7`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static PLAN_DURATION_SECONDS: PlanDurationSecondsFamily = PlanDurationSecondsFamily::new(
    PlanDurationSecondsSeries::with_native(165, &[], &PLAN_DURATION_SECONDS_native),
);
#[allow(
    non_upper_case_globals,
    reason = "the lower-case suffix avoids a clash with a metric"
)]
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
/**Duration of a call.

Histogram `call_duration_seconds`.

* Buckets: `0.1`, `1`, `+Inf`
* Native buckets: schema 0, at most 160
* Unit: `seconds`
* Exemplars: yes

Its type is [`CallDurationSecondsSeries`].

# Examples

```rs
let _timer = CALL_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
CALL_DURATION_SECONDS.observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum(rate(call_duration_seconds[5m]))) or histogram_quantile(0.99, sum by (le) (rate(call_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/native.toml:12`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
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
/**Duration of a call.

Histogram `request_duration_seconds`.

Exports the values of [`CALL_DURATION_SECONDS`] under its old name.

* Buckets: `0.1`, `1`, `+Inf`
* Native buckets: schema 0, at most 160
* Unit: `seconds`
* Exemplars: yes

Its type is [`RequestDurationSecondsSeries`].

# Examples

```rs
let _timer = CALL_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
CALL_DURATION_SECONDS.observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum(rate(request_duration_seconds[5m]))) or histogram_quantile(0.99, sum by (le) (rate(request_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/native.toml:18`.*/
#[deprecated(since = "0.1.0", note = "use `CALL_DURATION_SECONDS`")]
#[allow(dead_code, reason = "exported even if no code uses it")]
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static REQUEST_DURATION_SECONDS: RequestDurationSecondsSeries = RequestDurationSecondsSeries::with_native(
    0,
    &[0.1, 1.0],
    &CALL_DURATION_SECONDS_native,
);
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 683, shared : 0, grouped : 0, exemplars : 165 } &
    [::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "plan_duration_seconds",
    "Duration of planning.", ::pforge_metrics::__private::Placement::Lanes(165))
    .with_bounds(& []).with_native(PLAN_DURATION_SECONDS_native.table()).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Phase > ("phase")])
    .with_unit("seconds"), ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "call_duration_seconds",
    "Duration of a call.", ::pforge_metrics::__private::Placement::Lanes(0))
    .with_bounds(& [0.1, 1.0]).with_native(CALL_DURATION_SECONDS_native.table())
    .with_unit("seconds").with_exemplars(),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "request_duration_seconds",
    "(Deprecated since 0.1.0: use call_duration_seconds) Duration of a call.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_bounds(& [0.1, 1.0])
    .with_native(CALL_DURATION_SECONDS_native.table()).alias().with_unit("seconds")
    .with_exemplars().deprecated("0.1.0",
    ::core::option::Option::Some("call_duration_seconds"), ::core::option::Option::None)]
}
/**The metrics declared in `tests/expand/native.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`PLAN_DURATION_SECONDS`]: Duration of planning.
* [`CALL_DURATION_SECONDS`]: Duration of a call.
* [`REQUEST_DURATION_SECONDS`]: Duration of a call.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
