//! Series of open labels appear once touched.

use super::{assert_shows, gathered};
use pforge_metrics::__private as runtime;
use runtime::{Counter, Descriptor, Family, Gauge, Histogram, Kind};
use runtime::{LabelDescriptor, Placement, Shared};

runtime::label! {
    /// Way of a transfer.
    pub enum Way = "way" {
        /// `in`
        In = "in",
        /// `out`
        Out = "out",
    }
}

runtime::label_open! {
    /// Repository.
    pub struct Repo = "repo" { max: 3, max_len: 64, overflow: "_other" }
}

const BOUNDS: [f64; 2] = [0.5, 1.0];

static LATENCY: Family<Histogram<Cells, 2>, (Repo, Way)> = Family::new(Histogram::new(0, &BOUNDS));
static JOBS: Family<Counter<Cells>, Repo> = Family::new(Counter::new(40));
static CPU: Family<Counter<Cells, f64>, Repo> = Family::new(Counter::new(48));
static MOVED: Family<Counter<Cells, u64, Shared>, Repo> = Family::new(Counter::new(0));
static QUEUE: Family<Gauge<Cells, i64>, Repo> = Family::new(Gauge::new(8));

runtime::cells! {
    /// Cells.
    pub Cells { lanes: 56, shared: 16, grouped: 0 }
    &[
        Descriptor::new::<f64>(Kind::Histogram, "latency_seconds", "L.", Placement::Lanes(0))
            .with_labels(&[
                LabelDescriptor::new::<Repo>("repo"),
                LabelDescriptor::new::<Way>("way"),
            ])
            .with_bounds(&BOUNDS)
            .optional(),
        Descriptor::new::<u64>(Kind::Counter, "jobs_total", "J.", Placement::Lanes(40))
            .with_labels(&[LabelDescriptor::new::<Repo>("repo")])
            .optional(),
        Descriptor::new::<f64>(Kind::Counter, "cpu_seconds_total", "C.", Placement::Lanes(48))
            .with_labels(&[LabelDescriptor::new::<Repo>("repo")])
            .optional(),
        Descriptor::new::<u64>(Kind::Counter, "moved_total", "M.", Placement::Shared(0))
            .with_labels(&[LabelDescriptor::new::<Repo>("repo")])
            .optional(),
        Descriptor::new::<i64>(Kind::Gauge, "queue_length", "Q.", Placement::Shared(8))
            .with_labels(&[LabelDescriptor::new::<Repo>("repo")])
            .optional(),
    ]
}

static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

const NOTHING: &str = "\
# HELP cpu_seconds_total C.
# TYPE cpu_seconds_total counter
# HELP jobs_total J.
# TYPE jobs_total counter
# HELP latency_seconds L.
# TYPE latency_seconds histogram
# HELP moved_total M.
# TYPE moved_total counter
# HELP queue_length Q.
# TYPE queue_length gauge
";

const TOUCHED: &str = r#"# HELP cpu_seconds_total C.
# TYPE cpu_seconds_total counter
cpu_seconds_total{repo="a\"b"} 2.5
# HELP jobs_total J.
# TYPE jobs_total counter
jobs_total{repo="a\"b"} 0
jobs_total{repo="_other"} 3
# HELP latency_seconds L.
# TYPE latency_seconds histogram
latency_seconds_bucket{repo="new",way="out",le="0.5"} 0
latency_seconds_bucket{repo="new",way="out",le="1"} 1
latency_seconds_bucket{repo="new",way="out",le="+Inf"} 2
latency_seconds_sum{repo="new",way="out"} 2.75
latency_seconds_count{repo="new",way="out"} 2
# HELP moved_total M.
# TYPE moved_total counter
moved_total{repo="new"} 4
# HELP queue_length Q.
# TYPE queue_length gauge
queue_length{repo="new"} -1
queue_length{repo="_other"} 0
"#;

/// One test, as what it looks at is the catalog of the process.
#[test]
fn series_appear_once_touched_and_with_what_all_threads_counted() {
    assert_eq!(CATALOG.snapshot().to_string(), NOTHING);
    assert_eq!(gathered(CATALOG), "");
    let before = CATALOG.snapshot();
    assert_eq!(format!("{before:?}"), "{}");

    let first: Counter<Cells> = JOBS.with(Repo::new("a\"b"));
    let second = Repo::new("new");
    CPU.with(Repo::new("a\"b")).inc_by(1.5);
    let thread = std::thread::spawn(move || {
        JOBS.with(Repo::OVERFLOW).inc_by(2);
        CPU.with(Repo::new("a\"b")).inc_by(1.0);
        LATENCY.with((second, Way::Out)).observe(2.0);
        QUEUE.with(second).dec();
    });
    assert!(thread.join().is_ok());
    JOBS.with(Repo::OVERFLOW).inc();
    LATENCY.with((second, Way::Out)).observe(0.75);
    MOVED.with(second).inc_by(4);
    let _ = QUEUE.with(Repo::OVERFLOW);
    assert_shows(CATALOG, TOUCHED);

    let after = CATALOG.snapshot();
    assert_eq!((after.get(first), JOBS.total(), CPU.total()), (0, 3, 2.5));
    assert_eq!(
        (MOVED.total(), QUEUE.total(), LATENCY.total().count()),
        (4, -1, 2)
    );
    assert_eq!(
        format!("{:?}", after.since(&before)),
        r#"{latency_seconds{repo="new", way="out"}: {sum: 2.75, counts: [0, 1, 1]}, jobs_total{repo="_other"}: 3, cpu_seconds_total{repo="a\"b"}: 2.5, moved_total{repo="new"}: 4, queue_length{repo="new"}: -1}"#
    );
    assert!(
        after
            .since(&after)
            .to_string()
            .contains("jobs_total{repo=\"_other\"} 0\n")
    );

    let labels = CATALOG.descriptors()[0].labels();
    assert!(labels[0].values().eq(["a\"b", "new", "_other"]));
    assert!(labels[1].values().eq(["in", "out"]));
    assert_eq!(CATALOG.descriptors()[0].series(), 8);
}

/// Whichever thread exposed a series, and in however many lanes its flag is up.
mod flags {
    use super::{Counter, Descriptor, Family, Kind, LabelDescriptor, Placement, runtime};

    runtime::label_open! {
        /// Tenant.
        pub struct Tenant = "tenant" { max: 2, max_len: 64, overflow: "_other" }
    }

    static CALLS: Family<Counter<Cells>, Tenant> = Family::new(Counter::new(0));

    runtime::cells! {
        /// Cells.
        pub Cells { lanes: 6, shared: 0, grouped: 0 }
        &[
            Descriptor::new::<u64>(Kind::Counter, "calls_total", "C.", Placement::Lanes(0))
                .with_labels(&[LabelDescriptor::new::<Tenant>("tenant")])
                .optional(),
        ]
    }

    static CATALOG: runtime::Catalog<Cells> = runtime::Catalog::new();

    /// One test, as what it looks at is the catalog of the process.
    #[test]
    fn a_series_is_exposed_or_not_in_however_many_threads() {
        let exposed_elsewhere = |tenant: Tenant| {
            let series = std::thread::spawn(move || CALLS.with(tenant)).join();
            series.expect("the thread does not panic")
        };
        // From here on this thread has a lane, so that others have lanes of their own.
        CALLS.with(Tenant::new("a")).inc();
        let before = CATALOG.snapshot();
        assert_eq!(exposed_elsewhere(Tenant::new("a")).get(), 1);
        assert!(CATALOG.snapshot() == before);

        #[cfg(feature = "testing")]
        {
            let series = exposed_elsewhere(Tenant::new("b"));
            let change = pforge_metrics::testing::thread_delta(&CATALOG, || series.inc_by(3));
            assert_eq!(format!("{change:?}"), "{calls_total{tenant=\"b\"}: 3}");
        }
    }
}
