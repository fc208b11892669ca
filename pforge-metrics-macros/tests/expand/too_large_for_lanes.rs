const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"),
    "/tests/expand/too_large_for_lanes.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "A decimal digit.\n\nLabel `digit` of [`NUMBERS_TOTAL`], [`NUMBERS_SECONDS`].\n\nDeclared in `tests/expand/too_large_for_lanes.toml:5`."]
    pub enum Digit = "digit" { #[doc = "`0`"] V0 = "0", #[doc = "`1`"] V1 = "1", #[doc =
    "`2`"] V2 = "2", #[doc = "`3`"] V3 = "3", #[doc = "`4`"] V4 = "4", #[doc = "`5`"] V5
    = "5", #[doc = "`6`"] V6 = "6", #[doc = "`7`"] V7 = "7", #[doc = "`8`"] V8 = "8",
    #[doc = "`9`"] V9 = "9", }
}
///One series of [`NUMBERS_TOTAL`], as returned by `.with(…)`.
pub type NumbersTotalSeries = ::pforge_metrics::__private::Counter<
    Cells,
    u64,
    ::pforge_metrics::__private::Shared,
>;
///The type of [`NUMBERS_TOTAL`].
pub type NumbersTotalFamily = ::pforge_metrics::__private::Family<
    NumbersTotalSeries,
    NumbersTotalLabels,
>;
/**Numbers with four digits.

Counter `numbers_total`.

* Series: 10000

Its type is [`NumbersTotalFamily`]. The type of one series is [`NumbersTotalSeries`].

# Labels

* `a` ([`Digit`]): A decimal digit.
* `b` ([`Digit`]): A decimal digit.
* `c` ([`Digit`]): A decimal digit.
* `d` ([`Digit`]): A decimal digit.

# Examples

```rs
NUMBERS_TOTAL.with(NumbersTotalLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0, d: Digit::V0 }).inc();
```

# PromQL

```promql
sum by (a, b, c, d) (rate(numbers_total[5m]))
```

Declared in `tests/expand/too_large_for_lanes.toml:9`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static NUMBERS_TOTAL: NumbersTotalFamily = NumbersTotalFamily::new(
    NumbersTotalSeries::new(0),
);
///The label set of [`NUMBERS_TOTAL`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::hash::Hash,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
)]
pub struct NumbersTotalLabels {
    ///`a`: A decimal digit.
    pub a: Digit,
    ///`b`: A decimal digit.
    pub b: Digit,
    ///`c`: A decimal digit.
    pub c: Digit,
    ///`d`: A decimal digit.
    pub d: Digit,
}
impl ::pforge_metrics::__private::Sealed for NumbersTotalLabels {}
impl ::pforge_metrics::__private::LabelSet for NumbersTotalLabels {
    const SERIES: usize = <(
        Digit,
        Digit,
        Digit,
        Digit,
    ) as ::pforge_metrics::__private::LabelSet>::SERIES;
    const OPEN: bool = <(
        Digit,
        Digit,
        Digit,
        Digit,
    ) as ::pforge_metrics::__private::LabelSet>::OPEN;
    #[inline]
    fn index(self) -> usize {
        ::pforge_metrics::__private::LabelSet::index((self.a, self.b, self.c, self.d))
    }
}
///The type of [`TICKS_TOTAL`].
pub type TicksTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
/**Ticks.

Counter `ticks_total`.

Its type is [`TicksTotalSeries`].

# Examples

```rs
TICKS_TOTAL.inc();
```

# PromQL

```promql
rate(ticks_total[5m])
```

Declared in `tests/expand/too_large_for_lanes.toml:13`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static TICKS_TOTAL: TicksTotalSeries = TicksTotalSeries::new(0);
///One series of [`NUMBERS_SECONDS`], as returned by `.with(…)`.
pub type NumbersSecondsSeries = ::pforge_metrics::__private::Histogram<
    Cells,
    3,
    ::pforge_metrics::__private::Shared,
>;
///The type of [`NUMBERS_SECONDS`].
pub type NumbersSecondsFamily = ::pforge_metrics::__private::Family<
    NumbersSecondsSeries,
    NumbersSecondsLabels,
>;
/**Duration per number of three digits.

Histogram `numbers_seconds`.

* Series: 1000
* Buckets: `0.1`, `1`, `10`, `+Inf`
* Unit: `seconds`

Its type is [`NumbersSecondsFamily`]. The type of one series is [`NumbersSecondsSeries`].

# Labels

* `a` ([`Digit`]): A decimal digit.
* `b` ([`Digit`]): A decimal digit.
* `c` ([`Digit`]): A decimal digit.

# Examples

```rs
let _timer = NUMBERS_SECONDS.with(NumbersSecondsLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0 }).start_timer(); // observes the elapsed time on drop
NUMBERS_SECONDS.with(NumbersSecondsLabels { a: Digit::V0, b: Digit::V0, c: Digit::V0 }).observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum by (le, a, b, c) (rate(numbers_seconds_bucket[5m])))
```

Declared in `tests/expand/too_large_for_lanes.toml:16`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static NUMBERS_SECONDS: NumbersSecondsFamily = NumbersSecondsFamily::new(
    NumbersSecondsSeries::new(10000, &[0.1, 1.0, 10.0]),
);
///The label set of [`NUMBERS_SECONDS`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::hash::Hash,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
)]
pub struct NumbersSecondsLabels {
    ///`a`: A decimal digit.
    pub a: Digit,
    ///`b`: A decimal digit.
    pub b: Digit,
    ///`c`: A decimal digit.
    pub c: Digit,
}
impl ::pforge_metrics::__private::Sealed for NumbersSecondsLabels {}
impl ::pforge_metrics::__private::LabelSet for NumbersSecondsLabels {
    const SERIES: usize = <(
        Digit,
        Digit,
        Digit,
    ) as ::pforge_metrics::__private::LabelSet>::SERIES;
    const OPEN: bool = <(
        Digit,
        Digit,
        Digit,
    ) as ::pforge_metrics::__private::LabelSet>::OPEN;
    #[inline]
    fn index(self) -> usize {
        ::pforge_metrics::__private::LabelSet::index((self.a, self.b, self.c))
    }
}
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 1, shared : 15000, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "numbers_total",
    "Numbers with four digits.", ::pforge_metrics::__private::Placement::Shared(0))
    .with_labels(& [::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("a"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("b"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("c"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("d")]),
    ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "ticks_total", "Ticks.",
    ::pforge_metrics::__private::Placement::Lanes(0)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "numbers_seconds",
    "Duration per number of three digits.",
    ::pforge_metrics::__private::Placement::Shared(10000)).with_bounds(& [0.1, 1.0,
    10.0]).with_labels(& [::pforge_metrics::__private::LabelDescriptor::new:: < Digit >
    ("a"), ::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("b"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Digit > ("c")])
    .with_unit("seconds")]
}
/**The metrics declared in `tests/expand/too_large_for_lanes.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`NUMBERS_TOTAL`]: Numbers with four digits.
* [`TICKS_TOTAL`]: Ticks.
* [`NUMBERS_SECONDS`]: Duration per number of three digits.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
