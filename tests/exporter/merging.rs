//! Catalogs and registries in one exposition, and clashes of their names.

use pforge_metrics::exporter::{BuildError, Exporter};
use pforge_metrics::testing::assert_exposition;
use prometheus::proto::{self, MetricFamily, MetricType};
use prometheus::{Gauge, IntCounterVec, Opts, Registry};

use crate::yields::{Yields, family, gauge, serve, with_labels, without_dropped};
use crate::{JOBS, WAIT, jobs, more};

#[test]
fn catalogs_and_registries_are_merged_by_name() {
    let registry = Registry::new();
    let hits = IntCounterVec::new(Opts::new("hits_total", "Hits."), &["path"]).unwrap();
    hits.with_label_values(&["a\"\\\nb"]).inc_by(3);
    registry.register(Box::new(hits)).unwrap();
    let exporter = Exporter::builder()
        .catalog(&more::CATALOG)
        .registry(&registry)
        .catalog(&jobs::CATALOG)
        .build()
        .unwrap();
    assert_exposition(
        &exporter.text(),
        &format!(
            r#"
            # HELP errors_total Jobs that failed.
            # TYPE errors_total counter
            errors_total 0
            # HELP hits_total Hits.
            # TYPE hits_total counter
            hits_total{{path="a\"\\\nb"}} 3
            {JOBS}
            {WAIT}
            # HELP zone The last by name.
            # TYPE zone gauge
            zone 0
            "#
        ),
    );
}

#[test]
fn a_catalog_that_is_also_registered_is_served_once() {
    let registry = Registry::new();
    registry
        .register(Box::new(jobs::CATALOG.collector()))
        .unwrap();
    let both = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    assert_exposition(&both.text(), &format!("{JOBS}{WAIT}"));
    // The registry omits the catalog only while that exporter gathers.
    assert_eq!(registry.gather().len(), 2);
    let other = Exporter::builder()
        .catalog(&more::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    assert!(other.text().contains("jobs_total 0"));
}

#[test]
fn a_duplicate_name_is_a_build_error() {
    let build = |name: &str| {
        let registry = Registry::new();
        registry
            .register(Box::new(Gauge::new(name, "A gauge.").unwrap()))
            .unwrap();
        Exporter::builder()
            .catalog(&jobs::CATALOG)
            .registry(&registry)
            .build()
    };
    assert!(build("something_else").is_ok());
    assert_eq!(
        build("jobs_total").unwrap_err().to_string(),
        "`jobs_total` has the type `counter` in a catalog and `gauge` in a registry\nhelp: make them equal"
    );
    assert_eq!(
        build("wait_seconds_count").unwrap_err().to_string(),
        "`wait_seconds_count` is a series of the metric `wait_seconds` in a catalog and of the metric \
         `wait_seconds_count` in a registry\nhelp: rename one of them"
    );
    let twice = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .catalog(&jobs::CATALOG)
        .build();
    let twice = twice.unwrap_err();
    assert!(matches!(&twice, BuildError::SharedSeries { family, .. } if family == "jobs_total"));
    assert_eq!(
        twice.to_string(),
        "two catalogs have the metric `jobs_total`\n\
         help: remove one, or give each another value of a constant label"
    );
    // `main` prints the `Debug` output of an error that it returns.
    assert_eq!(format!("{twice:?}"), twice.to_string());
}

mod labelled {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.source]
        help   = "Which module counts."
        values = ["new", "old"]
        rename = "from"

        [counter.moved_total]
        help   = "Moved."
        labels = ["source"]
        "#
    );
}

#[test]
fn the_error_for_a_name_clash_describes_the_difference() {
    use pforge_metrics::own::families::FamilyFault;

    labelled::MOVED_TOTAL.with(labelled::Source::New).inc();
    let counter = |help: &str, from: &str| -> Box<dyn prometheus::core::Collector> {
        let opts = Opts::new("moved_total", help).const_label("from", from);
        Box::new(prometheus::IntCounter::with_opts(opts).unwrap())
    };
    let gauge = Box::new(Gauge::new("moved_total", "Moved.").unwrap());
    let cases: [(Box<dyn prometheus::core::Collector>, _, _); 3] = [
        (
            counter("Why.", "elsewhere"),
            "`moved_total` has the help `Moved.` in a catalog and `Why.` in a registry\n\
             help: make them equal",
            FamilyFault::Help,
        ),
        (
            gauge,
            "`moved_total` has the type `counter` in a catalog and `gauge` in a registry\n\
             help: make them equal",
            FamilyFault::MixedTypes,
        ),
        (
            counter("Moved.", "old"),
            "the series `moved_total{from=\"old\"}` exists in a catalog and in a registry\n\
             help: delete the registered one, or give it a constant label with another value",
            FamilyFault::Name,
        ),
    ];
    for (collector, message, reason) in cases {
        let registry = Registry::new();
        let builder = Exporter::builder()
            .catalog(&labelled::CATALOG)
            .registry(&registry);
        let late = builder.clone().build().unwrap();
        registry.register(collector).unwrap();
        assert_eq!(builder.build().unwrap_err().to_string(), message);
        let dropped = format!(
            "pforge_metrics_families_dropped_total{{family=\"moved_total\",reason=\"{reason}\"}} 1\n"
        );
        assert!(late.text().contains(&dropped), "{dropped}");
    }
}

#[test]
fn a_name_that_clashes_later_does_not_fail_a_scrape() {
    let registry = Registry::new();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    for name in ["jobs_total", "wait_seconds_sum"] {
        registry
            .register(Box::new(Gauge::new(name, "Late.").unwrap()))
            .unwrap();
    }
    assert_exposition(&without_dropped(&exporter.text()), &format!("{JOBS}{WAIT}"));
}

/// The build error of a clash, and the exposition if it occurs later.
fn clash(families: Vec<MetricFamily>) -> (String, String) {
    let registry = Registry::new();
    let exporter = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&registry)
        .build()
        .unwrap();
    registry
        .register(Box::new(Yields(families.clone())))
        .unwrap();
    let text = without_dropped(&exporter.text());
    let foreign = text.replace(&trimmed(JOBS), "").replace(&trimmed(WAIT), "");
    assert_eq!(
        text.len() - foreign.len(),
        trimmed(JOBS).len() + trimmed(WAIT).len()
    );
    (serve(families).unwrap_err().to_string(), foreign)
}

fn trimmed(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn a_duplicate_label_is_an_error_or_omitted() {
    // Caused by the labels of a registry, and by two names that become equal.
    for twice in [[("env", "a"), ("env", "b")], [("e.v", "a"), ("e_v", "b")]] {
        let metrics = vec![
            with_labels(gauge(1.0), &twice),
            with_labels(gauge(2.0), &twice[..1]),
        ];
        let (error, text) = clash(vec![family("x", MetricType::GAUGE, metrics)]);
        let label = twice[1].0;
        assert_eq!(
            error,
            format!(
                "a registry has a metric `x` with the label `{label}` twice\nhelp: remove one of them, or rename it"
            )
        );
        assert_eq!(text, format!("# TYPE x gauge\nx{{{label}=\"a\"}} 2\n"));
    }
    let mut quantile = proto::Quantile::default();
    quantile.set_quantile(0.5);
    let mut summary = proto::Summary::default();
    summary.set_quantile(vec![quantile]);
    let mut metric = proto::Metric::default();
    metric.set_summary(summary);
    let metrics = vec![with_labels(metric, &[("quantile", "mine")])];
    let (error, _) = clash(vec![family("x", MetricType::SUMMARY, metrics)]);
    assert_eq!(
        error,
        "a registry has a metric `x` with the label `quantile`, which is reserved for quantiles\nhelp: rename the label"
    );
}

#[test]
fn a_duplicate_series_is_an_error_or_omitted() {
    let metrics = vec![gauge(1.0), gauge(2.0)];
    let (error, text) = clash(vec![family("x", MetricType::GAUGE, metrics)]);
    assert_eq!(
        error,
        "a registry has two metrics `x` with the same labels\n\
         help: remove one, or give each another value of a constant label"
    );
    assert_eq!(text, "# TYPE x gauge\nx 1\n");
}

#[test]
fn names_that_become_equal_are_an_error_or_omitted() {
    let of = |name| family(name, MetricType::GAUGE, vec![gauge(1.0)]);
    let (error, text) = clash(vec![of("a.b"), of("jobs.total"), of("a_b"), of("a_c")]);
    assert_eq!(
        error,
        "the series `a_b` exists twice in the registries\n\
         help: remove one, or give each another value of a constant label"
    );
    assert_eq!(text, "# TYPE a_b gauge\na_b 1\n# TYPE a_c gauge\na_c 1\n");
}

#[test]
fn two_types_with_one_name_are_an_error() {
    let mut counter = proto::Counter::default();
    counter.set_value(7.0);
    let mut metric = proto::Metric::default();
    metric.set_counter(counter);
    let mixed = vec![
        family("mixed", MetricType::GAUGE, vec![gauge(1.0)]),
        family("mixed", MetricType::COUNTER, vec![metric]),
    ];
    assert_eq!(
        serve(mixed).unwrap_err().to_string(),
        "a registry has metrics of two types under the name `mixed`\nhelp: rename those of one type"
    );
}
