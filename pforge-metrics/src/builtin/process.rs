//! The process: CPU time, memory, file descriptors, threads, under the names that all client libraries of Prometheus use.
//!
//! On Linux and Android all of it is read in /proc. On other platforms, and where there is no /proc,
//! [`is_supported`] is false and there is nothing to serve: what is not known is left out, and a CPU time of 0 would
//! be wrong. What each metric means is what Go's process collector gives it:
//!
//! - CPU time keeps its fraction, in steps of the clock tick of /proc/self/stat: a hundredth of a second.
//! - A limit that is none is 2^64.
//! - The start time is that of the boot, in whole seconds, and the ticks since.
//!
//! The values are read at the start of each scrape: by an `Exporter` built with `.process(true)`, by [`CATALOG`]`.collector()` in
//! a registry, or by a snapshot. Handles return the values of the last scrape.
//!
//! ```
//! use pforge_metrics::process::{self, CATALOG, PROCESS_CPU_SECONDS_TOTAL, PROCESS_THREADS};
//!
//! let process = CATALOG.snapshot();
//! if process::is_supported() {
//!     assert!(process.get(PROCESS_CPU_SECONDS_TOTAL) < 600.0);
//!     assert!(process.get(PROCESS_THREADS) >= 1);
//! }
//! ```

use crate::metric::gauge::Gauge;
use crate::process_stats::ProcessStats;
use crate::storage::place::{Shared, Unset};
use crate::value::Value;

crate::include_metrics!("process.toml", refresh = refresh, crate = crate);

/// Whether the platform tells the CPU time of the process, and with it most of the rest.
#[must_use]
pub fn is_supported() -> bool {
    ProcessStats::read().cpu_seconds.is_some()
}

/// Runs when a scrape begins, and never twice at once.
fn refresh() {
    let found = ProcessStats::read();
    if let Some(total) = found.cpu_seconds {
        // This does not use `mirror`: the CPU time never restarts, so a total that is less than the last one is not a restart.
        let missing = total - PROCESS_CPU_SECONDS_TOTAL.get();
        PROCESS_CPU_SECONDS_TOTAL.inc_by(missing.max(0.0));
    }
    let integer = |value: Option<u64>| value.and_then(|value| i64::try_from(value).ok());
    set(PROCESS_OPEN_FDS, integer(found.open_fds));
    set(PROCESS_MAX_FDS, found.max_fds);
    set(
        PROCESS_VIRTUAL_MEMORY_BYTES,
        integer(found.virtual_memory_bytes),
    );
    set(
        PROCESS_VIRTUAL_MEMORY_MAX_BYTES,
        found.virtual_memory_max_bytes,
    );
    set(
        PROCESS_RESIDENT_MEMORY_BYTES,
        integer(found.resident_memory_bytes),
    );
    set(PROCESS_START_TIME_SECONDS, found.start_time_seconds);
    set(PROCESS_THREADS, integer(found.threads));
}

fn set<V: Value>(gauge: Gauge<Cells, V, Unset<Shared>>, value: Option<V>) {
    if let Some(value) = value {
        gauge.set(value);
    }
}
