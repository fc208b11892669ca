const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/broken.toml")
);
::core::compile_error! {
    "counter name `jobs` does not end in `_total` [counter_total]\n --> tests/expand/broken.toml:1:10\n  |\n1 | [counter.jobs]\n  |          ^^^^\n  |\n  = note: to keep the old name for existing queries, declare it as a counter with `deprecated = { since = \"…\", renamed_to = \"jobs_total\" }`\n  = help: rename it to `jobs_total`"
}
const _: () = {
    #[deprecated(
        note = "`help` does not end in a period\n --> tests/expand/broken.toml:5:8\n  |\n5 | help = \"Attempts at a job\"\n  |        ^^^^^^^^^^^^^^^^^^^\n  |\n  = help: add a period"
    )]
    macro_rules! help_period {
        () => {};
    }
    help_period! {}
};
::core::compile_error! {
    "unknown label `queue` [unknown_ref]\n --> tests/expand/broken.toml:9:11\n  |\n9 | labels = [\"queue\"]\n  |           ^^^^^^^\n  |\n  = help: declare it: `[label.queue]` with `help = \"…\"` and `values = [\"…\"]`"
}
///The type of [`JOBS`].
pub type JobsSeries = ::pforge_metrics::__private::Counter<Cells>;
/**Jobs done.

Counter `jobs`.

In Rust:

```rs
JOBS.inc();
```

A struct holds it as [`JobsSeries`].

In PromQL:

```promql
rate(jobs[5m])
```

Declared in `tests/expand/broken.toml:1`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOBS: JobsSeries = JobsSeries::new(0);
///The type of [`ATTEMPTS_TOTAL`].
pub type AttemptsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
/**Attempts at a job

Counter `attempts_total`.

In Rust:

```rs
ATTEMPTS_TOTAL.inc();
```

A struct holds it as [`AttemptsTotalSeries`].

In PromQL:

```promql
rate(attempts_total[5m])
```

Declared in `tests/expand/broken.toml:4`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static ATTEMPTS_TOTAL: AttemptsTotalSeries = AttemptsTotalSeries::new(1);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 2, shared : 0, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "jobs", "Jobs done.",
    ::pforge_metrics::__private::Placement::Lanes(0)),
    ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "attempts_total", "Attempts at a job",
    ::pforge_metrics::__private::Placement::Lanes(1))]
}
/**All metrics of `tests/expand/broken.toml`: what is served, read as a whole, and compared in tests.

* [`JOBS`]: Jobs done.
* [`ATTEMPTS_TOTAL`]: Attempts at a job
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
