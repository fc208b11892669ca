//! Prometheus stores the same series for every scraped format: counters without `_total`, families whose names clash in
//! OpenMetrics, and a registry with counters of another library.

use crate::{Api, empty, run_in, until};
use pforge_metrics::exporter::Exporter;
use prometheus::core::Collector;
use prometheus::{Counter, CounterVec, Gauge, IntCounter, Opts, Registry};
use std::fs;
use tokio::net::TcpListener;

pforge_metrics::include_metrics!("tests/fixtures/old_names.toml");

/// Registries of other libraries, with families that clash in OpenMetrics and a family in two registries.
fn registries() -> [Registry; 2] {
    let counter = |name: &str, value: f64| {
        let counter = Counter::new(name, "A counter.").unwrap();
        counter.inc_by(value);
        Box::new(counter)
    };
    let gauge = |name: &str, value: f64| {
        let gauge = Gauge::new(name, "A gauge.").unwrap();
        gauge.set(value);
        Box::new(gauge)
    };
    let zone = |zone: &str| {
        let opts = Opts::new("theirs_zoned_total", "By zone.").const_label("zone", zone);
        let counter = IntCounter::with_opts(opts).unwrap();
        counter.inc_by(9);
        Box::new(counter)
    };
    let events = CounterVec::new(Opts::new("theirs_events", "Events."), &["kind"]).unwrap();
    events.with_label_values(&["a"]).inc_by(1.0);
    let collectors: [Box<dyn Collector>; 7] = [
        Box::new(events),
        gauge("theirs_requests", 2.0),
        counter("theirs_requests_total", 3.0),
        counter("theirs_calls", 4.0),
        counter("theirs_calls_total", 5.0),
        counter("theirs_jobs", 6.0),
        gauge("theirs_jobs_total", 7.0),
    ];
    let registries = [Registry::new(), Registry::new()];
    for collector in collectors
        .into_iter()
        .chain([zone("eu") as Box<dyn Collector>])
    {
        registries[0].register(collector).unwrap();
    }
    registries[1].register(zone("us")).unwrap();
    registries
}

/// All series except buckets, whose bounds differ by format.
const STORED: &[&str] = &[
    "old_build_count 1",
    "old_build_info{version=\"1\"} 1",
    "old_build_sum 0.5",
    "old_calls 11",
    "old_jobs 12",
    "old_jobs_total 13",
    "old_ticks 10",
    "old_ticks_total 10",
    "old_wait_count 1",
    "old_wait_count_total 14",
    "old_wait_sum 0.25",
    "theirs_calls 4",
    "theirs_calls_total 5",
    "theirs_events{kind=\"a\"} 1",
    "theirs_jobs 6",
    "theirs_jobs_total 7",
    "theirs_requests 2",
    "theirs_requests_total 3",
    "theirs_zoned_total{zone=\"eu\"} 9",
    "theirs_zoned_total{zone=\"us\"} 9",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
async fn queries_return_the_same_for_every_scraped_format() {
    OLD_TICKS_TOTAL.inc_by(10);
    OLD_CALLS.inc_by(11);
    OLD_JOBS.set(12.0);
    OLD_JOBS_TOTAL.inc_by(13);
    OLD_BUILD.observe(0.5);
    OLD_WAIT.observe(0.25);
    OLD_WAIT_COUNT_TOTAL.inc_by(14);
    let [one, other] = registries();
    let exporter = Exporter::builder()
        .catalog(&CATALOG)
        .registry(&one)
        .registry(&other)
        .debug(true)
        .build()
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = listener.local_addr().unwrap();
    tokio::spawn(exporter.server().serve(listener));
    // By default, it requests OpenMetrics, and with native histograms protobuf. It never prefers the text format.
    for (features, preferred) in [
        ("exemplar-storage", "openmetrics"),
        ("native-histograms", "protobuf"),
    ] {
        let folder = empty(&format!("names-{preferred}"));
        let mut config =
            "global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs:\n".to_owned();
        for (job, parameters) in [(preferred, ""), ("text", "debug: [text]")] {
            let job = format!(
                "- job_name: {job}\n  static_configs: [ {{ targets: ['{target}'] }} ]\n  \
                 params: {{ {parameters} }}\n"
            );
            config.push_str(&job);
        }
        fs::write(folder.join("prometheus.yml"), config).unwrap();
        let (_prometheus, api) = run_in(&folder, features);
        for job in [preferred, "text"] {
            same_series(&api, job);
            for counter in ["old_ticks", "old_jobs_total", "theirs_events"] {
                let rate = format!("rate({counter}{{job='{job}'}}[1m])");
                until(&rate, || api.samples(&rate).filter(|it| it.len() == 1));
            }
        }
    }
}

fn same_series(api: &Api, job: &str) {
    let all = format!("{{job='{job}',__name__=~'(old|theirs)_.*',__name__!~'.*_bucket'}}");
    let stored = until(&all, || {
        api.series(&all).filter(|series| !series.is_empty())
    });
    assert_eq!(stored, STORED, "{job}");
}
