//! Families from functions: bridges to other libraries, and handwritten collectors.

mod invalid;
mod native;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::{BuildError, Exporter};
use pforge_metrics::model::{
    Bucket, ExemplarValue, HistogramValue, Metric, MetricFamily, MetricType, MetricValue,
    SummaryValue,
};
use pforge_metrics::own::families::{
    DroppedFamily, FamilyFault, PFORGE_METRICS_FAMILIES_DROPPED_TOTAL as DROPPED,
};
use prometheus::{IntGauge, Registry};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};
use tower::ServiceExt;

use crate::jobs;
use crate::yields::without_dropped;

const OPENMETRICS: &str = "application/openmetrics-text; escaping=";

async fn scrape(exporter: &Exporter, accept: &str, query: &str) -> String {
    let request = Request::get(format!("/metrics{query}")).header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    without_dropped(str::from_utf8(&body).unwrap())
}

fn of(families: Vec<MetricFamily>) -> Exporter {
    let exporter = Exporter::builder().source(move || families.clone());
    exporter.created(true).build().unwrap()
}

/// A family of each kind.
fn every_kind() -> Vec<MetricFamily> {
    let exemplar = ExemplarValue::new(0.7)
        .label("trace.id", "4bf9")
        .timestamp_ms(1_500);
    let mut wait = HistogramValue::new([(1.0, 3), (0.5, 2)], 4, 9.25);
    wait.buckets
        .push(Bucket::new(f64::INFINITY, 4).exemplar(exemplar.clone()));
    vec![
        MetricFamily::counter("hits_total", "Hits, \"all\".")
            .metric(
                Metric::new(u64::MAX)
                    .label("shard", "a")
                    .exemplar(exemplar)
                    .created_ms(2_000),
            )
            .metric(Metric::new(1.5).label("shard", "b")),
        MetricFamily::gauge("level_celsius", "Level.")
            .unit("celsius")
            .metric(Metric::new(-3).timestamp_ms(1_250)),
        MetricFamily::histogram("wait_seconds", "").metric(Metric::new(wait).label("a.b", "c")),
        MetricFamily::summary("size_bytes", "Size.").metric(Metric::new(SummaryValue::new(
            [(0.9, 7.0), (0.5, 2.0)],
            3,
            10.0,
        ))),
        MetricFamily::state_set("phase", "Phase.")
            .metric(Metric::states([("up", true), ("down", false)])),
        MetricFamily::info("build_info", "Build.").metric(Metric::info().label("version", "1.2")),
        MetricFamily::unknown("thing", "Thing.").metric(Metric::new(f64::NAN)),
    ]
}

#[tokio::test]
async fn openmetrics_shows_every_kind() {
    let accept = format!("{OPENMETRICS}allow-utf-8");
    assert_eq!(
        scrape(&of(every_kind()), &accept, "").await,
        r#"# TYPE build info
# HELP build Build.
build_info{version="1.2"} 1
# TYPE hits counter
# HELP hits Hits, \"all\".
hits_total{shard="a"} 18446744073709551615 # {"trace.id"="4bf9"} 0.7 1.500
hits_created{shard="a"} 2.000
hits_total{shard="b"} 1.5
# TYPE level_celsius gauge
# UNIT level_celsius celsius
# HELP level_celsius Level.
level_celsius -3 1.250
# TYPE phase stateset
# HELP phase Phase.
phase{phase="up"} 1
phase{phase="down"} 0
# TYPE size_bytes summary
# HELP size_bytes Size.
size_bytes{quantile="0.5"} 2
size_bytes{quantile="0.9"} 7
size_bytes_sum 10
size_bytes_count 3
# TYPE thing unknown
# HELP thing Thing.
thing NaN
# TYPE wait_seconds histogram
wait_seconds_bucket{"a.b"="c",le="0.5"} 2
wait_seconds_bucket{"a.b"="c",le="1.0"} 3
wait_seconds_bucket{"a.b"="c",le="+Inf"} 4 # {"trace.id"="4bf9"} 0.7 1.500
wait_seconds_sum{"a.b"="c"} 9.25
wait_seconds_count{"a.b"="c"} 4
# EOF
"#
    );
}

#[tokio::test]
async fn the_text_format_shows_what_it_supports() {
    let text = scrape(&of(every_kind()), "text/plain", "").await;
    let types: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .collect();
    assert_eq!(
        types,
        [
            "build_info gauge",
            "hits_total counter",
            "level_celsius gauge",
            "phase gauge",
            "size_bytes summary",
            "thing untyped",
            "wait_seconds histogram"
        ]
    );
    assert!(
        !text.contains("trace") && !text.contains("_created"),
        "{text}"
    );
    assert!(
        text.contains("\nwait_seconds_bucket{a_b=\"c\",le=\"1\"} 3\n"),
        "{text}"
    );
    assert!(text.contains("\nlevel_celsius -3 1250\n"), "{text}");
}

#[tokio::test]
async fn a_filter_selects_families_of_functions_by_any_of_their_names() {
    let exporter = of(every_kind());
    let accept = format!("{OPENMETRICS}underscores");
    for (name, family) in [
        ("hits", "hits"),
        ("hits_created", "hits"),
        ("hits_total", "hits"),
        ("build", "build"),
        ("wait_seconds_bucket", "wait_seconds"),
        ("size_bytes_count", "size_bytes"),
    ] {
        let text = scrape(&exporter, &accept, &format!("?name[]={name}")).await;
        let types: Vec<&str> = text
            .lines()
            .filter(|it| it.starts_with("# TYPE "))
            .collect();
        assert_eq!(types.len(), 1, "{name}: {text}");
        assert!(
            types[0].starts_with(&format!("# TYPE {family} ")),
            "{name}: {text}"
        );
    }
}

/// An exporter whose source returns the family only after the build.
fn late(family: MetricFamily) -> Exporter {
    let is_late = Arc::new(AtomicBool::new(false));
    let exporter = Exporter::builder().source({
        let is_late = Arc::clone(&is_late);
        move || {
            let late = is_late.load(Relaxed).then(|| family.clone());
            let beside = MetricFamily::gauge("beside", "").metric(Metric::new(1));
            late.into_iter().chain([beside]).collect()
        }
    });
    let exporter = exporter.build().unwrap();
    is_late.store(true, Relaxed);
    exporter
}

/// The build error if a source returns the family, and the text if it does so only later.
fn refused(family: MetricFamily) -> (String, String) {
    let exporter = Exporter::builder().source({
        let family = family.clone();
        move || vec![family.clone()]
    });
    let error = exporter.build().unwrap_err().to_string();
    (error, without_dropped(&late(family).text()))
}

#[test]
fn names_of_another_source_are_a_build_error() {
    let source = |family: MetricFamily| {
        Exporter::builder()
            .catalog(&jobs::CATALOG)
            .source(move || vec![family.clone()])
    };
    let registry = Registry::new();
    let pressure = IntGauge::new("pressure", "Pressure.").unwrap();
    registry.register(Box::new(pressure)).unwrap();
    let jobs = |kind, help: &'static str| {
        source(MetricFamily::new("jobs_total", help, kind).metric(Metric::new(1)))
    };
    let pressures = || source(MetricFamily::gauge("pressure", "Pressure.").metric(Metric::new(1)));
    for (builder, error) in [
        (
            jobs(MetricType::Gauge, "Jobs done."),
            "`jobs_total` has the type `counter` in a catalog and `gauge` in a source\nhelp: make them equal",
        ),
        (
            jobs(MetricType::Counter, "Jobs."),
            "`jobs_total` has the help `Jobs done.` in a catalog and `Jobs.` in a source\nhelp: make them equal",
        ),
        (
            jobs(MetricType::Counter, "Jobs done."),
            "the series `jobs_total` exists in a catalog and in a source\n\
             help: remove it from the source, or give it one more label there",
        ),
        (
            source(MetricFamily::gauge("wait_seconds_sum", "Sum.").metric(Metric::new(1))),
            "`wait_seconds_sum` is a series of the metric `wait_seconds` in a catalog and of the metric \
             `wait_seconds_sum` in a source\nhelp: rename one of them",
        ),
        (
            pressures().registry(&registry),
            "the series `pressure` exists in a source and in a registry\n\
             help: delete the registered one, or give it a constant label with another value",
        ),
    ] {
        let error_of = |result: Result<Exporter, BuildError>| result.unwrap_err().to_string();
        assert_eq!(error_of(builder.build()), error);
    }
}

#[test]
fn later_clashes_are_omitted_and_counted() {
    let is_late = Arc::new(AtomicBool::new(false));
    let late = Arc::clone(&is_late);
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .source(move || {
            let mut level = MetricFamily::gauge("level_of_source", "Level.").metric(Metric::new(1));
            let mut families = Vec::new();
            if late.load(Relaxed) {
                level = level.metric(Metric::new(2));
                families.push(MetricFamily::gauge("jobs_total", "Other.").metric(Metric::new(3)));
            }
            families.push(level);
            families
        })
        .build()
        .unwrap();
    let before = exporter.text();
    is_late.store(true, Relaxed);
    assert_eq!(without_dropped(&exporter.text()), without_dropped(&before));
    let series = (DroppedFamily::new("level_of_source"), FamilyFault::Series);
    assert_eq!(DROPPED.with(series).get(), 1);
}

#[tokio::test]
async fn a_panic_loses_only_the_families_of_the_function() {
    let is_broken = Arc::new(AtomicBool::new(false));
    let broken = Arc::clone(&is_broken);
    let exporter = Exporter::builder().catalog(&jobs::CATALOG).source(move || {
        assert!(!broken.load(Relaxed), "a function with a bug");
        vec![MetricFamily::gauge("fragile", "Fragile.").metric(Metric::new(1))]
    });
    let strict = exporter.clone().serve_partial(false).build().unwrap();
    let exporter = exporter.build().unwrap();
    assert!(
        scrape(&exporter, "text/plain", "")
            .await
            .contains("fragile 1\n")
    );
    is_broken.store(true, Relaxed);
    let text = scrape(&exporter, "text/plain", "").await;
    assert!(
        text.contains("jobs_total ") && !text.contains("fragile"),
        "{text}"
    );
    assert!(exporter.gather().is_partial());
    let text = scrape(&strict, "text/plain", "").await;
    assert_eq!(text, "a collector or refresh function panicked\n");
}

#[test]
fn a_gather_returns_families_with_the_names_of_the_sources() {
    let registry = Registry::new();
    let zone = IntGauge::new("zone", "Zone.").unwrap();
    registry.register(Box::new(zone)).unwrap();
    let waits = HistogramValue::new([(0.5, 1)], 2, 3.0);
    let dotted = MetricFamily::histogram("a.wait", "Wait.").metric(Metric::new(waits.clone()));
    let more = MetricFamily::gauge("zone", "Zone.").metric(Metric::new(2).label("from", "source"));
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .source(move || vec![more.clone(), dotted.clone()])
        .build()
        .unwrap();
    let gathered = exporter.gather();
    assert!(!gathered.is_partial());
    let families: Vec<MetricFamily> = gathered
        .families()
        .filter(|family| !family.name.starts_with("pforge_"))
        .collect();
    let names: Vec<_> = families.iter().map(|family| &*family.name).collect();
    assert_eq!(names, ["a.wait", "jobs_total", "wait_seconds", "zone"]);

    let mut with_last = waits;
    with_last.buckets.push(Bucket::new(f64::INFINITY, 2));
    assert_eq!(
        families[0].metrics[0].value,
        MetricValue::Histogram(with_last)
    );
    assert_eq!(families[1].kind, MetricType::Counter);
    assert!(families[1].metrics[0].created_ms.is_some());
    let empty = HistogramValue::new([(0.5, 0), (1.0, 0), (f64::INFINITY, 0)], 0, 0.0);
    assert_eq!(families[2].metrics[0].value, MetricValue::Histogram(empty));
    let zones: Vec<_> = families[3]
        .metrics
        .iter()
        .map(|it| it.value.as_f64())
        .collect();
    assert_eq!(zones, [Some(0.0), Some(2.0)]);
}

/// Values that a strict OpenMetrics parser rejects are omitted.
#[tokio::test]
async fn openmetrics_omits_what_it_does_not_support() {
    let below_zero = HistogramValue::new([(-1.0, 1), (1.0, 2)], 2, 5.0);
    for (family, expected) in [
        (
            MetricFamily::state_set("a:b", "").metric(Metric::states([("on", true)])),
            "# TYPE a:b stateset\na:b{a_b=\"on\"} 1\n# EOF\n",
        ),
        (
            MetricFamily::histogram("a", "").metric(Metric::new(below_zero)),
            "# TYPE a histogram\na_bucket{le=\"-1.0\"} 1\na_bucket{le=\"1.0\"} 2\na_bucket{le=\"+Inf\"} 2\n# EOF\n",
        ),
        (
            MetricFamily::counter("a_total", "")
                .metric(Metric::new(1).timestamp_ms(3_000).created_ms(2_000)),
            "# TYPE a counter\na_total 1 3.000\na_created 2.000 3.000\n# EOF\n",
        ),
        (
            MetricFamily::info("a_bytes_info", "")
                .unit("bytes")
                .metric(Metric::info().label("b", "c")),
            "# TYPE a_bytes info\na_bytes_info{b=\"c\"} 1\n# EOF\n",
        ),
    ] {
        let accept = format!("{OPENMETRICS}underscores");
        assert_eq!(scrape(&of(vec![family]), &accept, "").await, expected);
    }
}

#[test]
fn a_source_that_gathers_its_own_exporter_gets_the_other_sources() {
    static EXPORTER: OnceLock<Exporter> = OnceLock::new();
    let of_others = || {
        let text = EXPORTER.get().map_or(String::new(), Exporter::text);
        let lines = text.lines().filter(|line| line.starts_with("other "));
        vec![MetricFamily::gauge("lines", "").metric(Metric::new(lines.count() as u64))]
    };
    let other = || vec![MetricFamily::gauge("other", "").metric(Metric::new(7))];
    let exporter = Exporter::builder().source(of_others).source(other).build();
    let text = EXPORTER.get_or_init(|| exporter.unwrap()).text();
    assert_eq!(
        without_dropped(&text),
        "# TYPE lines gauge\nlines 1\n# TYPE other gauge\nother 7\n"
    );
}
