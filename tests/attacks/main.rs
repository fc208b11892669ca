//! A server under attack over TCP. It serves regular clients during the attack, and releases all resources afterwards.
//!
//! The servers have the default limits. The attackers run in a separate process, see `attackers.rs`. `./test attacks` runs these tests,
//! and a plain `cargo test` ignores them.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attackers;
mod connections;
mod credentials;
mod invalid;
mod scrapes;
mod target;

use pforge_metrics::exporter::{Exporter, ExporterBuilder};

#[expect(dead_code, reason = "the metrics are only exposed")]
mod jobs {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.jobs_total]
        help = "Jobs done."
        "#
    );
}

/// A hundred thousand series.
#[expect(dead_code, reason = "the metrics are only exposed")]
mod large {
    pforge_metrics::include_metrics!("benches/schema/counters_100k.toml");
}

const JOBS: &str = "# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total 0\n";

fn small() -> ExporterBuilder {
    Exporter::builder().catalog(&jobs::CATALOG)
}

/// The entry point of the process of the attackers.
#[test]
#[ignore = "not a test: other tests start it as a child process"]
fn attack() {
    attackers::run_attack_process().unwrap();
}
