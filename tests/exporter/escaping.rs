//! Names that older formats do not support, in each escaping scheme.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::Exporter;
use prometheus::Registry;
use prometheus::proto::{self, MetricFamily, MetricType};
use protobuf::CodedInputStream;
use std::fmt::Write;
use std::fs;
use tower::ServiceExt;

use crate::yields::{Yields, family, gauge, with_labels, without_dropped};

const SCHEMES: [&str; 4] = ["underscores", "dots", "values", "allow-utf-8"];
const TEXT: &str = "text/plain; version=1.0.0";
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0";
const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// Families of a library with unusual names.
fn hostile() -> Vec<MetricFamily> {
    let mut counter = proto::Counter::default();
    counter.set_value(3.0);
    let mut requests = proto::Metric::default();
    requests.set_counter(counter);
    let requests = with_labels(requests, &[("http.method", "get"), ("code", "200")]);
    let mut requests = family("http.requests_total", MetricType::COUNTER, vec![requests]);
    requests.set_help("Requests, \"by\" method.".to_owned());
    let mut bucket = proto::Bucket::default();
    bucket.set_upper_bound(0.5);
    bucket.set_cumulative_count(1);
    let mut histogram = proto::Histogram::default();
    histogram.set_bucket(vec![bucket]);
    histogram.set_sample_count(2);
    histogram.set_sample_sum(4.5);
    let mut wait = proto::Metric::default();
    wait.set_histogram(histogram);
    let size = with_labels(gauge(2.0), &[("in.größe", "é"), ("x:y", "")]);
    let of = |name, metric| family(name, MetricType::GAUGE, vec![metric]);
    vec![
        requests,
        of("1größe", size),
        family("wait.s", MetricType::HISTOGRAM, vec![wait]),
        of("\"hi\"\n{}", with_labels(gauge(6.0), &[("x\\\n\"", "\"")])),
        of("a.b", gauge(7.0)),
        of("a/b", gauge(8.0)),
        of("U__a_2e_b", gauge(9.0)),
    ]
}

/// Families that clash only in some schemes. They are added after the build, which would reject them.
async fn response_to(accept: &str) -> (String, Vec<u8>) {
    let registry = Registry::new();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    registry.register(Box::new(Yields(hostile()))).unwrap();
    scrape(&exporter, accept, "").await
}

async fn scrape(exporter: &Exporter, accept: &str, query: &str) -> (String, Vec<u8>) {
    let request = Request::get(format!("/metrics{query}")).header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let content_type = response.headers()["content-type"].to_str().unwrap();
    let content_type = content_type.to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body = match str::from_utf8(&body) {
        Ok(text) if !accept.starts_with(PROTOBUF) => without_dropped(text).into_bytes(),
        _ => body.to_vec(),
    };
    (content_type, body)
}

async fn text(exporter: &Exporter, accept: &str, query: &str) -> String {
    String::from_utf8(scrape(exporter, accept, query).await.1).unwrap()
}

/// The names of the messages and their labels, one line for each metric.
fn shown(body: &[u8]) -> String {
    let (mut input, mut shown) = (CodedInputStream::from_bytes(body), String::new());
    while !input.eof().unwrap() {
        let family: MetricFamily = input.read_message().unwrap();
        if family.name().replace('_', "") == "pforgemetricsfamiliesdroppedtotal" {
            continue;
        }
        for metric in family.get_metric() {
            let labels = metric.get_label().iter();
            let labels: Vec<_> = labels.map(|it| (it.name(), it.value())).collect();
            writeln!(shown, "{:?} {labels:?}", family.name()).unwrap();
        }
    }
    shown
}

/// The expected file in `escaping/` for a scheme and a format.
fn expected(scheme: &str, format: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read_to_string(format!("{root}/tests/exporter/escaping/{scheme}.{format}")).unwrap()
}

#[tokio::test]
async fn each_scheme_has_its_names_in_each_format() {
    for scheme in SCHEMES {
        let accept = format!("{TEXT}; escaping={scheme}");
        let (content_type, body) = response_to(&accept).await;
        assert_eq!(
            content_type,
            format!("{TEXT}; charset=utf-8; escaping={scheme}")
        );
        assert_eq!(
            String::from_utf8(body).unwrap(),
            expected(scheme, "text"),
            "{scheme}"
        );

        let accept = format!("{OPENMETRICS}; escaping={scheme}");
        let (content_type, body) = response_to(&accept).await;
        assert_eq!(
            content_type,
            format!("{OPENMETRICS}; charset=utf-8; escaping={scheme}")
        );
        assert_eq!(
            String::from_utf8(body).unwrap(),
            expected(scheme, "openmetrics"),
            "{scheme}"
        );

        let accept = format!("{PROTOBUF}; escaping={scheme}");
        let (content_type, body) = response_to(&accept).await;
        assert_eq!(content_type, accept);
        assert_eq!(shown(&body), expected(scheme, "messages"), "{scheme}");
    }
}

#[tokio::test]
async fn the_default_escaping_scheme_is_underscores() {
    for accept in [TEXT, "text/plain", "text/plain; escaping=allow-utf-8"] {
        let body = response_to(accept).await.1;
        assert_eq!(
            String::from_utf8(body).unwrap(),
            expected("underscores", "text"),
            "{accept}"
        );
    }
    for accept in [
        OPENMETRICS,
        "application/openmetrics-text; version=0.0.1; escaping=allow-utf-8",
    ] {
        let (content_type, body) = response_to(accept).await;
        // From version 1.0.0, the Content-Type must contain the scheme.
        let tells = content_type.ends_with("; version=1.0.0; charset=utf-8; escaping=underscores");
        assert_eq!(tells, accept == OPENMETRICS, "{content_type}");
        assert_eq!(
            String::from_utf8(body).unwrap(),
            expected("underscores", "openmetrics"),
            "{accept}"
        );
    }
    let (content_type, body) = response_to(PROTOBUF).await;
    assert_eq!(content_type, PROTOBUF);
    assert_eq!(shown(&body), expected("underscores", "messages"));
}

#[tokio::test]
async fn names_that_collide_after_escaping_stay_distinct_in_other_schemes() {
    let twice = with_labels(gauge(1.0), &[("e.v", "a"), ("e_v", "b")]);
    let dotted = with_labels(gauge(2.0), &[("e.v", "a")]);
    let plain = with_labels(gauge(3.0), &[("e_v", "a")]);
    let other = with_labels(gauge(4.0), &[("e_v", "z")]);
    let registry = Registry::new();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    let families = vec![family(
        "x",
        MetricType::GAUGE,
        vec![twice, dotted, plain, other],
    )];
    registry.register(Box::new(Yields(families))).unwrap();
    for (scheme, text, messages) in [
        (
            "underscores",
            "x{e_v=\"a\"} 2\nx{e_v=\"z\"} 4\n",
            "\"x\" [(\"e_v\", \"a\")]\n\"x\" [(\"e_v\", \"z\")]\n",
        ),
        (
            "allow-utf-8",
            "x{\"e.v\"=\"a\"} 2\nx{e_v=\"a\"} 3\nx{e_v=\"z\"} 4\nx{\"e.v\"=\"a\",e_v=\"b\"} 1\n",
            "\"x\" [(\"e.v\", \"a\")]\n\"x\" [(\"e_v\", \"a\")]\n\"x\" [(\"e_v\", \"z\")]\n\"x\" [(\"e.v\", \"a\"), (\"e_v\", \"b\")]\n",
        ),
    ] {
        let accept = format!("{TEXT}; escaping={scheme}");
        let body = self::text(&exporter, &accept, "").await;
        assert_eq!(body, format!("# TYPE x gauge\n{text}"));
        let accept = format!("{PROTOBUF}; escaping={scheme}");
        assert_eq!(shown(&scrape(&exporter, &accept, "").await.1), messages);
    }
}

mod ours {
    pforge_metrics::include_metrics!(
        inline = r#"
        const_labels = { data_center = "x_y" }

        [label.job_name]
        help = "Job."
        open = { max = 3 }

        [label.job_phase]
        help   = "Phase."
        values = ["on_hold", "running"]

        [counter.jobs_done_total]
        help   = "Jobs, by job_phase."
        labels = ["job_phase"]

        [histogram.wait_seconds]
        help    = "Time that jobs waited."
        unit    = "seconds"
        labels  = ["job_name"]
        buckets = [1, 2]
        allow   = { open_on_histogram = "Three values." }

        [stateset.queue_state]
        help   = "What the queue does."
        states = "job_phase"

        [info.queue_build_info]
        help   = "Build."
        labels = { build_id = "a_b" }
        "#
    );
}

#[tokio::test]
async fn the_dots_scheme_also_doubles_underscores_in_catalogs() {
    use ours::{CATALOG, JOBS_DONE_TOTAL, JobName, JobPhase, QUEUE_STATE, WAIT_SECONDS};
    JOBS_DONE_TOTAL.with(JobPhase::Running).inc_by(u64::MAX);
    WAIT_SECONDS.with(JobName::new("nightly_run")).observe(0.5);
    QUEUE_STATE.set(JobPhase::OnHold);
    let registry = Registry::new();
    let builder = Exporter::builder().catalog(&CATALOG).registry(&registry);
    let exporter = builder.build().unwrap();
    // The first name is distinct in this scheme and clashes with underscores. The second one clashes in all schemes.
    let of = |name| family(name, MetricType::GAUGE, vec![gauge(1.0)]);
    let late = vec![of("queue.state"), of("queue_state")];
    registry.register(Box::new(Yields(late))).unwrap();

    let query = "?name[]=jobs__done__total&name[]=wait__seconds_sum&name[]=queue__state\
        &name[]=queue_dot_state&name[]=queue__build__info";
    let accept = format!("{TEXT}; escaping=dots");
    let body = text(&exporter, &accept, query).await;
    assert_eq!(body, expected("catalog", "text"));
    let accept = format!("{OPENMETRICS}; escaping=dots");
    let body = text(&exporter, &accept, query).await;
    assert_eq!(body, expected("catalog", "openmetrics"));
    let accept = format!("{PROTOBUF}; escaping=dots");
    let body = scrape(&exporter, &accept, query).await.1;
    assert_eq!(shown(&body), expected("catalog", "messages"));
}

#[tokio::test]
async fn families_are_selected_by_their_escaped_names() {
    let registry = Registry::new();
    let families = vec![family("a.b", MetricType::GAUGE, vec![gauge(1.0)])];
    registry.register(Box::new(Yields(families))).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    for (scheme, name, query) in [
        ("underscores", "a_b", "a_b"),
        ("dots", "a_dot_b", "a_dot_b"),
        ("values", "U__a_2e_b", "U__a_2e_b"),
        ("allow-utf-8", "{\"a.b\"}", "a.b"),
    ] {
        let accept = format!("{TEXT}; escaping={scheme}");
        let body = text(&exporter, &accept, &format!("?name[]={query}")).await;
        assert!(body.ends_with(&format!("\n{name} 1\n")), "{scheme}: {body}");
        assert_eq!(text(&exporter, &accept, "?name[]=a").await, "");
    }
}
