const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"),
    "/tests/expand/without_labels.toml")
);
///The type of [`JOBS_TOTAL`].
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
/**Jobs done.

Counter `jobs_total`.

Its type is [`JobsTotalSeries`].

# Examples

```rs
JOBS_TOTAL.inc();
```

# PromQL

```promql
rate(jobs_total[5m])
```

Declared in `tests/expand/without_labels.toml:4`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static JOBS_TOTAL: JobsTotalSeries = JobsTotalSeries::new(0);
///The type of [`CPU_SECONDS_TOTAL`].
pub type CpuSecondsTotalSeries = ::pforge_metrics::__private::Counter<Cells, f64>;
/**CPU time used.

Floating-point counter `cpu_seconds_total`.

* Unit: `seconds`

Its type is [`CpuSecondsTotalSeries`].

# Examples

```rs
CPU_SECONDS_TOTAL.inc_by(0.5);
```

# PromQL

```promql
rate(cpu_seconds_total[5m])
```

Declared in `tests/expand/without_labels.toml:7`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static CPU_SECONDS_TOTAL: CpuSecondsTotalSeries = CpuSecondsTotalSeries::new(1);
///The type of [`LOAD_RATIO`].
pub type LoadRatioSeries = ::pforge_metrics::__private::Gauge<Cells>;
/**Busy share of the workers.

Gauge `load_ratio`.

* Unit: `ratio`

Its type is [`LoadRatioSeries`].

# Examples

```rs
LOAD_RATIO.set(0.5);
```

Declared in `tests/expand/without_labels.toml:11`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static LOAD_RATIO: LoadRatioSeries = LoadRatioSeries::new(0);
///The type of [`QUEUE_LENGTH`].
pub type QueueLengthSeries = ::pforge_metrics::__private::Gauge<Cells, i64>;
/**Waiting jobs.

Integer gauge `queue_length`.

Its type is [`QueueLengthSeries`].

# Examples

```rs
QUEUE_LENGTH.set(3);
```

Declared in `tests/expand/without_labels.toml:14`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static QUEUE_LENGTH: QueueLengthSeries = QueueLengthSeries::new(1);
///The type of [`JOB_DURATION_SECONDS`].
pub type JobDurationSecondsSeries = ::pforge_metrics::__private::Histogram<Cells, 3>;
/**Duration of a job.

Histogram `job_duration_seconds`.

* Buckets: `0.1`, `1`, `10`, `+Inf`
* Unit: `seconds`

Its type is [`JobDurationSecondsSeries`].

# Examples

```rs
let _timer = JOB_DURATION_SECONDS.start_timer(); // observes the elapsed time on drop
JOB_DURATION_SECONDS.observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum by (le) (rate(job_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/without_labels.toml:18`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static JOB_DURATION_SECONDS: JobDurationSecondsSeries = JobDurationSecondsSeries::new(
    2,
    &[0.1, 1.0, 10.0],
);
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 7, shared : 2, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "jobs_total", "Jobs done.",
    ::pforge_metrics::__private::Placement::Lanes(0)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Counter, "cpu_seconds_total", "CPU time used.",
    ::pforge_metrics::__private::Placement::Lanes(1)).with_unit("seconds"),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Gauge, "load_ratio",
    "Busy share of the workers.", ::pforge_metrics::__private::Placement::Shared(0))
    .with_unit("ratio"), ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "queue_length", "Waiting jobs.",
    ::pforge_metrics::__private::Placement::Shared(1)),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "job_duration_seconds",
    "Duration of a job.", ::pforge_metrics::__private::Placement::Lanes(2)).with_bounds(&
    [0.1, 1.0, 10.0]).with_unit("seconds")]
}
/**The metrics declared in `tests/expand/without_labels.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`JOBS_TOTAL`]: Jobs done.
* [`CPU_SECONDS_TOTAL`]: CPU time used.
* [`LOAD_RATIO`]: Busy share of the workers.
* [`QUEUE_LENGTH`]: Waiting jobs.
* [`JOB_DURATION_SECONDS`]: Duration of a job.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
