//! A trial and its samples: one batch of operations, beside nobody or beside another thread.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::contestant::Contestant;

use super::workload::{LENGTH, THREADS, Walk};
use super::{Column, Company};

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

    /// One batch; void when two threads should have run side by side and did not.
    pub fn nanoseconds_per_operation(&self) -> Option<f64> {
        let (_, company) = self.column;
        let elapsed = match company {
            Company::Nobody => alone(self.walk, self.operations),
            Company::Stranger => beside_a_stranger(self.walk, self.operations)?,
            Company::Twin => beside_a_twin(self.walk, self.operations)?,
        };
        let operations = u32::try_from(self.operations).ok()?;
        Some(elapsed.div_duration_f64(Duration::from_nanos(1)) / f64::from(operations))
    }
}

fn alone(walk: &Walk, operations: usize) -> Duration {
    warm_up(walk, 0, operations);
    timed(walk, 0, operations).took
}

/// The slower thread counts.
fn beside_a_twin(walk: &Walk, operations: usize) -> Option<Duration> {
    let lap = |line: &AtomicUsize, thread| {
        warm_up(walk, thread, operations);
        start_together(line);
        timed(walk, thread, operations)
    };
    let (own, other) = side_by_side(|line| lap(line, 0), |line| lap(line, 1))?;
    Some(own.took.max(other.took))
}

/// The stranger counts in memory of its own for as long as the other needs.
fn beside_a_stranger(walk: &Walk, operations: usize) -> Option<Duration> {
    let done = AtomicBool::new(false);
    let own = |line: &AtomicUsize| {
        warm_up(walk, 0, operations);
        start_together(line);
        let lap = timed(walk, 0, operations);
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
        Lap {
            began,
            took: began.elapsed(),
        }
    };
    let (own, _) = side_by_side(own, stranger)?;
    Some(own.took)
}

/// On a busy machine one of two threads may not run yet when the other begins. Such a pair says nothing about how they
/// get along: there is none.
fn side_by_side(
    own: impl FnOnce(&AtomicUsize) -> Lap,
    other: impl FnOnce(&AtomicUsize) -> Lap + Send,
) -> Option<(Lap, Lap)> {
    let line = AtomicUsize::new(THREADS);
    let (own, other) = thread::scope(|scope| {
        let other = scope.spawn(|| other(&line));
        (own(&line), other.join().ok())
    });
    let other = other?;
    let apart = own.began.max(other.began) - own.began.min(other.began);
    (apart < BATCH / 20).then_some((own, other))
}

/// The batch before belonged to another contestant: its cache lines and its branches are still the warm ones.
fn warm_up(walk: &Walk, thread: usize, operations: usize) {
    walk(thread, operations.min(LENGTH));
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
