//! Metrics of the process: CPU time, memory, file descriptors and threads, with the names that all Prometheus client
//! libraries use.
//!
//! On Linux and Android, the values are read from /proc. On other platforms, or if /proc is missing, [`is_supported`]
//! returns false. Values that cannot be read are not exposed, and an exporter does not serve the catalog at all,
//! because a CPU time of 0 would be wrong. The metrics have the same meaning as in Go's process collector:
//!
//! - The CPU time is a fraction, in units of the clock tick of /proc/self/stat: a hundredth of a second.
//! - An unlimited resource has a limit of 2^64.
//! - The start time is the boot time in whole seconds plus the clock ticks until the process started.
//!
//! The values are read at the start of each scrape or snapshot. An `Exporter` built with `.process(true)` serves them,
//! as does a registry with the collector [`CATALOG`]`.collector()`. Handles return the values of the last scrape.
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

/// Returns whether the CPU time of the process can be read. If so, most of the other values can be read as well.
#[must_use]
pub fn is_supported() -> bool {
    ProcessStats::read().cpu_seconds.is_some()
}

/// Updates the metrics at the start of a scrape. Calls never overlap.
fn refresh() {
    let stats = ProcessStats::read();
    if let Some(total) = stats.cpu_seconds {
        // This does not use `mirror`: the CPU time never restarts, so a total that is less than the last one is not a
        // restart.
        let increase = total - PROCESS_CPU_SECONDS_TOTAL.get();
        PROCESS_CPU_SECONDS_TOTAL.inc_by(increase.max(0.0));
    }
    let integer = |value: Option<u64>| value.and_then(|value| i64::try_from(value).ok());
    set(PROCESS_OPEN_FDS, integer(stats.open_fds));
    set(PROCESS_MAX_FDS, stats.max_fds);
    set(
        PROCESS_VIRTUAL_MEMORY_BYTES,
        integer(stats.virtual_memory_bytes),
    );
    set(
        PROCESS_VIRTUAL_MEMORY_MAX_BYTES,
        stats.virtual_memory_max_bytes,
    );
    set(
        PROCESS_RESIDENT_MEMORY_BYTES,
        integer(stats.resident_memory_bytes),
    );
    set(PROCESS_START_TIME_SECONDS, stats.start_time_seconds);
    set(PROCESS_THREADS, integer(stats.threads));
}

fn set<V: Value>(gauge: Gauge<Cells, V, Unset<Shared>>, value: Option<V>) {
    if let Some(value) = value {
        gauge.set(value);
    }
}
