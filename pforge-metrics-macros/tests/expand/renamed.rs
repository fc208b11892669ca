const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/renamed.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Who served the call.\n\nThe label `vendor` of [`TOKENS_TOTAL`], [`TOKENS_USED_TOTAL`].\n\nDeclared in `tests/expand/renamed.toml:3`."]
    pub enum Vendor = "vendor" { #[doc = "`openai`"] Openai = "openai", #[doc =
    "`local`"] Local = "local", }
}
///One series of [`TOKENS_TOTAL`], as `.with(…)` returns it.
pub type TokensTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`TOKENS_TOTAL`].
pub type TokensTotalFamily = ::pforge_metrics::__private::Family<
    TokensTotalSeries,
    Vendor,
>;
/**Tokens used.

Counter `tokens_total`.

Labels (2 series):

* `vendor` ([`Vendor`]): Who served the call.

Shows the values of [`TOKENS_USED_TOTAL`] under its old name, until version 9\.0.

In Rust:

```rs
TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
```

A struct holds a series as [`TokensTotalSeries`], and the family as [`TokensTotalFamily`].

In PromQL:

```promql
sum by (vendor) (rate(tokens_total[5m]))
```

Declared in `tests/expand/renamed.toml:7`.*/
#[deprecated(since = "0.1.0", note = "use `TOKENS_USED_TOTAL`")]
#[allow(dead_code, reason = "it is served whoever uses it")]
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static TOKENS_TOTAL: TokensTotalFamily = TokensTotalFamily::new(
    TokensTotalSeries::new(0),
);
///One series of [`TOKENS_USED_TOTAL`], as `.with(…)` returns it.
pub type TokensUsedTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`TOKENS_USED_TOTAL`].
pub type TokensUsedTotalFamily = ::pforge_metrics::__private::Family<
    TokensUsedTotalSeries,
    Vendor,
>;
/**Tokens used.

Counter `tokens_used_total`.

Labels (2 series):

* `vendor` ([`Vendor`]): Who served the call.

In Rust:

```rs
TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
```

A struct holds a series as [`TokensUsedTotalSeries`], and the family as [`TokensUsedTotalFamily`].

In PromQL:

```promql
sum by (vendor) (rate(tokens_used_total[5m]))
```

Declared in `tests/expand/renamed.toml:12`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static TOKENS_USED_TOTAL: TokensUsedTotalFamily = TokensUsedTotalFamily::new(
    TokensUsedTotalSeries::new(0),
);
///The type of [`MOOD`].
pub type MoodSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Mood of the swarm.

Gauge `mood`.

In Rust:

```rs
MOOD.set(0.5);
```

A struct holds it as [`MoodSeries`].

Declared in `tests/expand/renamed.toml:16`.*/
#[deprecated(since = "0.1.0", note = "Nobody could say what it was.")]
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static MOOD: MoodSeries = MoodSeries::new(0);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 2, shared : 1, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "tokens_total",
    "(Deprecated since 0.1: use tokens_used_total) Tokens used.",
    ::pforge_metrics::__private::Placement::Lanes(0)).alias().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Vendor > ("vendor")])
    .deprecated("0.1", ::core::option::Option::Some("tokens_used_total"),
    ::core::option::Option::None), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "tokens_used_total", "Tokens used.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Vendor > ("vendor")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "mood",
    "(Deprecated since 0.1: Nobody could say what it was.) Mood of the swarm.",
    ::pforge_metrics::__private::Placement::Shared(0)).deprecated("0.1",
    ::core::option::Option::None,
    ::core::option::Option::Some("Nobody could say what it was."))]
}
/**All metrics of `tests/expand/renamed.toml`: what is served, read as a whole, and compared in tests.

* [`TOKENS_TOTAL`]: Tokens used.
* [`TOKENS_USED_TOTAL`]: Tokens used.
* [`MOOD`]: Mood of the swarm.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
