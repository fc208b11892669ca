const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/with_labels.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Role of a worker.\n\nLabel `role` of [`JOBS_TOTAL`], [`ATTEMPTS_TOTAL`], [`HANDOFFS_TOTAL`], [`WORKERS_ACTIVE`].\n\nDeclared in `tests/expand/with_labels.toml:5`."]
    pub enum Role = "role" { #[doc = "`reader`: Reads jobs."] Reader = "reader", #[doc =
    "`self-repair`: Repairs the other workers."] SelfRepair = "self-repair", }
}
::pforge_metrics::__private::label! {
    #[doc =
    "Outcome of a job.\n\nLabel `outcome` of [`ATTEMPTS_TOTAL`], [`JOB_DURATION_SECONDS`].\n\nDeclared in `tests/expand/with_labels.toml:12`."]
    pub enum Outcome = "outcome" { #[doc = "`done`"] Done = "done", #[doc = "`404`"] V404
    = "404", }
}
///One series of [`JOBS_TOTAL`], as returned by `.with(…)`.
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`JOBS_TOTAL`].
pub type JobsTotalFamily = ::pforge_metrics::__private::Family<JobsTotalSeries, Role>;
/**Jobs done.

Counter `jobs_total`.

* Series: 2

Its type is [`JobsTotalFamily`]. The type of one series is [`JobsTotalSeries`].

# Labels

* `role` ([`Role`]): Role of a worker.

# Examples

```rs
JOBS_TOTAL.with(Role::Reader).inc();
```

# PromQL

```promql
sum by (role) (rate(jobs_total[5m]))
```

Declared in `tests/expand/with_labels.toml:16`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static JOBS_TOTAL: JobsTotalFamily = JobsTotalFamily::new(JobsTotalSeries::new(0));
///One series of [`ATTEMPTS_TOTAL`], as returned by `.with(…)`.
pub type AttemptsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`ATTEMPTS_TOTAL`].
pub type AttemptsTotalFamily = ::pforge_metrics::__private::Family<
    AttemptsTotalSeries,
    (Role, Outcome),
>;
/**Attempts at a job.

Counter `attempts_total`.

* Series: 4

Its type is [`AttemptsTotalFamily`]. The type of one series is [`AttemptsTotalSeries`].

# Labels

* `role` ([`Role`]): Role of a worker.
* `outcome` ([`Outcome`]): Outcome of a job.

# Examples

```rs
ATTEMPTS_TOTAL.with((Role::Reader, Outcome::Done)).inc();
```

# PromQL

```promql
sum by (role, outcome) (rate(attempts_total[5m]))
```

Declared in `tests/expand/with_labels.toml:21`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static ATTEMPTS_TOTAL: AttemptsTotalFamily = AttemptsTotalFamily::new(
    AttemptsTotalSeries::new(2),
);
///One series of [`HANDOFFS_TOTAL`], as returned by `.with(…)`.
pub type HandoffsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`HANDOFFS_TOTAL`].
pub type HandoffsTotalFamily = ::pforge_metrics::__private::Family<
    HandoffsTotalSeries,
    HandoffsTotalLabels,
>;
/**Jobs handed from one worker to another.

Counter `handoffs_total`.

* Series: 4

Its type is [`HandoffsTotalFamily`]. The type of one series is [`HandoffsTotalSeries`].

# Labels

* `from` ([`Role`]): Role of a worker.
* `type` ([`Role`]): Role of a worker.

# Examples

```rs
HANDOFFS_TOTAL.with(HandoffsTotalLabels { from: Role::Reader, r#type: Role::Reader }).inc();
```

# PromQL

```promql
sum by (from, type) (rate(handoffs_total[5m]))
```

Declared in `tests/expand/with_labels.toml:25`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static HANDOFFS_TOTAL: HandoffsTotalFamily = HandoffsTotalFamily::new(
    HandoffsTotalSeries::new(6),
);
///The label set of [`HANDOFFS_TOTAL`].
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
pub struct HandoffsTotalLabels {
    ///`from`: Role of a worker.
    pub from: Role,
    ///`type`: Role of a worker.
    pub r#type: Role,
}
impl ::pforge_metrics::__private::Sealed for HandoffsTotalLabels {}
impl ::pforge_metrics::__private::LabelSet for HandoffsTotalLabels {
    const SERIES: usize = <(
        Role,
        Role,
    ) as ::pforge_metrics::__private::LabelSet>::SERIES;
    const OPEN: bool = <(Role, Role) as ::pforge_metrics::__private::LabelSet>::OPEN;
    #[inline]
    fn index(self) -> usize {
        ::pforge_metrics::__private::LabelSet::index((self.from, self.r#type))
    }
}
///One series of [`WORKERS_ACTIVE`], as returned by `.with(…)`.
pub type WorkersActiveSeries = ::pforge_metrics::__private::Gauge<Cells, i64>;
///The type of [`WORKERS_ACTIVE`].
pub type WorkersActiveFamily = ::pforge_metrics::__private::Family<
    WorkersActiveSeries,
    Role,
>;
/**Active workers.

Integer gauge `workers_active`.

* Series: 2

Its type is [`WorkersActiveFamily`]. The type of one series is [`WorkersActiveSeries`].

# Labels

* `role` ([`Role`]): Role of a worker.

# Examples

```rs
WORKERS_ACTIVE.with(Role::Reader).set(3);
```

# PromQL

```promql
sum by (role) (workers_active)
```

Declared in `tests/expand/with_labels.toml:29`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static WORKERS_ACTIVE: WorkersActiveFamily = WorkersActiveFamily::new(
    WorkersActiveSeries::new(0),
);
///One series of [`JOB_DURATION_SECONDS`], as returned by `.with(…)`.
pub type JobDurationSecondsSeries = ::pforge_metrics::__private::Histogram<Cells, 2>;
///The type of [`JOB_DURATION_SECONDS`].
pub type JobDurationSecondsFamily = ::pforge_metrics::__private::Family<
    JobDurationSecondsSeries,
    Outcome,
>;
/**Duration of a job.

Histogram `job_duration_seconds`.

* Series: 2
* Buckets: `0.1`, `1`, `+Inf`
* Unit: `seconds`

Its type is [`JobDurationSecondsFamily`]. The type of one series is [`JobDurationSecondsSeries`].

# Labels

* `outcome` ([`Outcome`]): Outcome of a job.

# Examples

```rs
let _timer = JOB_DURATION_SECONDS.with(Outcome::Done).start_timer(); // observes the elapsed time on drop
JOB_DURATION_SECONDS.with(Outcome::Done).observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum by (le, outcome) (rate(job_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/with_labels.toml:34`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static JOB_DURATION_SECONDS: JobDurationSecondsFamily = JobDurationSecondsFamily::new(
    JobDurationSecondsSeries::new(10, &[0.1, 1.0]),
);
::pforge_metrics::__private::cells! {
    #[doc =
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
    pub Cells { lanes : 18, shared : 2, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "jobs_total", "Jobs done.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role")])
    .with_group("Work"), ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "attempts_total", "Attempts at a job.",
    ::pforge_metrics::__private::Placement::Lanes(2)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Outcome > ("outcome")]),
    ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "handoffs_total",
    "Jobs handed from one worker to another.",
    ::pforge_metrics::__private::Placement::Lanes(6)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("from"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("type")]),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "workers_active", "Active workers.",
    ::pforge_metrics::__private::Placement::Shared(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "job_duration_seconds",
    "Duration of a job.", ::pforge_metrics::__private::Placement::Lanes(10))
    .with_bounds(& [0.1, 1.0]).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Outcome > ("outcome")])
    .with_unit("seconds")]
}
/**The metrics declared in `tests/expand/with_labels.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`ATTEMPTS_TOTAL`]: Attempts at a job.
* [`HANDOFFS_TOTAL`]: Jobs handed from one worker to another.
* [`WORKERS_ACTIVE`]: Active workers.
* [`JOB_DURATION_SECONDS`]: Duration of a job.

# Work

Jobs, workers and outcomes.

* [`JOBS_TOTAL`]: Jobs done.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
