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

    /// One batch; void when two threads should have run it together and did not.
    pub fn nanoseconds_per_operation(&self) -> Option<f64> {
        let (_, threads) = self.column;
        let elapsed = if threads == 1 {
            alone(self.walk, self.operations)
        } else {
            together(self.walk, self.operations)?
        };
        let operations = u32::try_from(self.operations).ok()?;
        Some(elapsed.div_duration_f64(Duration::from_nanos(1)) / f64::from(operations))
    }
}

fn alone(walk: &Walk, operations: usize) -> Duration {
    warm_up(walk, 0, operations);
    timed(walk, 0, operations).took
}

/// The slower thread counts. On a busy machine one of the two may not run yet when the other begins; such a batch says
/// nothing about how they get along.
fn together(walk: &Walk, operations: usize) -> Option<Duration> {
    let waiting = AtomicUsize::new(THREADS);
    let lap = |thread| {
        warm_up(walk, thread, operations);
        start_together(&waiting);
        timed(walk, thread, operations)
    };
    let (own, other) = thread::scope(|scope| {
        let other = scope.spawn(|| lap(1));
        (lap(0), other.join().ok())
    });
    let other = other?;
    let apart = own.began.max(other.began) - own.began.min(other.began);
    (apart < BATCH / 20).then(|| own.took.max(other.took))
}

/// The batch before belonged to another contestant: its cache lines and its branches are still the warm ones.
fn warm_up(walk: &Walk, thread: usize, operations: usize) {
    walk(thread, operations / 16);
}

struct Lap {
    began: Instant,
    took: Duration,
}

fn timed(walk: &Walk, thread: usize, operations: usize) -> Lap {
    let began = Instant::now();
    walk(thread, operations);
    Lap {
        began,
        took: began.elapsed(),
    }
}

/// A barrier that spins, since one that sleeps wakes its threads microseconds apart. It yields when the other thread is
/// so late that it must be waiting for this processor.
fn start_together(waiting: &AtomicUsize) {
    waiting.fetch_sub(1, Ordering::AcqRel);
    let mut spins = 0_u32;
    while waiting.load(Ordering::Acquire) > 0 {
        spins += 1;
        if spins.is_multiple_of(4_096) {
            thread::yield_now()
        } else {
            spin_loop()
        }
    }
}
