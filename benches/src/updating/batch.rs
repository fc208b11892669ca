//! A trial and its samples: one batch of operations, with or without another thread.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::contestant::Contestant;

use super::workload::{LENGTH, Runner, THREADS};
use super::{Column, OtherThread};

/// The duration of a batch. It is long enough to make the clock overhead negligible, and short enough that few batches are preempted.
const BATCH: Duration = Duration::from_micros(50);

/// One cell of the table during the measurement.
pub struct Trial<'a> {
    /// The row.
    pub contestant: Contestant,
    /// The column.
    pub column: Column,
    runner: &'a Runner,
    operations: usize,
}

impl<'a> Trial<'a> {
    /// Determines the number of operations of a batch. This also creates every series that the operation uses.
    pub fn new(contestant: Contestant, column: Column, runner: &'a Runner) -> Self {
        let mut operations = 1_024;
        while on_one_thread(runner, operations) < BATCH {
            operations *= 2;
        }
        Self {
            contestant,
            column,
            runner,
            operations,
        }
    }

    /// Runs one batch. Returns `None` if two threads did not run concurrently.
    pub fn nanoseconds_per_operation(&self) -> Option<f64> {
        let (_, other_thread) = self.column;
        let elapsed = match other_thread {
            OtherThread::None => on_one_thread(self.runner, self.operations),
            OtherThread::Unrelated => next_to_unrelated(self.runner, self.operations)?,
            OtherThread::SameOperation => next_to_same_operation(self.runner, self.operations)?,
        };
        let operations = u32::try_from(self.operations).ok()?;
        Some(elapsed.div_duration_f64(Duration::from_nanos(1)) / f64::from(operations))
    }
}

fn on_one_thread(runner: &Runner, operations: usize) -> Duration {
    warm_up(runner, 0, operations);
    timed(runner, 0, operations).took
}

/// Returns the time of the slower thread.
fn next_to_same_operation(runner: &Runner, operations: usize) -> Option<Duration> {
    let lap = |line: &AtomicUsize, thread| {
        warm_up(runner, thread, operations);
        start_together(line);
        timed(runner, thread, operations)
    };
    let (own, other) = side_by_side(|line| lap(line, 0), |line| lap(line, 1))?;
    Some(own.took.max(other.took))
}

/// Runs a thread that counts in unrelated memory until the batch is complete.
fn next_to_unrelated(runner: &Runner, operations: usize) -> Option<Duration> {
    let done = AtomicBool::new(false);
    let own = |line: &AtomicUsize| {
        warm_up(runner, 0, operations);
        start_together(line);
        let lap = timed(runner, 0, operations);
        done.store(true, Ordering::Relaxed);
        lap
    };
    let stranger = |line: &AtomicUsize| {
        let cell = AtomicU64::new(0);
        start_together(line);
        let began = Instant::now();
        while !done.load(Ordering::Relaxed) {
            cell.store(cell.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        }
        Timing {
            began,
            took: began.elapsed(),
        }
    };
    let (own, _) = side_by_side(own, stranger)?;
    Some(own.took)
}

/// Runs two threads. Returns `None` if they did not start at the same time, as on a busy machine.
fn side_by_side(
    own: impl FnOnce(&AtomicUsize) -> Timing,
    other: impl FnOnce(&AtomicUsize) -> Timing + Send,
) -> Option<(Timing, Timing)> {
    let line = AtomicUsize::new(THREADS);
    let (own, other) = thread::scope(|scope| {
        let other = scope.spawn(|| other(&line));
        (own(&line), other.join().ok())
    });
    let other = other?;
    let apart = own.began.max(other.began) - own.began.min(other.began);
    (apart < BATCH / 20).then_some((own, other))
}

/// Warms up caches and branch predictors, which the last batch left with the state of another contestant.
fn warm_up(runner: &Runner, thread: usize, operations: usize) {
    runner(thread, operations.min(LENGTH));
}

struct Timing {
    began: Instant,
    took: Duration,
}

fn timed(runner: &Runner, thread: usize, operations: usize) -> Timing {
    let began = Instant::now();
    runner(thread, operations);
    Timing {
        began,
        took: began.elapsed(),
    }
}

/// A spinning barrier: a blocking one would wake its threads microseconds apart. It yields if the other thread is so late that it
/// may be waiting for this processor.
fn start_together(line: &AtomicUsize) {
    line.fetch_sub(1, Ordering::AcqRel);
    let mut spins = 0_u32;
    while line.load(Ordering::Acquire) > 0 {
        spins += 1;
        if spins.is_multiple_of(4_096) {
            thread::yield_now();
        } else {
            spin_loop();
        }
    }
}
