//! Compares protobuf bodies byte by byte.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::Exemplar;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::model::{
    self, HistogramValue, Metric, MetricFamily, NativeHistogram, SummaryValue,
};
use prometheus::core::Collector;
use prometheus::proto;
use prometheus::{Encoder, ProtobufEncoder};
use protobuf::CodedInputStream;
use std::fmt::Write;
use tower::ServiceExt;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.side]
        help   = "Side."
        values = ["left", "right"]

        [label.phase]
        help   = "Phase."
        values = ["up", "down"]

        [label.area]
        help   = "Area."
        values = ["north"]

        [counter.message_calls_total]
        help      = "Calls."
        labels    = ["side", "area"]
        exemplars = true

        [gauge.message_level]
        help  = "A level."
        value = "int"

        [histogram.message_wait_seconds]
        help      = "Time waited."
        buckets   = [1, 2]
        exemplars = true

        [histogram.message_native_seconds]
        help    = "Time waited, in native buckets."
        buckets = [1, 2]
        native  = { factor = 1.1 }

        [stateset.message_phase]
        help   = "Phase."
        states = "phase"

        [info.message_build_info]
        help   = "Build."
        labels = { version = "1.2" }
        "#
    );
}
use metrics::*;

async fn scrape(exporter: &Exporter, name: &str) -> Vec<u8> {
    let accept = "application/vnd.google.protobuf; \
        proto=io.prometheus.client.MetricFamily; encoding=delimited";
    let request = Request::get(format!("/metrics?name[]={name}")).header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

/// Formats a byte as text if it is printable, and as a number.
fn shown(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for byte in bytes {
        match byte {
            b'\\' => shown.push_str("\\\\"),
            0x20..0x7f => shown.push(char::from(*byte)),
            _ => write!(shown, "\\{byte:02x}").unwrap(),
        }
    }
    shown
}

#[tokio::test]
async fn catalogs_have_the_same_bytes_as_from_the_encoder_of_prometheus() {
    let exemplar = Exemplar::new(1, 2);
    MESSAGE_CALLS_TOTAL
        .with((Side::Right, Area::North))
        .inc_with_exemplar(&exemplar);
    MESSAGE_LEVEL.set(-3);
    for value in [0.5, 1.5, 9.0] {
        MESSAGE_WAIT_SECONDS.observe_with_exemplar(value, &exemplar);
        MESSAGE_NATIVE_SECONDS.observe(value);
        MESSAGE_NATIVE_SECONDS.observe(-value);
    }
    MESSAGE_PHASE.set(Phase::Down);
    let exporter = Exporter::builder().catalog(&CATALOG).build().unwrap();
    let families = CATALOG.collector().collect();
    assert_eq!(families.len(), 6);
    for family in families {
        let body = scrape(&exporter, family.name()).await;
        let mut theirs = Vec::new();
        let encoder = ProtobufEncoder::new();
        encoder
            .encode(std::slice::from_ref(&family), &mut theirs)
            .unwrap();
        if family.name() == "message_native_seconds" {
            // The encoder of `prometheus` writes several unknown fields in an unspecified order.
            let mut input = CodedInputStream::from_bytes(&body);
            assert_eq!(input.read_message::<proto::MetricFamily>().unwrap(), family);
            assert_eq!(body.len(), theirs.len());
        } else {
            assert_eq!(shown(&body), shown(&theirs), "{}", family.name());
        }
    }
}

#[tokio::test]
async fn families_of_functions_have_all_fields() {
    let exemplar = || {
        let exemplar = model::ExemplarValue::new(0.5).label("a", "b");
        exemplar.timestamp_ms(-1)
    };
    let mut native = NativeHistogram::new(3, 0.25);
    native.zero_count = 1;
    native.negative = vec![(-1, 1)];
    native.positive = vec![(2, 3), (3, 1), (9, 2)];
    native.exemplars = vec![exemplar()];
    let mut wait = HistogramValue::new([(1.0, 2)], 8, 4.5).native(native);
    wait.buckets[0].exemplar = Some(exemplar());
    let families = [
        (
            MetricFamily::counter("c_seconds_total", "C.")
                .unit("seconds")
                .metric(
                    Metric::new(2)
                        .label("l", "v")
                        .exemplar(exemplar())
                        .created_ms(1_500),
                ),
            r#"e\0a\0fc_seconds_total\12\02C.\18\00"C\0a\06\0a\01l\12\01v\1a9\09\00\00\00\00\00\00\00@\12$\0a\06\0a\01a\12\01b\11\00\00\00\00\00\00\e0?\1a\11\08\ff\ff\ff\ff\ff\ff\ff\ff\ff\01\10\c0\8f\ae\dc\03\1a\08\08\01\10\80\ca\b5\ee\01*\07seconds"#,
        ),
        (
            MetricFamily::gauge("g", "").metric(Metric::new(-3).timestamp_ms(7)),
            r#"\14\0a\01g\18\01"\0d\12\09\09\00\00\00\00\00\00\08\c00\07"#,
        ),
        (
            MetricFamily::unknown("u", "").metric(Metric::new(0.5)),
            r#"\12\0a\01u\18\03"\0b*\09\09\00\00\00\00\00\00\e0?"#,
        ),
        (
            MetricFamily::summary("s", "")
                .metric(Metric::new(SummaryValue::new([(0.5, 2.0)], 3, 1.0)).created_ms(1_000)),
            r#".\0a\01s\18\02"'"%\08\03\11\00\00\00\00\00\00\f0?\1a\12\09\00\00\00\00\00\00\e0?\11\00\00\00\00\00\00\00@"\04\08\01\10\00"#,
        ),
        (
            MetricFamily::histogram("h", "").metric(Metric::new(wait).timestamp_ms(7)),
            concat!(
                r#"\99\01\0a\01h\18\04"\91\010\07:\8c\01\08\08\11\00\00\00\00\00\00\12@"#,
                r#"\1a1\08\02\11\00\00\00\00\00\00\f0?\1a$\0a\06\0a\01a\12\01b\11\00\00\00\00\00\00\e0?\1a\11\08\ff\ff\ff\ff\ff\ff\ff\ff\ff\01\10\c0\8f\ae\dc\03"#,
                r#"(\061\00\00\00\00\00\00\d0?8\01"#,
                r#"J\04\08\01\10\01R\01\02b\04\08\04\10\02b\04\08\0a\10\01j\03\06\03\02"#,
                r#"\82\01$\0a\06\0a\01a\12\01b\11\00\00\00\00\00\00\e0?\1a\11\08\ff\ff\ff\ff\ff\ff\ff\ff\ff\01\10\c0\8f\ae\dc\03"#,
            ),
        ),
        (
            MetricFamily::state_set("p", "")
                .metric(Metric::states([("up", true), ("down", false)])),
            r#"3\0a\01p\18\01"\14\0a\07\0a\01p\12\02up\12\09\09\00\00\00\00\00\00\f0?"\16\0a\09\0a\01p\12\04down\12\09\09\00\00\00\00\00\00\00\00"#,
        ),
        (
            MetricFamily::info("b_info", "").metric(Metric::info().label("version", "1.2")),
            r#"'\0a\06b_info\18\01"\1b\0a\0e\0a\07version\12\031.2\12\09\09\00\00\00\00\00\00\f0?"#,
        ),
    ];
    for (family, expected) in families {
        let name = family.name.clone();
        let exporter = Exporter::builder().source(move || vec![family.clone()]);
        let body = scrape(&exporter.build().unwrap(), &name).await;
        assert_eq!(shown(&body), expected, "{name}");
    }
}
