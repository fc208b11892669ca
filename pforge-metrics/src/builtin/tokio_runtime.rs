//! Metrics of the tokio runtime: workers, tasks and their load.
//!
//! These are the stable metrics of tokio, which do not need `--cfg tokio_unstable`. The values are read at the start of
//! each scrape or snapshot from the runtime that was last passed to [`watch`]. An `Exporter` built with
//! `.tokio(&handle)` calls `watch`. Before the first call, the gauges are not exposed.
//!
//! The utilization of the workers, from 0 to 1, is `rate(tokio_worker_busy_seconds_total[1m]) / tokio_workers`. If
//! `tokio_global_queue_depth` stays high, the workers cannot keep up.
//!
//! The metrics of all workers are added up, because the number of workers is unbounded.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Handle, Id, RuntimeMetrics};

crate::include_metrics!("tokio.toml", refresh = refresh, crate = crate);

/// Reads the metrics from this runtime from now on, instead of the runtime that was watched before.
///
/// The gauges show the new runtime, and the counters continue from their current values. The metrics keep a handle of
/// the runtime, which does not prevent its shutdown.
///
/// ```
/// use pforge_metrics::tokio_runtime::{self, CATALOG, TOKIO_ALIVE_TASKS, TOKIO_WORKERS};
///
/// let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// tokio_runtime::watch(runtime.handle());
/// let task = runtime.spawn(std::future::pending::<()>());
///
/// let values = CATALOG.snapshot();
/// assert_eq!(values.get(TOKIO_WORKERS), 1);
/// assert_eq!(values.get(TOKIO_ALIVE_TASKS), 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn watch(runtime: &Handle) {
    let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    // Watching the same runtime again must not reset `counted`, or its totals would count twice.
    if watched
        .as_ref()
        .is_none_or(|watched| watched.id != runtime.id())
    {
        *watched = Some(Watched {
            id: runtime.id(),
            metrics: runtime.metrics(),
            counted: Totals::default(),
        });
    }
}

static WATCHED: Mutex<Option<Watched>> = Mutex::new(None);

/// The watched runtime, and the part of its totals that the counters already include.
struct Watched {
    id: Id,
    metrics: RuntimeMetrics,
    counted: Totals,
}

/// The totals of all workers of a runtime.
#[derive(Default)]
struct Totals {
    busy: Duration,
    parks: u64,
}

/// Updates the metrics at the start of a scrape.
fn refresh() {
    let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(Watched {
        metrics, counted, ..
    }) = watched.as_mut()
    else {
        return;
    };
    let workers = 0..metrics.num_workers();
    let totals = Totals {
        busy: workers
            .clone()
            .map(|i| metrics.worker_total_busy_duration(i))
            .sum(),
        parks: workers.clone().map(|i| metrics.worker_park_count(i)).sum(),
    };
    let busy_increase = totals.busy.saturating_sub(counted.busy);
    TOKIO_WORKER_BUSY_SECONDS_TOTAL.inc_by(busy_increase.as_secs_f64());
    TOKIO_WORKER_PARKS_TOTAL.inc_by(totals.parks.saturating_sub(counted.parks));
    *counted = totals;

    // The count increases when a worker parks and when it unparks, so an odd count means that the worker is parked.
    let is_parked = |worker: &usize| metrics.worker_park_unpark_count(*worker) % 2 == 1;
    for (gauge, value) in [
        (TOKIO_WORKERS, workers.len()),
        (TOKIO_WORKERS_PARKED, workers.filter(is_parked).count()),
        (TOKIO_ALIVE_TASKS, metrics.num_alive_tasks()),
        (TOKIO_GLOBAL_QUEUE_DEPTH, metrics.global_queue_depth()),
    ] {
        gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
    }
}
