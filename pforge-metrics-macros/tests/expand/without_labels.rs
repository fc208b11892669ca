const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"),
    "/tests/expand/without_labels.toml")
);
///The type of [`JOBS_TOTAL`].
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
/**Jobs done.

Counter `jobs_total`.

In Rust:

```rs
JOBS_TOTAL.inc();
```

A struct holds it as [`JobsTotalSeries`].

In PromQL:

```promql
rate(jobs_total[5m])
```

Declared in `tests/expand/without_labels.toml:4`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOBS_TOTAL: JobsTotalSeries = JobsTotalSeries::new(0);
///The type of [`CPU_SECONDS_TOTAL`].
pub type CpuSecondsTotalSeries = ::pforge_metrics::__private::Counter<Cells, f64>;
/**CPU time used.

Counter of fractions `cpu_seconds_total`.

Unit `seconds`.

In Rust:

```rs
CPU_SECONDS_TOTAL.inc_by(0.5);
```

A struct holds it as [`CpuSecondsTotalSeries`].

In PromQL:

```promql
rate(cpu_seconds_total[5m])
```

Declared in `tests/expand/without_labels.toml:7`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static CPU_SECONDS_TOTAL: CpuSecondsTotalSeries = CpuSecondsTotalSeries::new(1);
///The type of [`LOAD_RATIO`].
pub type LoadRatioSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Share of the workers that are busy.

Gauge `load_ratio`.

Unit `ratio`.

In Rust:

```rs
LOAD_RATIO.set(0.5);
```

A struct holds it as [`LoadRatioSeries`].

Declared in `tests/expand/without_labels.toml:11`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static LOAD_RATIO: LoadRatioSeries = LoadRatioSeries::new(0);
///The type of [`QUEUE_LENGTH`].
pub type QueueLengthSeries = ::pforge_metrics::__private::Gauge<Cells, i64>;
/**Jobs that wait.

Gauge of integers `queue_length`.

In Rust:

```rs
QUEUE_LENGTH.set(3);
```

A struct holds it as [`QueueLengthSeries`].

Declared in `tests/expand/without_labels.toml:14`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static QUEUE_LENGTH: QueueLengthSeries = QueueLengthSeries::new(1);
///The type of [`JOB_DURATION_SECONDS`].
pub type JobDurationSecondsSeries = ::pforge_metrics::__private::Histogram<Cells, 3>;
/**Time that a job took.

Histogram `job_duration_seconds`, with buckets up to `0.1`, `1`, `10` and `+Inf`.

Unit `seconds`.

In Rust:

```rs
let _timer = JOB_DURATION_SECONDS.start_timer(); // observes when it is dropped
JOB_DURATION_SECONDS.observe(0.25);
```

A struct holds it as [`JobDurationSecondsSeries`].

In PromQL:

```promql
histogram_quantile(0.99, sum by (le) (rate(job_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/without_labels.toml:18`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOB_DURATION_SECONDS: JobDurationSecondsSeries = JobDurationSecondsSeries::new(
    2,
    &[0.1, 1.0, 10.0],
);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 7, shared : 2, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "jobs_total", "Jobs done.",
    ::pforge_metrics::__private::Placement::Lanes(0)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Counter, "cpu_seconds_total", "CPU time used.",
    ::pforge_metrics::__private::Placement::Lanes(1)).with_unit("seconds"),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "load_ratio",
    "Share of the workers that are busy.",
    ::pforge_metrics::__private::Placement::Shared(0)).with_unit("ratio"),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "queue_length", "Jobs that wait.",
    ::pforge_metrics::__private::Placement::Shared(1)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "job_duration_seconds",
    "Time that a job took.", ::pforge_metrics::__private::Placement::Lanes(2))
    .with_bounds(& [0.1, 1.0, 10.0]).with_unit("seconds")]
}
/**All metrics of `tests/expand/without_labels.toml`: what is served, read as a whole, and compared in tests.

* [`JOBS_TOTAL`]: Jobs done.
* [`CPU_SECONDS_TOTAL`]: CPU time used.
* [`LOAD_RATIO`]: Share of the workers that are busy.
* [`QUEUE_LENGTH`]: Jobs that wait.
* [`JOB_DURATION_SECONDS`]: Time that a job took.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
