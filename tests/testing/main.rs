//! The functions for tests of instrumented code.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use pforge_metrics::testing::{assert_exposition, delta, thread_delta};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::thread;

mod attribution;
mod futures;

pforge_metrics::include_metrics!(
    inline = r#"
    [label.outcome]
    help   = "How a job ended."
    values = ["done", "failed"]

    [counter.jobs_total]
    help   = "Jobs."
    labels = ["outcome"]

    [counter.cost_total]
    help  = "What they cost."
    value = "float"

    [gauge.queue]
    help  = "Jobs that wait."
    value = "int"

    [histogram.size]
    help    = "Size of a job."
    buckets = [1, 10]

    [histogram.duration_seconds]
    help    = "Time that a job took."
    labels  = ["outcome"]
    buckets = [1, 10]
    "#
);

#[test]
fn concurrent_threads_see_only_their_own_counts() {
    let together = Barrier::new(8);
    thread::scope(|scope| {
        for number in 1..=8_u64 {
            let together = &together;
            scope.spawn(move || {
                together.wait();
                let change = thread_delta(&CATALOG, || {
                    for _ in 0..1_000 {
                        JOBS_TOTAL.with(Outcome::Failed).inc_by(number);
                        SIZE.observe(5.0);
                    }
                });
                assert_eq!(change.get(JOBS_TOTAL.with(Outcome::Failed)), 1_000 * number);
                assert_eq!(
                    change.get(SIZE).buckets().collect::<Vec<_>>(),
                    [(1.0, 0), (10.0, 1_000), (f64::INFINITY, 0)]
                );
            });
        }
    });
}

#[test]
fn a_delta_includes_other_threads() {
    mod alone {
        pforge_metrics::include_metrics!(
            inline = r#"
            [label.outcome]
            help   = "How a job ended."
            values = { done = "Done.", 'fai"led' = { help = "Failed.", variant = "Failed" } }

            [counter.jobs_total]
            help   = "Jobs."
            labels = ["outcome"]

            [gauge.queue]
            help  = "Jobs that wait."
            value = "int"

            [gauge.load]
            help  = "Load."

            [histogram.size]
            help    = "Size of a job."
            buckets = [1, 10]
            "#
        );
    }
    use alone::{CATALOG, JOBS_TOTAL, LOAD, Outcome, QUEUE, SIZE};
    QUEUE.set(9);
    LOAD.set(0.5);
    SIZE.observe(0.5);
    let work = || {
        thread::scope(|scope| {
            scope
                .spawn(|| JOBS_TOTAL.with(Outcome::Failed).inc_by(2))
                .join()
        })
        .unwrap();
        QUEUE.set(4);
        LOAD.set(0.75);
        SIZE.observe(11.0);
    };
    let change = delta(&CATALOG, work);
    assert_eq!(
        format!("{change:?}"),
        r#"{jobs_total{outcome="fai\"led"}: 2, queue: -5, load: 0.25, size: {sum: 11.0, counts: [0, 0, 1]}}"#
    );
    assert_eq!(
        change,
        delta(&CATALOG, || {
            work();
            QUEUE.set(-1);
            LOAD.set(1.0);
        })
    );
    assert_ne!(change, delta(&CATALOG, || ()));
}

#[test]
fn a_difference_is_printed_as_a_line_diff() {
    let failed = catch_unwind(|| assert_exposition("a 1\nb 2\nc 3\n", "a 1\n\n   b 3\nc 3"));
    let message = *failed.unwrap_err().downcast::<String>().unwrap();
    assert_eq!(
        message,
        "the exposition differs from the expected one:\n--- expected\n+++ actual\n@@ -1,3 +1,3 @@\n a 1\n-b 3\n+b 2\n c 3\n"
    );
}

#[test]
fn guards_and_timers_end_with_the_scope_even_on_panic() {
    let job = || {
        let _in_flight = QUEUE.track_in_flight();
        DURATION_SECONDS
            .with(Outcome::Failed)
            .time(|| panic!("a job with a bug"))
    };
    let change = thread_delta(&CATALOG, || {
        let _: Box<dyn std::any::Any + Send> = catch_unwind(AssertUnwindSafe(job)).unwrap_err();
    });
    assert_eq!(QUEUE.get(), 0);
    assert_eq!(
        change.get(DURATION_SECONDS.with(Outcome::Failed)).count(),
        1
    );
}

#[test]
fn a_timed_future_is_observed_once_on_completion_or_drop() {
    let timed = || {
        DURATION_SECONDS
            .with(Outcome::Done)
            .time_future(async { 7 })
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let change = thread_delta(&CATALOG, || {
        assert_eq!(runtime.block_on(timed()), 7);
        drop(timed());
        DURATION_SECONDS.with(Outcome::Done).start_timer().discard();
    });
    assert_eq!(change.get(DURATION_SECONDS.with(Outcome::Done)).count(), 2);
}

#[test]
fn invalid_updates_are_ignored_and_counted() {
    let before = CATALOG.rejected();
    let change = thread_delta(&CATALOG, || {
        SIZE.observe(f64::NAN);
        COST_TOTAL.inc_by(-0.5);
        COST_TOTAL.inc_by(f64::NAN);
        SIZE.observe(f64::INFINITY);
        SIZE.observe(f64::NEG_INFINITY);
        SIZE.observe(f64::MAX);
    });
    assert_eq!(CATALOG.rejected() - before, 5);
    assert_eq!(change.get(COST_TOTAL).to_bits(), 0);
    assert_eq!(change.get(SIZE).count(), 1);
}
