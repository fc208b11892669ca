const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/with_labels.toml")
);
::pforge_metrics::__private::label! {
    #[doc =
    "Role of a worker.\n\nThe label `role` of [`JOBS_TOTAL`], [`ATTEMPTS_TOTAL`], [`HANDOFFS_TOTAL`], [`WORKERS_ACTIVE`].\n\nDeclared in `tests/expand/with_labels.toml:5`."]
    pub enum Role = "role" { #[doc = "`reader`: Reads jobs."] Reader = "reader", #[doc =
    "`self-repair`: Mends the others."] SelfRepair = "self-repair", }
}
::pforge_metrics::__private::label! {
    #[doc =
    "What became of a job.\n\nThe label `outcome` of [`ATTEMPTS_TOTAL`], [`JOB_DURATION_SECONDS`].\n\nDeclared in `tests/expand/with_labels.toml:12`."]
    pub enum Outcome = "outcome" { #[doc = "`done`"] Done = "done", #[doc = "`404`"] V404
    = "404", }
}
///One series of [`JOBS_TOTAL`], as `.with(…)` returns it.
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`JOBS_TOTAL`].
pub type JobsTotalFamily = ::pforge_metrics::__private::Family<JobsTotalSeries, Role>;
/**Jobs done.

Counter `jobs_total`.

Labels (2 series):

* `role` ([`Role`]): Role of a worker.

In Rust:

```rs
JOBS_TOTAL.with(Role::Reader).inc();
```

A struct holds a series as [`JobsTotalSeries`], and the family as [`JobsTotalFamily`].

In PromQL:

```promql
sum by (role) (rate(jobs_total[5m]))
```

Declared in `tests/expand/with_labels.toml:16`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOBS_TOTAL: JobsTotalFamily = JobsTotalFamily::new(JobsTotalSeries::new(0));
///One series of [`ATTEMPTS_TOTAL`], as `.with(…)` returns it.
pub type AttemptsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`ATTEMPTS_TOTAL`].
pub type AttemptsTotalFamily = ::pforge_metrics::__private::Family<
    AttemptsTotalSeries,
    (Role, Outcome),
>;
/**Attempts at a job.

Counter `attempts_total`.

Labels (4 series):

* `role` ([`Role`]): Role of a worker.
* `outcome` ([`Outcome`]): What became of a job.

In Rust:

```rs
ATTEMPTS_TOTAL.with((Role::Reader, Outcome::Done)).inc();
```

A struct holds a series as [`AttemptsTotalSeries`], and the family as [`AttemptsTotalFamily`].

In PromQL:

```promql
sum by (role, outcome) (rate(attempts_total[5m]))
```

Declared in `tests/expand/with_labels.toml:21`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static ATTEMPTS_TOTAL: AttemptsTotalFamily = AttemptsTotalFamily::new(
    AttemptsTotalSeries::new(2),
);
///One series of [`HANDOFFS_TOTAL`], as `.with(…)` returns it.
pub type HandoffsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`HANDOFFS_TOTAL`].
pub type HandoffsTotalFamily = ::pforge_metrics::__private::Family<
    HandoffsTotalSeries,
    HandoffsTotalLabels,
>;
/**Work handed from one worker to another.

Counter `handoffs_total`.

Labels (4 series):

* `from` ([`Role`]): Role of a worker.
* `type` ([`Role`]): Role of a worker.

In Rust:

```rs
HANDOFFS_TOTAL.with(HandoffsTotalLabels { from: Role::Reader, r#type: Role::Reader }).inc();
```

A struct holds a series as [`HandoffsTotalSeries`], and the family as [`HandoffsTotalFamily`].

In PromQL:

```promql
sum by (from, type) (rate(handoffs_total[5m]))
```

Declared in `tests/expand/with_labels.toml:25`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static HANDOFFS_TOTAL: HandoffsTotalFamily = HandoffsTotalFamily::new(
    HandoffsTotalSeries::new(6),
);
///The labels of [`HANDOFFS_TOTAL`].
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
///One series of [`WORKERS_ACTIVE`], as `.with(…)` returns it.
pub type WorkersActiveSeries = ::pforge_metrics::__private::Gauge<Cells, i64>;
///The type of [`WORKERS_ACTIVE`].
pub type WorkersActiveFamily = ::pforge_metrics::__private::Family<
    WorkersActiveSeries,
    Role,
>;
/**Workers at work.

Gauge of integers `workers_active`.

Labels (2 series):

* `role` ([`Role`]): Role of a worker.

In Rust:

```rs
WORKERS_ACTIVE.with(Role::Reader).set(3);
```

A struct holds a series as [`WorkersActiveSeries`], and the family as [`WorkersActiveFamily`].

In PromQL:

```promql
sum by (role) (workers_active)
```

Declared in `tests/expand/with_labels.toml:29`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static WORKERS_ACTIVE: WorkersActiveFamily = WorkersActiveFamily::new(
    WorkersActiveSeries::new(0),
);
///One series of [`JOB_DURATION_SECONDS`], as `.with(…)` returns it.
pub type JobDurationSecondsSeries = ::pforge_metrics::__private::Histogram<Cells, 2>;
///The type of [`JOB_DURATION_SECONDS`].
pub type JobDurationSecondsFamily = ::pforge_metrics::__private::Family<
    JobDurationSecondsSeries,
    Outcome,
>;
/**Time that a job took.

Histogram `job_duration_seconds`, with buckets up to `0.1`, `1` and `+Inf`.

Labels (2 series):

* `outcome` ([`Outcome`]): What became of a job.

Unit `seconds`.

In Rust:

```rs
let _timer = JOB_DURATION_SECONDS.with(Outcome::Done).start_timer(); // observes when it is dropped
JOB_DURATION_SECONDS.with(Outcome::Done).observe(0.25);
```

A struct holds a series as [`JobDurationSecondsSeries`], and the family as [`JobDurationSecondsFamily`].

In PromQL:

```promql
histogram_quantile(0.99, sum by (le, outcome) (rate(job_duration_seconds_bucket[5m])))
```

Declared in `tests/expand/with_labels.toml:34`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOB_DURATION_SECONDS: JobDurationSecondsFamily = JobDurationSecondsFamily::new(
    JobDurationSecondsSeries::new(10, &[0.1, 1.0]),
);
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
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
    "Work handed from one worker to another.",
    ::pforge_metrics::__private::Placement::Lanes(6)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("from"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("type")]),
    ::pforge_metrics::__private::Descriptor::new:: < i64 >
    (::pforge_metrics::__private::Kind::Gauge, "workers_active", "Workers at work.",
    ::pforge_metrics::__private::Placement::Shared(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Role > ("role")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "job_duration_seconds",
    "Time that a job took.", ::pforge_metrics::__private::Placement::Lanes(10))
    .with_bounds(& [0.1, 1.0]).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Outcome > ("outcome")])
    .with_unit("seconds")]
}
/**All metrics of `tests/expand/with_labels.toml`: what is served, read as a whole, and compared in tests.

* [`ATTEMPTS_TOTAL`]: Attempts at a job.
* [`HANDOFFS_TOTAL`]: Work handed from one worker to another.
* [`WORKERS_ACTIVE`]: Workers at work.
* [`JOB_DURATION_SECONDS`]: Time that a job took.

# Work

Who does it, and how well.

* [`JOBS_TOTAL`]: Jobs done.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
