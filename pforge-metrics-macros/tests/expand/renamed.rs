const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/renamed.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Vendor that served the call.\n\nLabel `vendor` of [`TOKENS_TOTAL`], [`TOKENS_USED_TOTAL`].\n\nDeclared in `tests/expand/renamed.toml:3`."]
    pub enum Vendor = "vendor" { #[doc = "`openai`"] Openai = "openai", #[doc =
    "`local`"] Local = "local", }
}
///One series of [`TOKENS_TOTAL`], as returned by `.with(…)`.
pub type TokensTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`TOKENS_TOTAL`].
pub type TokensTotalFamily = ::pforge_metrics::__private::Family<
    TokensTotalSeries,
    Vendor,
>;
/**Tokens used.

Counter `tokens_total`.

Exports the values of [`TOKENS_USED_TOTAL`] under its old name, until version 9\.0.

* Series: 2

Its type is [`TokensTotalFamily`]. The type of one series is [`TokensTotalSeries`].

# Labels

* `vendor` ([`Vendor`]): Vendor that served the call.

# Examples

```rs
TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
```

# PromQL

```promql
sum by (vendor) (rate(tokens_total[5m]))
```

Declared in `tests/expand/renamed.toml:7`.*/
#[deprecated(since = "0.1.0", note = "use `TOKENS_USED_TOTAL`")]
#[allow(dead_code, reason = "exported even if no code uses it")]
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static TOKENS_TOTAL: TokensTotalFamily = TokensTotalFamily::new(
    TokensTotalSeries::new(0),
);
///One series of [`TOKENS_USED_TOTAL`], as returned by `.with(…)`.
pub type TokensUsedTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`TOKENS_USED_TOTAL`].
pub type TokensUsedTotalFamily = ::pforge_metrics::__private::Family<
    TokensUsedTotalSeries,
    Vendor,
>;
/**Tokens used.

Counter `tokens_used_total`.

* Series: 2

Its type is [`TokensUsedTotalFamily`]. The type of one series is [`TokensUsedTotalSeries`].

# Labels

* `vendor` ([`Vendor`]): Vendor that served the call.

# Examples

```rs
TOKENS_USED_TOTAL.with(Vendor::Openai).inc();
```

# PromQL

```promql
sum by (vendor) (rate(tokens_used_total[5m]))
```

Declared in `tests/expand/renamed.toml:12`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static TOKENS_USED_TOTAL: TokensUsedTotalFamily = TokensUsedTotalFamily::new(
    TokensUsedTotalSeries::new(0),
);
///The type of [`MOOD`].
pub type MoodSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Mood of the swarm.

Gauge `mood`.

Its type is [`MoodSeries`].

# Examples

```rs
MOOD.set(0.5);
```

Declared in `tests/expand/renamed.toml:16`.*/
#[deprecated(since = "0.1.0", note = "Its value had no defined meaning.")]
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static MOOD: MoodSeries = MoodSeries::new(0);
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
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
    "(Deprecated since 0.1: Its value had no defined meaning.) Mood of the swarm.",
    ::pforge_metrics::__private::Placement::Shared(0)).deprecated("0.1",
    ::core::option::Option::None,
    ::core::option::Option::Some("Its value had no defined meaning."))]
}
/**The metrics declared in `tests/expand/renamed.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`TOKENS_TOTAL`]: Tokens used.
* [`TOKENS_USED_TOTAL`]: Tokens used.
* [`MOOD`]: Mood of the swarm.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
