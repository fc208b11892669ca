//! Native buckets: their representation in each format, and concurrent updates.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod messages;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use fastrand::Rng;
use messages::{Histogram, histograms};
use pforge_metrics::exporter::Exporter;
use pforge_metrics::generic::{Native, Shared};
use pforge_metrics::{Exemplar, Family};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use tower::ServiceExt;

const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

async fn scrape(catalog: &Exporter, accept: &str) -> Vec<u8> {
    let request = Request::get("/metrics").header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = catalog.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

mod known {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.phase]
        help   = "What goes on."
        values = ["planning", "repairing"]

        [histogram.plan_duration_seconds]
        help   = "Time to make a plan."
        native = { factor = 1.5 }
        labels = ["phase"]

        [histogram.drift]
        help      = "How far off it is."
        buckets   = [-1, 0, 1]
        native    = { factor = 2, max_buckets = 64, zero_threshold = 0.001 }
        exemplars = true

        [histogram.lag]
        help       = "How far off it is."
        buckets    = [-1, 0, 1]
        native     = { factor = 2, max_buckets = 64, zero_threshold = 0.001 }
        deprecated = { since = "0.0.0", renamed_to = "drift" }
        "#
    );
}

#[tokio::test]
async fn protobuf_has_native_buckets_and_other_formats_have_classic_ones() {
    use known::*;
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    for seconds in [0.3, 1.0, 1.0, 1.1, 9.0] {
        PLAN_DURATION_SECONDS.with(Phase::Planning).observe(seconds);
    }
    for distance in [0.0, -0.0005, 0.7, -0.7, -8.0, -8.1] {
        DRIFT.observe(distance);
    }
    let exemplar = Exemplar::new(1, 2);
    DRIFT.observe_with_exemplar(100.0, &exemplar);
    let drift = Histogram {
        count: 7,
        sum: 83.8995,
        classic: vec![(-1.0, 2), (0.0, 5), (1.0, 6), (f64::INFINITY, 7)],
        schema: 0,
        threshold: 0.001,
        zero: 2,
        negative: vec![(0, 1), (1, 0), (2, 0), (3, 1), (4, 1)],
        positive: vec![(0, 1), (7, 1)],
    };
    let plans = Histogram {
        count: 5,
        sum: 12.4,
        classic: vec![],
        schema: 1,
        threshold: 2_f64.powi(-128),
        zero: 0,
        negative: vec![],
        positive: vec![(-3, 1), (-2, 0), (-1, 0), (0, 2), (1, 1), (7, 1)],
    };
    let none = Histogram {
        count: 0,
        sum: 0.0,
        positive: vec![],
        classic: vec![],
        negative: vec![],
        ..plans
    };
    let body = scrape(&exporter, PROTOBUF).await;
    let lag = Histogram {
        classic: drift.classic.clone(),
        negative: drift.negative.clone(),
        positive: drift.positive.clone(),
        ..drift
    };
    let expected = [
        (r"drift[]", drift),
        (r"lag[]", lag),
        (r#"plan_duration_seconds["phase=planning"]"#, plans),
        (r#"plan_duration_seconds["phase=repairing"]"#, none),
    ];
    let expected = expected.map(|(name, histogram)| (name.to_owned(), histogram));
    assert_eq!(histograms(&body), expected);

    let text = String::from_utf8(scrape(&exporter, "text/plain").await).unwrap();
    let ours = text.lines().filter(|line| line.starts_with("plan_"));
    assert_eq!(
        ours.collect::<Vec<_>>(),
        [
            r#"plan_duration_seconds_bucket{phase="planning",le="+Inf"} 5"#,
            r#"plan_duration_seconds_sum{phase="planning"} 12.4"#,
            r#"plan_duration_seconds_count{phase="planning"} 5"#,
            r#"plan_duration_seconds_bucket{phase="repairing",le="+Inf"} 0"#,
            r#"plan_duration_seconds_sum{phase="repairing"} 0"#,
            r#"plan_duration_seconds_count{phase="repairing"} 0"#,
        ]
    );
    let openmetrics = scrape(&exporter, "application/openmetrics-text").await;
    let openmetrics = String::from_utf8(openmetrics).unwrap();
    let ours = openmetrics.lines().filter(|line| line.starts_with("drift"));
    let mut shown = String::new();
    for line in ours {
        writeln!(shown, "{}", line.split(" # ").next().unwrap()).unwrap();
    }
    assert_eq!(
        shown,
        "drift_bucket{le=\"-1.0\"} 2\ndrift_bucket{le=\"0.0\"} 5\n\
         drift_bucket{le=\"1.0\"} 6\ndrift_bucket{le=\"+Inf\"} 7\n"
    );
    assert_eq!(PLAN_DURATION_SECONDS.total().count(), 5);
    let snapshot = CATALOG.snapshot();
    let planning = snapshot.get(PLAN_DURATION_SECONDS.with(Phase::Planning));
    assert_eq!((planning.count(), planning.sum()), (5, 12.4));
}

mod together {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.op]
        help   = "What is done."
        values = ["ping", "query", "batch"]

        [histogram.op_seconds]
        help   = "How long it takes."
        native = { factor = 1.1 }
        labels = ["op"]
        "#
    );
}

/// 53 buckets are enough for the values of `ping`. They get wider because of the observations in other series.
#[tokio::test]
async fn the_bucket_limit_applies_to_all_series_together() {
    use together::*;
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let mut schemas = Vec::new();
    for (op, least, most) in [
        (Op::Ping, 1e-6, 1e-4),
        (Op::Query, 1e-3, 1.0),
        (Op::Batch, 10.0, 3_600.0),
    ] {
        let values = std::iter::successors(Some(least), |value| Some(value * 1.02));
        for value in values.take_while(|value| *value < most) {
            OP_SECONDS.with(op).observe(value);
        }
        let body = scrape(&exporter, PROTOBUF).await;
        let histograms = histograms(&body).into_iter();
        schemas.push(histograms.map(|(_, it)| it.schema).collect::<Vec<_>>());
    }
    assert_eq!(schemas, [[3; 3], [3; 3], [2; 3]]);
}

mod compared {
    pforge_metrics::include_metrics!(
        inline = r#"
        [histogram.compared]
        help   = "What tests look at."
        native = { factor = 2, max_buckets = 64, zero_threshold = 0.001 }
        "#
    );
}

#[test]
fn the_debug_output_of_snapshots_contains_native_buckets() {
    use compared::*;
    let shown = |values: &[f64]| {
        let before = CATALOG.snapshot();
        for value in values {
            COMPARED.observe(*value);
        }
        format!("{:?}", CATALOG.snapshot().since(&before))
    };
    for (values, native) in [
        (&[1.0, 3.0, 0.0][..], "schema 0, zero 1, 0: 1, 2: 1"),
        (&[2.0, 2.0, 0.0], "schema 0, zero 1, 1: 2"),
        (&[-2.0, 5.0, 1.0], "schema 0, below 1: 1, 0: 1, 3: 1"),
    ] {
        let expected = format!("{{compared: {{sum: 4.0, counts: [3], native: {native}}}}}");
        assert_eq!(shown(values), expected);
    }
}

mod owed {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.kind]
        help = "Kind."
        open = { max = 2 }

        [histogram.owed]
        help   = "What is owed."
        native = { factor = 1.1 }

        [histogram.owed_by_kind]
        help   = "What is owed."
        native = { factor = 1.1 }
        labels = ["kind"]
        allow  = { open_on_histogram = "Two values." }
        "#
    );
}

#[tokio::test]
async fn openmetrics_omits_a_sum_that_can_decrease() {
    use owed::*;
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let mut shown = Vec::new();
    for value in [10.0, -5.0, 20.0] {
        OWED.observe(value);
        OWED_BY_KIND.with(Kind::new("a")).observe(value);
        let body = scrape(&exporter, "application/openmetrics-text").await;
        let body = String::from_utf8(body).unwrap();
        let ours = body.lines().filter(|line| line.starts_with("owed"));
        shown.push(ours.map(str::to_owned).collect::<Vec<_>>());
    }
    assert_eq!(
        shown,
        [
            vec![
                "owed_bucket{le=\"+Inf\"} 1",
                "owed_sum 10",
                "owed_count 1",
                "owed_by_kind_bucket{kind=\"a\",le=\"+Inf\"} 1",
                "owed_by_kind_sum{kind=\"a\"} 10",
                "owed_by_kind_count{kind=\"a\"} 1",
            ],
            vec![
                "owed_bucket{le=\"+Inf\"} 2",
                "owed_by_kind_bucket{kind=\"a\",le=\"+Inf\"} 2",
            ],
            vec![
                "owed_bucket{le=\"+Inf\"} 3",
                "owed_by_kind_bucket{kind=\"a\",le=\"+Inf\"} 3",
            ],
        ]
    );
}

mod busy {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.shard]
        help  = "Shard."
        range = [0, 7]

        [label.repo]
        help = "Repository."
        open = { max = 2 }

        [histogram.size]
        help    = "Kept by each thread."
        buckets = [1, 1000]
        native  = { factor = 1.1 }
        labels  = ["repo"]
        allow   = { open_on_histogram = "Two values." }

        [histogram.weight]
        help   = "Too large for that: shared by all threads."
        native = { factor = 1.1, max_buckets = 1024 }
        labels = ["shard"]
        "#
    );
}

#[tokio::test]
async fn scrapes_during_concurrent_updates_are_consistent_and_lose_nothing() {
    use busy::*;
    const THREADS: u64 = 4;
    const PER_THREAD: u64 = 20_000;
    let _: Family<pforge_metrics::Histogram<Cells, 0, Native<Shared, 1024>>, Shard> = WEIGHT;
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let is_done = &AtomicBool::new(false);
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let runtime = tokio::runtime::Handle::current();
    thread::scope(|scope| {
        let updates: Vec<_> = (0..THREADS)
            .map(|thread| {
                scope.spawn(move || {
                    let mut rng = Rng::with_seed(seed + thread);
                    for _ in 0..PER_THREAD {
                        let value = (rng.f64() * 60.0 - 30.0).exp2();
                        SIZE.with(Repo::new("api")).observe(value);
                        let shard = Shard::ALL[rng.usize(..Shard::ALL.len())];
                        WEIGHT.with(shard).observe(-value);
                    }
                })
            })
            .collect();
        let scrapes = scope.spawn(|| {
            let mut before = 0;
            while !is_done.load(Ordering::Acquire) {
                let body = runtime.block_on(scrape(&exporter, PROTOBUF));
                let mut count = 0;
                for (name, histogram) in histograms(&body) {
                    assert_eq!(histogram.in_native(), histogram.count, "{name}");
                    let up_to = histogram.classic.iter().map(|(_, count)| *count);
                    assert!(
                        up_to.is_sorted()
                            && histogram.classic.iter().all(|it| it.1 <= histogram.count)
                    );
                    count += histogram.count;
                }
                assert!(before <= count, "{before} became {count}");
                before = count;
            }
        });
        for update in updates {
            update.join().unwrap();
        }
        is_done.store(true, Ordering::Release);
        scrapes.join().unwrap();
    });
    let body = scrape(&exporter, PROTOBUF).await;
    let all = histograms(&body);
    let (sizes, weights) = all.split_first().unwrap();
    assert_eq!(
        (&*sizes.0, sizes.1.count),
        (r#"size["repo=api"]"#, THREADS * PER_THREAD)
    );
    assert_eq!(weights.len(), 8);
    let weights = weights.iter().map(|(_, histogram)| histogram.count);
    assert_eq!(weights.sum::<u64>(), THREADS * PER_THREAD);
    // Computes the values again from their logarithms. The schema is the declared one after reductions for this range.
    let schema = sizes.1.schema;
    assert_eq!(schema, 1, "sixty powers of two in 256 cells");
    let mut expected = std::collections::BTreeMap::new();
    for thread in 0..THREADS {
        let mut rng = Rng::with_seed(seed + thread);
        for _ in 0..PER_THREAD {
            let value = (rng.f64() * 60.0 - 30.0).exp2();
            rng.usize(..Shard::ALL.len());
            #[expect(clippy::cast_possible_truncation, reason = "at most 120")]
            let index = (value.log2() * 2_f64.powi(1)).ceil() as i64;
            *expected.entry(index).or_insert(0) += 1;
        }
    }
    let found: std::collections::BTreeMap<_, u64> = sizes.1.positive.iter().copied().collect();
    assert_eq!(found, expected);
}
