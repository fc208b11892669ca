const _: &[u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/tests/expand/labels.toml")
);
const _: () = {
    #[deprecated(
        note = "histogram `merge_seconds` has the open label `repo`\n  --> tests/expand/labels.toml:32:22\n   |\n20 | open = { max = 50, max_len = 64, overflow = \"_other\" }\n   | ---- declared open here\n...\n32 | labels  = { source = \"repo\", target = \"repo\" }\n   |                      ^^^^^^\n   |\n   = note: each of up to 50 values adds at least 5 series\n   = help: move the label to a separate counter"
    )]
    macro_rules! open_on_histogram {
        () => {};
    }
    open_on_histogram! {}
};
const _: () = {
    #[deprecated(
        note = "histogram `merge_seconds` has the open label `repo`\n  --> tests/expand/labels.toml:32:39\n   |\n20 | open = { max = 50, max_len = 64, overflow = \"_other\" }\n   | ---- declared open here\n...\n32 | labels  = { source = \"repo\", target = \"repo\" }\n   |                                       ^^^^^^\n   |\n   = note: each of up to 50 values adds at least 5 series\n   = help: move the label to a separate counter"
    )]
    macro_rules! open_on_histogram {
        () => {};
    }
    open_on_histogram! {}
};
::pforge_metrics::__private::label! {
    #[doc =
    "How a job is done.\n\nThe label `mode` of [`JOBS_TOTAL`].\n\nDeclared in `tests/expand/labels.toml:3`."]
    pub enum Mode = "mode" { #[doc = "`fast`: In a hurry."] Fast = "fast", #[doc =
    "`slow`: With care."] #[deprecated(since = "1.2.0", note = "Use `fast`.")] Slow =
    "slow", }
}
::pforge_metrics::__private::label_bool! {
    #[doc =
    "Whether the answer was at hand.\n\nThe label `cached` of [`JOBS_TOTAL`].\n\nDeclared in `tests/expand/labels.toml:9`."]
    pub struct Cached = "cached";
}
::pforge_metrics::__private::label_range! {
    #[doc =
    "Where the job is kept.\n\nThe label `shard_id` of [`JOBS_TOTAL`].\n\nAn integer from -1 to 1.\n\nDeclared in `tests/expand/labels.toml:13`."]
    pub struct Shard = "shard" in - 1..= 1 { "-1", "0", "1", }
}
::pforge_metrics::__private::label_open! {
    #[doc =
    "Repository, as owner/name.\n\nThe label `repo` of [`COMMITS_TOTAL`], [`MERGE_SECONDS`].\n\nAny text. The first 50 values are told apart, all later ones count under `_other`. A value is cut after 64 bytes, control characters become `�`.\n\nDeclared in `tests/expand/labels.toml:18`."]
    pub struct Repo = "repo" { max : 50, max_len : 64, overflow : "_other" }
}
///One series of [`JOBS_TOTAL`], as `.with(…)` returns it.
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`JOBS_TOTAL`].
pub type JobsTotalFamily = ::pforge_metrics::__private::Family<
    JobsTotalSeries,
    (Mode, Cached, Shard),
>;
/**Jobs done.

Counter `jobs_total`.

Labels (12 series):

* `mode` ([`Mode`]): How a job is done.
* `cached` ([`Cached`]): Whether the answer was at hand.
* `shard_id` ([`Shard`]): Where the job is kept.

In Rust:

```rs
JOBS_TOTAL.with((Mode::Fast, Cached(true), Shard::clamped(-1))).inc();
```

A struct holds a series as [`JobsTotalSeries`], and the family as [`JobsTotalFamily`].

In PromQL:

```promql
sum by (mode, cached, shard_id) (rate(jobs_total[5m]))
```

Declared in `tests/expand/labels.toml:22`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static JOBS_TOTAL: JobsTotalFamily = JobsTotalFamily::new(JobsTotalSeries::new(0));
///One series of [`COMMITS_TOTAL`], as `.with(…)` returns it.
pub type CommitsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`COMMITS_TOTAL`].
pub type CommitsTotalFamily = ::pforge_metrics::__private::Family<
    CommitsTotalSeries,
    Repo,
>;
/**Commits made.

Counter `commits_total`.

Labels (at most 51 series, each exposed once touched):

* `repo` ([`Repo`]): Repository, as owner/name.

In Rust:

```rs
COMMITS_TOTAL.with(Repo::new("example")).inc();
```

A struct holds a series as [`CommitsTotalSeries`], and the family as [`CommitsTotalFamily`].

In PromQL:

```promql
sum by (repo) (rate(commits_total[5m]))
```

Declared in `tests/expand/labels.toml:26`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static COMMITS_TOTAL: CommitsTotalFamily = CommitsTotalFamily::new(
    CommitsTotalSeries::new(12),
);
///One series of [`MERGE_SECONDS`], as `.with(…)` returns it.
pub type MergeSecondsSeries = ::pforge_metrics::__private::Histogram<
    Cells,
    2,
    ::pforge_metrics::__private::Shared,
>;
///The type of [`MERGE_SECONDS`].
pub type MergeSecondsFamily = ::pforge_metrics::__private::Family<
    MergeSecondsSeries,
    MergeSecondsLabels,
>;
/**Time that a merge took.

Histogram `merge_seconds`, with buckets up to `1`, `10` and `+Inf`.

Labels (at most 2601 series, each exposed once touched):

* `source` ([`Repo`]): Repository, as owner/name.
* `target` ([`Repo`]): Repository, as owner/name.

Unit `seconds`.

In Rust:

```rs
let _timer = MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).start_timer(); // observes when it is dropped
MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).observe(0.25);
```

A struct holds a series as [`MergeSecondsSeries`], and the family as [`MergeSecondsFamily`].

In PromQL:

```promql
histogram_quantile(0.99, sum by (le, source, target) (rate(merge_seconds_bucket[5m])))
```

Declared in `tests/expand/labels.toml:30`.*/
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static MERGE_SECONDS: MergeSecondsFamily = MergeSecondsFamily::new(
    MergeSecondsSeries::new(0, &[1.0, 10.0]),
);
///The labels of [`MERGE_SECONDS`].
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
pub struct MergeSecondsLabels {
    ///`source`: Repository, as owner/name.
    pub source: Repo,
    ///`target`: Repository, as owner/name.
    pub target: Repo,
}
impl ::pforge_metrics::__private::Sealed for MergeSecondsLabels {}
impl ::pforge_metrics::__private::LabelSet for MergeSecondsLabels {
    const SERIES: usize = <(
        Repo,
        Repo,
    ) as ::pforge_metrics::__private::LabelSet>::SERIES;
    const OPEN: bool = <(Repo, Repo) as ::pforge_metrics::__private::LabelSet>::OPEN;
    #[inline]
    fn index(self) -> usize {
        ::pforge_metrics::__private::LabelSet::index((self.source, self.target))
    }
}
::pforge_metrics::__private::cells! {
    #[doc =
    "Where the values of this catalog live: the type parameter that ties a handle to its [`CATALOG`].\n\nName it in code that is generic over metrics. A struct that holds a metric names the generated type of the metric instead, such as `RequestsTotalSeries`, which stays correct when the schema changes."]
    pub Cells { lanes : 114, shared : 13005, grouped : 0 } &
    [::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "jobs_total", "Jobs done.",
    ::pforge_metrics::__private::Placement::Lanes(0)).with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Mode > ("mode"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Cached > ("cached"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Shard > ("shard_id")]),
    ::pforge_metrics::__private::Descriptor::new:: < u64 >
    (::pforge_metrics::__private::Kind::Counter, "commits_total", "Commits made.",
    ::pforge_metrics::__private::Placement::Lanes(12)).optional().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Repo > ("repo")]),
    ::pforge_metrics::__private::Descriptor::new:: < f64 >
    (::pforge_metrics::__private::Kind::Histogram, "merge_seconds",
    "Time that a merge took.", ::pforge_metrics::__private::Placement::Shared(0))
    .with_bounds(& [1.0, 10.0]).optional().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Repo > ("source"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Repo > ("target")])
    .with_unit("seconds")]
}
/**All metrics of `tests/expand/labels.toml`: what is served, read as a whole, and compared in tests.

* [`JOBS_TOTAL`]: Jobs done.
* [`COMMITS_TOTAL`]: Commits made.
* [`MERGE_SECONDS`]: Time that a merge took.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
