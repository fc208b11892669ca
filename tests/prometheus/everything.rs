//! Metrics of all kinds with known values: the served metrics, and the expected series.

use pforge_metrics::exporter::{Exporter, ExporterBuilder};
use prometheus::{IntCounterVec, Opts, Registry};
use std::sync::LazyLock;
use std::time::SystemTime;

pforge_metrics::include_metrics!(
    inline = r#"
    [label.tenant]
    help = "Visitors."
    open = { max = 4, max_len = 64 }

    [label.vendor]
    help   = "Vendor."
    values = { local = "Ours.", "open \"ai\"" = { variant = "Quoted" } }

    [label.phase]
    help   = "Phase."
    values = ["planning", "idle"]

    [counter.proof_calls_total]
    help   = "Calls: a \\ and a \" quote."
    labels = ["vendor"]

    [counter.proof_cost_total]
    help   = "What calls cost."
    value  = "float"
    labels = ["tenant"]

    [gauge.proof_level]
    help = "A level."

    [histogram.proof_wait_seconds]
    help    = "Time waited."
    unit    = "seconds"
    buckets = [0.5, 1, 2.5]

    [stateset.proof_phase]
    help   = "What goes on."
    states = "phase"

    [info.proof_build_info]
    help   = "Build."
    labels = { version = "1.0 \"beta\"" }
    "#
);

/// A value that breaks the exposition unless it is escaped.
const HOSTILE: &str = "a\"} 1\n# EOF\n\\,x=\"🦀";

/// A metric whose labels can contain line breaks.
pub static THEIRS: LazyLock<Registry> = LazyLock::new(|| {
    let registry = Registry::new();
    let events = Opts::new("proof_theirs_total", "Events.\nOf others.");
    let events = IntCounterVec::new(events, &["kind"]).unwrap();
    events.with_label_values(&[HOSTILE]).inc_by(7);
    registry.register(Box::new(events)).unwrap();
    registry
});

static SET: LazyLock<()> = LazyLock::new(|| {
    PROOF_CALLS_TOTAL.with(Vendor::Quoted).inc_by(100_003);
    PROOF_COST_TOTAL.with(Tenant::new(HOSTILE)).inc_by(0.125);
    PROOF_LEVEL.set(-1.5e-7);
    for seconds in [0.25, 0.75, 0.75, 2.0, 10.0] {
        PROOF_WAIT_SECONDS.observe(seconds);
    }
    PROOF_PHASE.set(Phase::Idle);
    assert_eq!(PROOF_BUILD_INFO.get("version"), Some("1.0 \"beta\""));
});

/// Serves all of them without authentication.
pub fn exporter() -> ExporterBuilder {
    LazyLock::force(&SET);
    Exporter::builder().catalog(&CATALOG).registry(&THEIRS)
}

/// The series with created timestamps, except for their values.
pub const CREATED: [&str; 4] = [
    r#"proof_calls_created{vendor="local"}"#,
    r#"proof_calls_created{vendor="open \"ai\""}"#,
    "proof_cost_created{tenant=\"a\\\"} 1\u{fffd}# EOF\u{fffd}\\\\,x=\\\"🦀\"}",
    "proof_wait_seconds_created",
];

/// Removes the values of created timestamps, which must be times of the last hour.
pub fn created(series: &[String]) -> Vec<&str> {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
    let known = series.iter().map(|series| {
        let (known, time) = series.rsplit_once(' ').unwrap();
        let age = now - time.parse::<f64>().unwrap();
        assert!((0.0..3_600.0).contains(&age), "{series} is {age} s old");
        known
    });
    known.collect()
}

/// The expected series, sorted by text. The bucket bound 1 differs by format.
pub fn series(one: &str) -> Vec<String> {
    let mut series = [
        r#"proof_build_info{version="1.0 \"beta\""} 1"#,
        r#"proof_calls_total{vendor="local"} 0"#,
        r#"proof_calls_total{vendor="open \"ai\""} 100003"#,
        // Open labels of a catalog replace line breaks.
        "proof_cost_total{tenant=\"a\\\"} 1\u{fffd}# EOF\u{fffd}\\\\,x=\\\"🦀\"} 0.125",
        "proof_level -1.5e-07",
        r#"proof_phase{proof_phase="idle"} 1"#,
        r#"proof_phase{proof_phase="planning"} 0"#,
        r#"proof_theirs_total{kind="a\"} 1\n# EOF\n\\,x=\"🦀"} 7"#,
        r#"proof_wait_seconds_bucket{le="0.5"} 1"#,
        &format!("proof_wait_seconds_bucket{{le=\"{one}\"}} 3"),
        r#"proof_wait_seconds_bucket{le="2.5"} 4"#,
        r#"proof_wait_seconds_bucket{le="+Inf"} 5"#,
        "proof_wait_seconds_sum 13.75",
        "proof_wait_seconds_count 5",
    ]
    .map(str::to_owned);
    series.sort();
    series.to_vec()
}
