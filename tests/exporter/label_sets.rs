//! Families with the same name are merged if their label sets are disjoint.

use pforge_metrics::exporter::{Exporter, ExporterBuilder};
use pforge_metrics::testing::assert_exposition;
use prometheus::Registry;
use prometheus::proto::MetricType;
use std::time::{Duration, Instant};

use crate::yields::{Yields, family, gauge, with_labels};

#[allow(dead_code, reason = "the metrics are only exposed")]
mod mail {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.queue]
        help   = "Label."
        values = ["in", "out"]

        [gauge.depth]
        help   = "Jobs that wait."
        value  = "int"
        labels = ["queue"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod print {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.queue]
        help   = "Label."
        values = ["color", "gray"]

        [gauge.depth]
        help   = "Jobs that wait."
        value  = "int"
        labels = ["queue"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod outgoing {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.queue]
        help   = "Label."
        values = ["out", "print"]

        [gauge.depth]
        help   = "Jobs that wait."
        value  = "int"
        labels = ["queue"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod any {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.queue]
        help   = "Label."
        open   = { max = 2 }

        [gauge.depth]
        help   = "Jobs that wait."
        value  = "int"
        labels = ["queue"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod host {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.host]
        help   = "Label."
        values = ["a", "b"]

        [gauge.depth]
        help   = "Jobs that wait."
        value  = "int"
        labels = ["host"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod whole {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.depth]
        help  = "Jobs that wait."
        value = "int"
        "#
    );
}

fn of_mail() -> ExporterBuilder {
    Exporter::builder().catalog(&mail::CATALOG)
}

#[test]
fn catalogs_with_disjoint_label_sets_are_merged() {
    for (builder, series) in [
        (
            of_mail().catalog(&print::CATALOG),
            "depth{queue=\"color\"} 0\ndepth{queue=\"gray\"} 0\n",
        ),
        (
            of_mail().catalog(&host::CATALOG),
            "depth{host=\"a\"} 0\ndepth{host=\"b\"} 0\n",
        ),
        (of_mail().catalog(&whole::CATALOG), "depth 0\n"),
    ] {
        let exporter = builder.build().unwrap();
        assert_exposition(
            &exporter.text(),
            &format!(
                "# HELP depth Jobs that wait.\n# TYPE depth gauge\n\
                 depth{{queue=\"in\"}} 0\ndepth{{queue=\"out\"}} 0\n{series}"
            ),
        );
    }
}

#[test]
fn catalogs_with_overlapping_label_sets_are_rejected() {
    for builder in [
        of_mail().catalog(&outgoing::CATALOG),
        of_mail().catalog(&any::CATALOG),
    ] {
        assert_eq!(
            builder.build().unwrap_err().to_string(),
            "two catalogs have the metric `depth`\nhelp: remove one, or give each another value of a constant label"
        );
    }
}

/// A registry with this number of families, whose metrics have one label.
fn registry(families: usize, zone: &str) -> Registry {
    let of_number = |number| {
        let metric = with_labels(gauge(1.0), &[("zone", zone)]);
        family(&format!("x{number:05}"), MetricType::GAUGE, vec![metric])
    };
    let registry = Registry::new();
    let yields = Yields((0..families).map(of_number).collect());
    registry.register(Box::new(yields)).unwrap();
    registry
}

/// A quadratic merge would take minutes.
#[test]
fn merging_is_linear_in_the_number_of_families() {
    const FAMILIES: usize = 20_000;
    let began = Instant::now();
    let zones = ["eu", "us", "asia"].map(|zone| registry(FAMILIES, zone));
    let exporter = zones
        .iter()
        .fold(Exporter::builder(), ExporterBuilder::registry);
    let text = exporter.build().unwrap().text();
    assert!(text.starts_with(
        "# TYPE x00000 gauge\nx00000{zone=\"eu\"} 1\nx00000{zone=\"us\"} 1\nx00000{zone=\"asia\"} 1\n"
    ));
    assert_eq!(text.lines().count(), FAMILIES * 4);
    assert!(
        began.elapsed() < Duration::from_secs(120),
        "{:?}",
        began.elapsed()
    );
}
