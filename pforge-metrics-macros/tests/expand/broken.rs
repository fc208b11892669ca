const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/broken.toml")
);
::core::compile_error! {
    "counter `jobs` must end in `_total` [counter_total]\n --> tests/expand/broken.toml:1:10\n  |\n1 | [counter.jobs]\n  |          ^^^^\n  |\n  = note: a counter of the old name with `deprecated = { since = \"…\", renamed_to = \"jobs_total\" }` keeps it for those who use it\n  = help: rename it to `jobs_total`"
}
const _: () = {
    #[deprecated(
        note = "help should end in a period\n --> tests/expand/broken.toml:5:8\n  |\n5 | help = \"Attempts at a job\"\n  |        ^^^^^^^^^^^^^^^^^^^"
    )]
    macro_rules! help_period {
        () => {};
    }
    help_period! {}
};
::core::compile_error! {
    "label `queue` is not declared [unknown_ref]\n --> tests/expand/broken.toml:9:11\n  |\n9 | labels = [\"queue\"]\n  |           ^^^^^^^\n  |\n  = help: declare it: `[label.queue]` with `help = \"…\"` and `values = [\"…\"]`"
}
/**Jobs done.

Counter `jobs`.

In Rust:

```rs
JOBS.inc();
```

In PromQL:

```promql
rate(jobs[5m])
```

Declared in `tests/expand/broken.toml:1`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOBS: ::pforge_metrics::__private::Counter<Cells> = ::pforge_metrics::__private::Counter::new(
    0,
);
/**Attempts at a job

Counter `attempts_total`.

In Rust:

```rs
ATTEMPTS_TOTAL.inc();
```

In PromQL:

```promql
rate(attempts_total[5m])
```

Declared in `tests/expand/broken.toml:4`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static ATTEMPTS_TOTAL: ::pforge_metrics::__private::Counter<Cells> = ::pforge_metrics::__private::Counter::new(
    1,
);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nYou need its name to keep a handle in a struct of your own, as in `Counter<Cells>`. A handle's further parameters follow from the schema and change with it: its labels and numbers, how many bounds, `Grouped` for a gauge of a state, `Unset` for one that starts unset, `Traced` where exemplars are kept, `Native` where buckets are, `Shared` for a family with a great many series."]
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
