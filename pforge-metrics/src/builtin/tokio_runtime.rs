//! The tokio runtime: workers, tasks, and how busy they are.
//!
//! These are the metrics that tokio has in every build, without those that need `--cfg tokio_unstable`. The values are read at the
//! start of each scrape or snapshot, from the runtime that was last passed to [`watch`]: an `Exporter` built with `.tokio(&handle)`
//! passes it. Before that there are no gauges.
//!
//! How busy the workers are, from 0 to 1, is `rate(tokio_worker_busy_seconds_total[1m]) / tokio_workers`. A
//! `tokio_global_queue_depth` that stays high means that they cannot keep up.
//!
//! The metrics of the workers are added up, because the number of workers has no limit.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Handle, Id, RuntimeMetrics};

crate::include_metrics!("tokio.toml", refresh = refresh, crate = crate);

/// Makes a runtime the one whose metrics are told, in place of any other.
///
/// Gauges are then of this runtime, and the counters go on from where they were. The handle is kept, which does not keep the
/// runtime from being shut down.
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
    // What was counted of it is not counted again.
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

/// A runtime, and how much of what it counted is in our counters.
struct Watched {
    id: Id,
    metrics: RuntimeMetrics,
    counted: Totals,
}

/// What all workers of a runtime have counted.
#[derive(Default)]
struct Totals {
    busy: Duration,
    parks: u64,
}

/// Runs when a scrape begins.
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
    let grown = totals.busy.saturating_sub(counted.busy);
    TOKIO_WORKER_BUSY_SECONDS_TOTAL.inc_by(grown.as_secs_f64());
    TOKIO_WORKER_PARKS_TOTAL.inc_by(totals.parks.saturating_sub(counted.parks));
    *counted = totals;

    // A worker counts when it parks and when it goes on: it is parked where the number is odd.
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
