//! Names in each format, and names that clash.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::testing::assert_exposition;
use prometheus::Registry;
use prometheus::proto::{self, MetricFamily, MetricType};
use protobuf::CodedInputStream;
use std::fmt::Write;
use tower::ServiceExt;

use crate::yields::{Yields, family, gauge, with_labels, without_dropped};

const TEXT: &str = "text/plain";
const OPENMETRICS: &str = "application/openmetrics-text";
const PROTOBUF: &str = "application/vnd.google.protobuf; \
    proto=io.prometheus.client.MetricFamily; encoding=delimited";

async fn scrape(exporter: &Exporter, accept: &str, query: &str) -> Vec<u8> {
    let request = Request::get(format!("/metrics{query}")).header("accept", accept);
    let request = request.body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    body.to_vec()
}

async fn text(exporter: &Exporter, accept: &str, query: &str) -> String {
    String::from_utf8(scrape(exporter, accept, query).await).unwrap()
}

/// The messages of a scrape, one line for each metric.
async fn messages(exporter: &Exporter, query: &str) -> String {
    let body = scrape(exporter, PROTOBUF, query).await;
    let (mut input, mut shown) = (CodedInputStream::from_bytes(&body), String::new());
    while !input.eof().unwrap() {
        let family: MetricFamily = input.read_message().unwrap();
        writeln!(shown, "{} {:?}", family.name(), family.get_field_type()).unwrap();
        for metric in family.get_metric() {
            let labels = metric.get_label().iter();
            let labels: Vec<_> = labels.map(|it| (it.name(), it.value())).collect();
            writeln!(shown, "- {labels:?}").unwrap();
        }
    }
    shown
}

fn samples(text: &str) -> Vec<&str> {
    let mut samples: Vec<&str> = text.lines().filter(|it| !it.starts_with('#')).collect();
    samples.sort_unstable();
    samples
}

fn counter(name: &str) -> MetricFamily {
    let mut counter = proto::Counter::default();
    counter.set_value(1.0);
    let mut metric = proto::Metric::default();
    metric.set_counter(counter);
    family(name, MetricType::COUNTER, vec![metric])
}

fn summary(name: &str) -> MetricFamily {
    let mut metric = proto::Metric::default();
    metric.set_summary(proto::Summary::default());
    family(name, MetricType::SUMMARY, vec![metric])
}

fn of_gauge(name: &str) -> MetricFamily {
    family(name, MetricType::GAUGE, vec![gauge(2.0)])
}

fn registry(families: Vec<MetricFamily>) -> Registry {
    let registry = Registry::new();
    registry.register(Box::new(Yields(families))).unwrap();
    registry
}

#[tokio::test]
async fn families_that_clash_only_in_openmetrics_keep_their_names() {
    for (families, types) in [
        ([counter("x"), of_gauge("y")], ["x unknown", "y gauge"]),
        (
            [counter("x_total"), of_gauge("y")],
            ["x counter", "y gauge"],
        ),
        (
            [counter("_total"), of_gauge("y")],
            ["_total unknown", "y gauge"],
        ),
        (
            [of_gauge("x"), counter("x_total")],
            ["x gauge", "x_total unknown"],
        ),
        (
            [counter("x"), counter("x_total")],
            ["x unknown", "x_total unknown"],
        ),
        (
            [counter("x"), of_gauge("x_total")],
            ["x unknown", "x_total gauge"],
        ),
        (
            [summary("x"), counter("x_total")],
            ["x summary", "x_total unknown"],
        ),
        (
            [of_gauge("x_created"), counter("x_total")],
            ["x_created gauge", "x_total unknown"],
        ),
        // The family of the second has the name of a sample of the first, which keeps its name.
        (
            [counter("x_total"), counter("x_total_total")],
            ["x counter", "x_total_total unknown"],
        ),
    ] {
        // The order does not matter.
        for reversed in [false, true] {
            let mut sources = families.clone().map(|family| registry(vec![family]));
            if reversed {
                sources.reverse();
            }
            let exporter = Exporter::builder();
            let exporter = exporter.registry(&sources[0]).registry(&sources[1]);
            let exporter = exporter.build().unwrap();
            let openmetrics = text(&exporter, OPENMETRICS, "").await;
            let found = openmetrics
                .lines()
                .filter_map(|it| it.strip_prefix("# TYPE "));
            assert_eq!(found.collect::<Vec<_>>(), types);
            let stored = exporter.text();
            assert_eq!(samples(&openmetrics), samples(&stored));
            let names = families.each_ref().map(MetricFamily::name);
            let messages = messages(&exporter, "").await;
            assert!(
                names
                    .iter()
                    .all(|name| messages.contains(&format!("{name} ")))
            );
        }
    }
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod half_renamed {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.shop_ticks_total]
        help = "Ticks."

        [counter.shop_ticks]
        help       = "Ticks."
        allow      = { counter_total = "the old name" }
        deprecated = { since = "0.0.1", renamed_to = "shop_ticks_total" }

        [info.shop_build_info]
        help   = "Build."
        labels = { version = "1" }
        "#
    );
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod other {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.shop_build_total]
        help = "Builds."
        "#
    );
}

#[tokio::test]
async fn an_alias_and_a_second_catalog_with_a_clashing_name_are_both_served() {
    half_renamed::SHOP_TICKS_TOTAL.inc_by(u64::MAX);
    let exporter = Exporter::builder()
        .catalog(&half_renamed::CATALOG)
        .catalog(&other::CATALOG)
        .created(true)
        .build()
        .unwrap();
    assert_exposition(
        &text(&exporter, OPENMETRICS, "").await,
        r#"
        # TYPE shop_build_info gauge
        # HELP shop_build_info Build.
        shop_build_info{version="1"} 1
        # TYPE shop_build_total unknown
        # HELP shop_build_total Builds.
        shop_build_total 0
        # TYPE shop_ticks unknown
        # HELP shop_ticks (Deprecated since 0.0.1: use shop_ticks_total) Ticks.
        shop_ticks 18446744073709551615
        # TYPE shop_ticks_total unknown
        # HELP shop_ticks_total Ticks.
        shop_ticks_total 18446744073709551615
        # EOF
        "#,
    );
    assert_eq!(
        messages(&exporter, "").await,
        "shop_build_info GAUGE\n- [(\"version\", \"1\")]\nshop_build_total COUNTER\n- []\n\
         shop_ticks COUNTER\n- []\nshop_ticks_total COUNTER\n- []\n"
    );
    let alone = Exporter::builder()
        .catalog(&other::CATALOG)
        .build()
        .unwrap();
    let alone = text(&alone, OPENMETRICS, "").await;
    assert!(alone.starts_with("# TYPE shop_build counter\n"), "{alone}");
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod old_names {
    pforge_metrics::include_metrics!("tests/fixtures/old_names.toml");
}

#[tokio::test]
async fn a_counter_with_unknown_type_has_no_exemplars_in_openmetrics() {
    let trace = pforge_metrics::Exemplar::new(1, 2);
    old_names::OLD_CALLS.inc_with_exemplar(&trace);
    old_names::OLD_JOBS_TOTAL.inc_with_exemplar(&trace);
    let exporter = Exporter::builder().catalog(&old_names::CATALOG);
    let exporter = exporter.build().unwrap();
    let query = "?name[]=old_calls&name[]=old_jobs_total";
    assert_exposition(
        &text(&exporter, OPENMETRICS, query).await,
        "
        # TYPE old_calls unknown
        # HELP old_calls Calls.
        old_calls 1
        # TYPE old_jobs_total unknown
        # HELP old_jobs_total Jobs done.
        old_jobs_total 1
        # EOF
        ",
    );
    let body = scrape(&exporter, PROTOBUF, query).await;
    let traces = body.windows(8).filter(|it| it == b"trace_id").count();
    assert_eq!(traces, 2);
}

#[tokio::test]
async fn a_late_family_takes_its_name_from_a_counter_of_a_catalog() {
    let late = Registry::new();
    let builder = Exporter::builder().catalog(&other::CATALOG).registry(&late);
    let exporter = builder.build().unwrap();
    let ours = "# HELP shop_build_total Builds.\nshop_build_total 0\n";
    let before = text(&exporter, OPENMETRICS, "?name[]=shop_build_total").await;
    assert!(
        before.starts_with("# TYPE shop_build counter\n"),
        "{before}"
    );
    late.register(Box::new(Yields(vec![of_gauge("shop_build")])))
        .unwrap();
    assert_eq!(
        text(&exporter, OPENMETRICS, "").await,
        format!(
            "# TYPE shop_build gauge\nshop_build 2\n# TYPE shop_build_total unknown\n{ours}# EOF\n"
        )
    );
}

#[tokio::test]
async fn the_name_parameter_selects_the_names_of_each_format() {
    let families = vec![
        counter("a_total"),
        counter("b"),
        of_gauge("c"),
        counter("c_total"),
        summary("d"),
    ];
    let exporter = Exporter::builder().registry(&registry(families));
    let exporter = exporter.build().unwrap();
    for (name, family, stored, openmetrics) in [
        ("a", &[][..], &[][..], &["a_total"][..]),
        ("a_total", &["a_total"], &["a_total"], &["a_total"]),
        ("a_created", &[], &[], &[]),
        ("b", &["b"], &["b"], &["b"]),
        ("b_total", &[], &[], &[]),
        ("c", &["c"], &["c"], &["c"]),
        ("c_total", &["c_total"], &["c_total"], &["c_total"]),
        ("d", &["d"], &["d_count", "d_sum"], &["d_count", "d_sum"]),
        (
            "d_count",
            &["d"],
            &["d_count", "d_sum"],
            &["d_count", "d_sum"],
        ),
        ("d_total", &[], &[], &[]),
    ] {
        let query = format!("?name[]={name}");
        let of_text = text(&exporter, TEXT, &query).await;
        assert_eq!(sample_names(&of_text), stored, "{name}");
        let of_openmetrics = text(&exporter, OPENMETRICS, &query).await;
        assert_eq!(sample_names(&of_openmetrics), openmetrics, "{name}");
        let messages = messages(&exporter, &query).await;
        let families = messages.lines().filter(|it| !it.starts_with('-'));
        let families: Vec<_> = families.map(first_word).collect();
        assert_eq!(families, family, "{name}");
    }
}

fn sample_names(text: &str) -> Vec<&str> {
    samples(text).into_iter().map(first_word).collect()
}

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap()
}

/// A family of gauges with one metric for each label set.
fn zones(name: &str, sets: &[&[(&str, &str)]]) -> MetricFamily {
    let metrics = sets.iter().map(|labels| with_labels(gauge(1.0), labels));
    family(name, MetricType::GAUGE, metrics.collect())
}

#[tokio::test]
async fn registries_with_different_constant_labels_are_merged() {
    let sources = ["eu", "us"].map(|zone| registry(vec![zones("level", &[&[("zone", zone)]])]));
    let exporter = Exporter::builder()
        .registry(&sources[0])
        .registry(&sources[1]);
    let exporter = exporter.build().unwrap();
    let merged = "# TYPE level gauge\nlevel{zone=\"eu\"} 1\nlevel{zone=\"us\"} 1\n";
    assert_eq!(exporter.text(), merged);
    assert_eq!(
        text(&exporter, OPENMETRICS, "").await,
        format!("{merged}# EOF\n")
    );
    assert_eq!(
        messages(&exporter, "").await,
        "level GAUGE\n- [(\"zone\", \"eu\")]\n- [(\"zone\", \"us\")]\n"
    );
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod eu {
    pforge_metrics::include_metrics!(
        inline = r#"
        const_labels = { zone = "eu" }

        [label.queue]
        help   = "Queue."
        values = ["mail", "print"]

        [counter.shop_jobs_total]
        help   = "Jobs."
        labels = ["queue"]
        "#
    );
}

#[allow(dead_code, reason = "the metrics are only exposed")]
mod us {
    pforge_metrics::include_metrics!(
        inline = r#"
        const_labels = { zone = "us" }

        [label.tenant]
        help = "Tenant."
        open = { max = 2 }

        [counter.shop_jobs_total]
        help   = "Jobs."
        labels = ["tenant"]
        "#
    );
}

#[expect(dead_code, reason = "the metrics are only exposed")]
mod other_help {
    pforge_metrics::include_metrics!(
        inline = r#"
        const_labels = { zone = "us" }

        [counter.shop_jobs_total]
        help = "Jobs of the US."
        "#
    );
}

#[tokio::test]
async fn catalogs_with_different_constant_labels_are_merged() {
    us::SHOP_JOBS_TOTAL.with(us::Tenant::new("acme")).inc();
    let theirs = |zone| {
        let mut family = counter("shop_jobs_total");
        family.set_help("Jobs.".to_owned());
        let metric = family.take_metric().remove(0);
        family.set_metric(vec![with_labels(
            metric,
            &[("queue", "mail"), ("zone", zone)],
        )]);
        registry(vec![family])
    };
    let catalogs = || {
        Exporter::builder()
            .catalog(&us::CATALOG)
            .catalog(&eu::CATALOG)
    };
    let exporter = catalogs().registry(&theirs("asia")).build().unwrap();
    let query = "?name[]=shop_jobs_total";
    let series = "\
shop_jobs_total{tenant=\"acme\",zone=\"us\"} 1
shop_jobs_total{queue=\"mail\",zone=\"eu\"} 0
shop_jobs_total{queue=\"print\",zone=\"eu\"} 0
shop_jobs_total{queue=\"mail\",zone=\"asia\"} 1
";
    assert_eq!(
        text(&exporter, TEXT, query).await,
        format!("# HELP shop_jobs_total Jobs.\n# TYPE shop_jobs_total counter\n{series}")
    );
    assert_eq!(
        text(&exporter, OPENMETRICS, query).await,
        format!("# TYPE shop_jobs counter\n# HELP shop_jobs Jobs.\n{series}# EOF\n")
    );
    let messages = messages(&exporter, query).await;
    assert_eq!(
        messages.lines().filter(|it| !it.starts_with('-')).count(),
        1
    );
    assert_eq!(messages.lines().count(), 5, "{messages}");

    let error = catalogs().registry(&theirs("eu")).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the series `shop_jobs_total{queue=\"mail\",zone=\"eu\"}` exists in a catalog and in a registry\n\
         help: delete the registered one, or give it a constant label with another value"
    );
    let error = Exporter::builder()
        .catalog(&eu::CATALOG)
        .catalog(&other_help::CATALOG)
        .build();
    assert_eq!(
        error.unwrap_err().to_string(),
        "`shop_jobs_total` has the help `Jobs.` in a catalog and `Jobs of the US.` in a catalog\nhelp: make them equal"
    );
}

#[test]
fn a_label_with_an_empty_value_equals_an_absent_label() {
    let twice = zones("order", &[&[("a", "1")], &[("a", "1"), ("zone", "")]]);
    let error = Exporter::builder().registry(&registry(vec![twice])).build();
    assert_eq!(
        error.unwrap_err().to_string(),
        "a registry has two metrics `order` with the same labels\n\
         help: remove one, or give each another value of a constant label"
    );
}

#[test]
fn a_duplicate_series_is_detected_for_any_label_order() {
    let twice = zones(
        "order",
        &[&[("a", "1"), ("b", "2")], &[("b", "2"), ("a", "1")]],
    );
    let error = Exporter::builder()
        .registry(&registry(vec![twice.clone()]))
        .build();
    assert_eq!(
        error.unwrap_err().to_string(),
        "a registry has two metrics `order` with the same labels\n\
         help: remove one, or give each another value of a constant label"
    );
    let [one, other] = [&[("a", "1"), ("b", "2")], &[("b", "2"), ("a", "1")]];
    let sources = [one, other].map(|labels| registry(vec![zones("order", &[labels])]));
    let error = Exporter::builder()
        .registry(&sources[0])
        .registry(&sources[1])
        .build();
    assert_eq!(
        error.unwrap_err().to_string(),
        "the series `order{a=\"1\",b=\"2\"}` exists twice in the registries\n\
         help: remove one, or give each another value of a constant label"
    );
}

#[test]
fn late_clashes_are_counted_by_name() {
    use pforge_metrics::own::families::{
        DroppedFamily, FamilyFault, PFORGE_METRICS_FAMILIES_DROPPED_TOTAL as DROPPED,
    };
    let (first, second) = (Registry::new(), Registry::new());
    let exporter = Exporter::builder().registry(&first).registry(&second);
    let exporter = exporter.build().unwrap();
    assert_eq!(exporter.text(), "");
    let late = [
        vec![
            zones("late_merged", &[&[("zone", "eu")]]),
            counter("late_moved"),
            of_gauge("late_other"),
        ],
        vec![
            zones("late_merged", &[&[("zone", "us")], &[("zone", "eu")]]),
            counter("late_moved"),
            counter("late_other"),
            zones("late_twice", &[&[], &[]]),
        ],
    ];
    for (registry, families) in [first, second].iter().zip(late) {
        registry.register(Box::new(Yields(families))).unwrap();
    }
    let text = exporter.text();
    assert_eq!(
        without_dropped(&text),
        "# TYPE late_merged gauge\nlate_merged{zone=\"eu\"} 1\nlate_merged{zone=\"us\"} 1\n\
         # TYPE late_moved counter\nlate_moved 1\n# TYPE late_other gauge\nlate_other 2\n\
         # TYPE late_twice gauge\nlate_twice 1\n"
    );
    for (name, fault) in [
        ("late_merged", FamilyFault::Name),
        ("late_moved", FamilyFault::Name),
        ("late_other", FamilyFault::MixedTypes),
        ("late_twice", FamilyFault::Series),
    ] {
        // The scrape that omits it reports it, and so does each later one.
        let label = format!("{{family=\"{name}\",reason=\"{fault}\"}}");
        let counted = |count| format!("pforge_metrics_families_dropped_total{label} {count}\n");
        assert!(text.contains(&counted(1)), "{text}");
        assert_eq!(DROPPED.with((DroppedFamily::new(name), fault)).get(), 1);
    }
    assert!(
        exporter
            .text()
            .contains("{family=\"late_moved\",reason=\"name\"} 2\n")
    );
}
