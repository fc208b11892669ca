//! The served metrics: catalogs with all kinds and hostile label values, and a `prometheus` registry.

use crate::Samples;
use fastrand::Rng;
use pforge_metrics::exporter::Exporter;
use prometheus::core::Collector;
use prometheus::{CounterVec, Gauge, HistogramOpts, HistogramVec, Opts, Registry};
use std::collections::BTreeMap;
use std::sync::LazyLock;

mod ours {
    pforge_metrics::include_metrics!(
        inline = r#"
        const_labels = { zone = "a \"quoted\" \\ zone" }

        [label.repo]
        help = "Repository."
        open = { max = 8, max_len = 40 }

        [label.vendor]
        help   = "Vendor."
        values = { "open \"ai\"" = { variant = "Quoted" }, "back\\slash" = { variant = "Slashed" }, local = "Ours." }

        [label.phase]
        help   = "Phase."
        values = ["planning", "idle"]

        [counter.ours_calls_total]
        help   = "Calls: a \\ and a \" quote."
        labels = ["vendor"]

        [counter.ours_cost_total]
        help   = "What calls cost."
        value  = "float"
        labels = ["repo"]

        [gauge.ours_level]
        help   = "A level."
        labels = ["repo"]

        [gauge.ours_count_of_things]
        help  = "A whole number."
        value = "int"

        [gauge.ours_unset_ratio]
        help = "Never set."
        init = "unset"

        [histogram.ours_wait_seconds]
        help    = "Time waited."
        unit    = "seconds"
        labels  = ["repo"]
        buckets = [0.5, 1, 1e6]
        native  = { factor = 1.1 }
        allow   = { open_on_histogram = "It has eight values." }

        [histogram.ours_drift]
        help    = "What can be negative."
        labels  = ["vendor"]
        buckets = [-1, 0, 1.5]
        native  = { factor = 2, max_buckets = 64 }

        [stateset.ours_phase]
        help   = "What goes on."
        states = "phase"
        labels = ["vendor"]

        [info.ours_build_info]
        help   = "Build."
        labels = { version = "1.0 \"beta\"", channel = "test" }

        [counter.ours_old_total]
        help       = "Calls under an old name."
        labels     = ["vendor"]
        deprecated = { since = "0.1", renamed_to = "ours_calls_total" }
        "#
    );
}
use ours::*;

#[allow(dead_code, reason = "the metrics are only exposed")]
mod old_names {
    pforge_metrics::include_metrics!("tests/fixtures/old_names.toml");
}

/// The metrics of another library.
struct Theirs {
    registry: Registry,
    /// A counter without the suffix `_total`.
    events: CounterVec,
    level: Gauge,
    sizes: HistogramVec,
}

static THEIRS: LazyLock<Theirs> = LazyLock::new(|| {
    let sizes = HistogramOpts::new("theirs_sizes", "Sizes.").buckets(vec![1.0, 10.0]);
    let theirs = Theirs {
        registry: Registry::new(),
        events: CounterVec::new(Opts::new("theirs_events", "Events."), &["kind"]).unwrap(),
        level: Gauge::new("theirs_level", "A \\ level.").unwrap(),
        sizes: HistogramVec::new(sizes, &["kind"]).unwrap(),
    };
    let collectors: [Box<dyn Collector>; 3] = [
        Box::new(theirs.events.clone()),
        Box::new(theirs.level.clone()),
        Box::new(theirs.sizes.clone()),
    ];
    for collector in collectors {
        theirs.registry.register(collector).unwrap();
    }
    theirs
});

/// Builds an exporter with or without created timestamps.
pub(crate) fn exporter(shows_created: bool) -> axum::Router {
    let exporter = Exporter::builder()
        .catalog(&CATALOG)
        .catalog(&old_names::CATALOG)
        .catalog(&crate::exemplars::CATALOG)
        .catalog(&pforge_metrics::catalog::CATALOG)
        .registry(&THEIRS.registry)
        .created(shows_created);
    exporter.build().unwrap().router()
}

const HOSTILE: &[&str] = &[
    "acme/api",
    "",
    "new\nline",
    "quote\"",
    "back\\slash",
    "nul\0",
    "\u{202e}rtl",
    "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
    "a=\"b\",c",
    "}",
    "{",
    "# EOF",
    "é",
    " ",
    "late",
    "later",
];

const EXTREME: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    0.1,
    1e300,
    -1e300,
    5e-324,
    1e15,
    9_007_199_254_740_993.0,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Applies random updates to all metrics.
pub(crate) fn update(rng: &mut Rng) {
    for _ in 0..200 {
        let repo = Repo::new(rng.choice(HOSTILE).unwrap());
        let vendor = *rng.choice(Vendor::ALL).unwrap();
        let extreme = *rng.choice(EXTREME).unwrap();
        let wait = rng.f64() * 3.0 - 1.5;
        OURS_CALLS_TOTAL.with(vendor).inc_by(rng.u64(..1_000_000));
        OURS_COST_TOTAL.with(repo).inc_by(rng.f64());
        OURS_LEVEL.with(repo).set(extreme);
        OURS_COUNT_OF_THINGS.set(rng.i64(..));
        OURS_WAIT_SECONDS.with(repo).observe(wait.abs());
        OURS_DRIFT.with(vendor).observe(wait);
        OURS_PHASE
            .with(vendor)
            .set(*rng.choice(Phase::ALL).unwrap());
        let theirs = [rng.choice(HOSTILE).unwrap()];
        THEIRS.events.with_label_values(&theirs).inc_by(rng.f64());
        THEIRS.level.set(extreme);
        THEIRS.sizes.with_label_values(&theirs).observe(wait);
    }
    let _ = OURS_UNSET_RATIO;
}

/// Compares the parsed values with those of the handles.
pub(crate) fn are_as_set(samples: &Samples) {
    let find = |name: &str, label: (&str, &str)| {
        let mut found = samples.iter().filter(|((sample, labels), _)| {
            sample == name && labels.get(label.0).is_some_and(|value| value == label.1)
        });
        let (_, value) = found.next().unwrap_or_else(|| panic!("no {name}{label:?}"));
        assert!(found.next().is_none());
        value.parse::<f64>().unwrap()
    };
    for vendor in Vendor::ALL {
        let label = ("vendor", vendor.as_str());
        let calls = OURS_CALLS_TOTAL.with(*vendor).get();
        assert_eq!(
            find("ours_calls_total", label).to_string(),
            calls.to_string()
        );
        let old = find("ours_old_total", label).to_string();
        assert_eq!(old, calls.to_string());
        let drift = OURS_DRIFT.with(*vendor).count();
        assert_eq!(
            find("ours_drift_count", label).to_string(),
            drift.to_string()
        );
    }
    let things = samples.keys().any(|(name, _)| name == "ours_unset_ratio");
    assert!(!things, "a gauge that was never set is exposed");
}

/// Converts samples of the text format to those of OpenMetrics.
pub(crate) fn as_in_openmetrics(samples: &Samples) -> Samples {
    let below_zero = |name: &str, labels: &BTreeMap<String, String>| {
        let sum = format!("{}_sum", name.rsplit_once('_').map_or("", |(stem, _)| stem));
        let sum = samples.get(&(sum, labels.clone()));
        sum.is_some_and(|sum| sum.starts_with('-'))
    };
    let renamed = samples.iter().filter_map(|((name, labels), value)| {
        let name = match &**name {
            // OpenMetrics omits the sum and the count if the sum can decrease.
            "ours_drift_sum" | "ours_drift_count" | "traced_drift_sum" | "traced_drift_count" => {
                return None;
            }
            "theirs_sizes_sum" | "theirs_sizes_count" if below_zero(name, labels) => return None,
            _ => name.clone(),
        };
        Some(((name, labels.clone()), value.clone()))
    });
    renamed.collect()
}
