//! Metrics of a tokio runtime. This is a single test, because the catalog monitors only one runtime.

use pforge_metrics::Snapshot;
use pforge_metrics::exporter::Exporter;
use pforge_metrics::testing::assert_exposition;
use pforge_metrics::tokio_runtime::{
    self, CATALOG, Cells, TOKIO_ALIVE_TASKS, TOKIO_WORKER_BUSY_SECONDS_TOTAL,
    TOKIO_WORKER_PARKS_TOTAL, TOKIO_WORKERS, TOKIO_WORKERS_PARKED,
};
use std::future::pending;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

/// A runtime that has run a task, after which a worker parked.
fn used_runtime(workers: usize) -> Runtime {
    let runtime = Builder::new_multi_thread()
        .worker_threads(workers)
        .build()
        .unwrap();
    runtime.block_on(runtime.spawn(async {})).unwrap();
    runtime
}

/// Polls until the condition is met: workers park and tasks are removed asynchronously.
fn eventually(is_so: impl Fn(&Snapshot<Cells>) -> bool) -> Snapshot<Cells> {
    let begin = Instant::now();
    loop {
        let values = CATALOG.snapshot();
        if is_so(&values) {
            return values;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "{values:?}");
        std::thread::yield_now();
    }
}

#[test]
fn a_runtime_is_monitored_until_another_replaces_it() {
    let unknown = Exporter::builder()
        .catalog(&CATALOG)
        .build()
        .unwrap()
        .text();
    assert!(!unknown.contains("\ntokio_workers "), "{unknown}");

    let first = used_runtime(2);
    let _task = first.spawn(pending::<()>());
    let exporter = Exporter::builder().tokio(first.handle()).build().unwrap();
    assert_exposition(
        &without_times(&exporter.text()),
        "
        # HELP tokio_alive_tasks Number of alive tasks of the tokio runtime.
        # TYPE tokio_alive_tasks gauge
        # HELP tokio_global_queue_depth Number of tasks in the global queue of the tokio runtime.
        # TYPE tokio_global_queue_depth gauge
        # HELP tokio_worker_busy_seconds_total Total time that the workers of the tokio runtime were busy.
        # TYPE tokio_worker_busy_seconds_total counter
        # HELP tokio_worker_parks_total Number of times that a worker of the tokio runtime parked.
        # TYPE tokio_worker_parks_total counter
        # HELP tokio_workers Number of worker threads of the tokio runtime.
        # TYPE tokio_workers gauge
        tokio_workers 2
        # HELP tokio_workers_parked Number of worker threads of the tokio runtime that are parked.
        # TYPE tokio_workers_parked gauge
        ",
    );
    eventually(|values| {
        values.get(TOKIO_ALIVE_TASKS) == 1 && values.get(TOKIO_WORKERS_PARKED) == 2
    });
    // Both workers are parked now, so the values no longer change.
    let values = CATALOG.snapshot();
    let busy = values.get(TOKIO_WORKER_BUSY_SECONDS_TOTAL);
    let parks = values.get(TOKIO_WORKER_PARKS_TOTAL);
    assert!(busy > 0.0 && busy < 60.0 && parks > 0, "{values:?}");

    // Monitoring the same runtime again counts nothing twice.
    tokio_runtime::watch(first.handle());
    assert_eq!(CATALOG.snapshot().get(TOKIO_WORKER_PARKS_TOTAL), parks);

    // With another runtime, the counters continue.
    let second = used_runtime(3);
    tokio_runtime::watch(second.handle());
    let values = eventually(|values| {
        values.get(TOKIO_ALIVE_TASKS) == 0 && values.get(TOKIO_WORKER_PARKS_TOTAL) > parks
    });
    assert_eq!(values.get(TOKIO_WORKERS), 3);
    assert!(values.get(TOKIO_WORKER_BUSY_SECONDS_TOTAL) >= busy);
}

/// An exposition without values that depend on the time.
fn without_times(text: &str) -> String {
    let passing = ["_tasks ", "_parked ", "_depth ", "_total "];
    let stays =
        |line: &&str| line.starts_with('#') || !passing.iter().any(|name| line.contains(name));
    text.lines()
        .filter(stays)
        .flat_map(|line| [line, "\n"])
        .collect()
}
