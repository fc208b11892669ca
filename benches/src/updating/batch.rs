//! A trial and its samples: one batch of operations on one thread, or one on each of two that start together.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::contestant::Contestant;

use super::Column;
use super::workload::{THREADS, Walk};

/// Long enough that reading the clock is lost in it, short enough that most batches end before the scheduler steps in.
const BATCH: Duration = Duration::from_micros(50);

/// One cell of the table while it is being measured.
pub struct Trial<'a> {
    /// The row.
    pub contestant: Contestant,
    /// The column.
    pub column: Column,
    walk: &'a Walk,
    operations: usize,
}

impl<'a> Trial<'a> {
    /// Finds out how many operations fill a batch; this also makes every series that the operation touches.
    pub fn new(contestant: Contestant, column: Column, walk: &'a Walk) -> Self {
        let mut operations = 1_024;
        while alone(walk, operations) < BATCH {
            operations *= 2;
        }
        Self {
            contestant,
            column,
            walk,
            operations,
        }
    }

    /// One batch. Of two threads the slower one counts.
    pub fn nanoseconds_per_operation(&self) -> f64 {
        let (_, threads) = self.column;
        let elapsed = if threads == 1 {
            alone(self.walk, self.operations)
        } else {
            together(self.walk, self.operations)
        };
        elapsed.div_duration_f64(Duration::from_nanos(1))
            / f64::from(u32::try_from(self.operations).unwrap_or(u32::MAX))
    }
}

fn alone(walk: &Walk, operations: usize) -> Duration {
    warm_up(walk, 0, operations);
    timed(walk, 0, operations)
}

fn together(walk: &Walk, operations: usize) -> Duration {
    let waiting = AtomicUsize::new(THREADS);
    let lap = |thread| {
        warm_up(walk, thread, operations);
        start_together(&waiting);
        timed(walk, thread, operations)
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| lap(1));
        let own = lap(0);
        other.join().map_or(own, |other| own.max(other))
    })
}

/// The batch before belonged to another contestant: its cache lines and its branches are still the warm ones.
fn warm_up(walk: &Walk, thread: usize, operations: usize) {
    walk(thread, operations / 16);
}

fn timed(walk: &Walk, thread: usize, operations: usize) -> Duration {
    let start = Instant::now();
    walk(thread, operations);
    start.elapsed()
}

/// A barrier that spins: one that sleeps wakes its threads microseconds apart.
fn start_together(waiting: &AtomicUsize) {
    waiting.fetch_sub(1, Ordering::AcqRel);
    while waiting.load(Ordering::Acquire) > 0 {
        spin_loop();
    }
}
