//! A server that is attacked over TCP: whoever means well is served meanwhile, and afterwards everything is given back.
//!
//! The servers have the limits that they start with. Attackers are a process of their own, see `attackers.rs`. `./test attacks`
//! runs this; a plain `cargo test` leaves it out.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

mod attackers;
mod bombs;
mod crowds;
mod guesses;
mod stampede;
mod target;

use pforge_metrics::exporter::{Exporter, ExporterBuilder};

#[expect(dead_code, reason = "what is served need not be counted")]
mod jobs {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.jobs_total]
        help = "Jobs done."
        "#
    );
}

/// A hundred thousand series.
#[expect(dead_code, reason = "what is served need not be counted")]
mod large {
    pforge_metrics::include_metrics!("benches/schema/counters_100k.toml");
}

const JOBS: &str = "# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total 0\n";

fn small() -> ExporterBuilder {
    Exporter::builder().catalog(&jobs::CATALOG)
}

/// What the process of the attackers runs.
#[test]
#[ignore = "no test: the others start it"]
fn attack() {
    attackers::run_attack_process().unwrap();
}
