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
    "Mode of a job.\n\nLabel `mode` of [`JOBS_TOTAL`].\n\nDeclared in `tests/expand/labels.toml:3`."]
    pub enum Mode = "mode" { #[doc = "`fast`: Fast."] Fast = "fast", #[doc =
    "`slow`: Slow."] #[deprecated(since = "1.2.0", note = "Use `fast`.")] Slow = "slow",
    }
}
::pforge_metrics::__private::label_bool! {
    #[doc =
    "Whether the response was cached.\n\nLabel `cached` of [`JOBS_TOTAL`].\n\nDeclared in `tests/expand/labels.toml:9`."]
    pub struct Cached = "cached";
}
::pforge_metrics::__private::label_range! {
    #[doc =
    "Shard that stores the job.\n\nLabel `shard_id` of [`JOBS_TOTAL`].\n\nThe values are the integers from -1 to 1.\n\nDeclared in `tests/expand/labels.toml:13`."]
    pub struct Shard = "shard" in - 1..= 1 { "-1", "0", "1", }
}
::pforge_metrics::__private::label_open! {
    #[doc =
    "Repository, as owner/name.\n\nLabel `repo` of [`COMMITS_TOTAL`], [`MERGE_SECONDS`].\n\nAccepts any text. The first 50 distinct values are kept, and later ones are replaced by `_other`. Values are truncated to 64 bytes, and control characters are replaced by `�`.\n\nDeclared in `tests/expand/labels.toml:18`."]
    pub struct Repo = "repo" { max : 50, max_len : 64, overflow : "_other" }
}
///One series of [`JOBS_TOTAL`], as returned by `.with(…)`.
pub type JobsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`JOBS_TOTAL`].
pub type JobsTotalFamily = ::pforge_metrics::__private::Family<
    JobsTotalSeries,
    (Mode, Cached, Shard),
>;
/**Jobs done.

Counter `jobs_total`.

* Series: 12

Its type is [`JobsTotalFamily`]. The type of one series is [`JobsTotalSeries`].

# Labels

* `mode` ([`Mode`]): Mode of a job.
* `cached` ([`Cached`]): Whether the response was cached.
* `shard_id` ([`Shard`]): Shard that stores the job.

# Examples

```rs
JOBS_TOTAL.with((Mode::Fast, Cached(true), Shard::clamped(-1))).inc();
```

# PromQL

```promql
sum by (mode, cached, shard_id) (rate(jobs_total[5m]))
```

Declared in `tests/expand/labels.toml:22`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static JOBS_TOTAL: JobsTotalFamily = JobsTotalFamily::new(JobsTotalSeries::new(0));
///One series of [`COMMITS_TOTAL`], as returned by `.with(…)`.
pub type CommitsTotalSeries = ::pforge_metrics::__private::Counter<Cells>;
///The type of [`COMMITS_TOTAL`].
pub type CommitsTotalFamily = ::pforge_metrics::__private::Family<
    CommitsTotalSeries,
    Repo,
>;
/**Commits made.

Counter `commits_total`.

* Series: at most 51, each exposed after its first use

Its type is [`CommitsTotalFamily`]. The type of one series is [`CommitsTotalSeries`].

# Labels

* `repo` ([`Repo`]): Repository, as owner/name.

# Examples

```rs
COMMITS_TOTAL.with(Repo::new("example")).inc();
```

# PromQL

```promql
sum by (repo) (rate(commits_total[5m]))
```

Declared in `tests/expand/labels.toml:26`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static COMMITS_TOTAL: CommitsTotalFamily = CommitsTotalFamily::new(
    CommitsTotalSeries::new(12),
);
///One series of [`MERGE_SECONDS`], as returned by `.with(…)`.
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
/**Duration of a merge.

Histogram `merge_seconds`.

* Series: at most 2601, each exposed after its first use
* Buckets: `1`, `10`, `+Inf`
* Unit: `seconds`

Its type is [`MergeSecondsFamily`]. The type of one series is [`MergeSecondsSeries`].

# Labels

* `source` ([`Repo`]): Repository, as owner/name.
* `target` ([`Repo`]): Repository, as owner/name.

# Examples

```rs
let _timer = MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).start_timer(); // observes the elapsed time on drop
MERGE_SECONDS.with(MergeSecondsLabels { source: Repo::new("example"), target: Repo::new("example") }).observe(0.25);
```

# PromQL

```promql
histogram_quantile(0.99, sum by (le, source, target) (rate(merge_seconds_bucket[5m])))
```

Declared in `tests/expand/labels.toml:30`.*/
#[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
pub static MERGE_SECONDS: MergeSecondsFamily = MergeSecondsFamily::new(
    MergeSecondsSeries::new(0, &[1.0, 10.0]),
);
///The label set of [`MERGE_SECONDS`].
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
    "The storage of this catalog, and the type parameter that ties metric handles to [`CATALOG`].\n\nUse it in code that is generic over metrics. To store a metric in a struct, use the type generated for that metric, such as `RequestsTotalSeries`: it stays correct when the schema changes."]
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
    "Duration of a merge.", ::pforge_metrics::__private::Placement::Shared(0))
    .with_bounds(& [1.0, 10.0]).optional().with_labels(&
    [::pforge_metrics::__private::LabelDescriptor::new:: < Repo > ("source"),
    ::pforge_metrics::__private::LabelDescriptor::new:: < Repo > ("target")])
    .with_unit("seconds")]
}
/**The metrics declared in `tests/expand/labels.toml`.

Pass it to an exporter to serve them, or take a snapshot to read all of them.

* [`JOBS_TOTAL`]: Jobs done.
* [`COMMITS_TOTAL`]: Commits made.
* [`MERGE_SECONDS`]: Duration of a merge.
*/
pub static CATALOG: ::pforge_metrics::__private::Catalog<Cells> = ::pforge_metrics::__private::Catalog::new();
