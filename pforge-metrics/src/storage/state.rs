//! The sequence lock that publishes the gauges of a state group: a reader sees either all of an update or none of it.
//!
//! Only `publish` can store into a group: the stores require a proof that the lock is held. Setting one gauge of a
//! group is a published update with one field.
//!
//! # Protocol
//!
//! A mutex admits one writer at a time. The writer makes the sequence number odd, stores into the cells, and makes
//! the number even again. A reader loads the number, copies the cells and loads the number again. If the number was
//! odd or has changed, the copy may be torn, so the reader tries again. After [`TRIES`] attempts it takes the
//! writers' mutex instead, so that frequent updates cannot starve it. The scheme follows Boehm, "Can seqlocks get
//! along with programming language memory models?" (MSPC 2012): the cells are relaxed atomics between fences.
//!
//! # Memory ordering
//!
//! - **The release fence after the odd number** pairs with the acquire fence before the reader's second load. A
//!   reader that copied a value of this update then also sees the odd number, or a later one, and rejects the copy.
//!   Without the fences the store of a cell could become visible before the odd number.
//! - **The `Release` store of the even number** pairs with the reader's first `Acquire` load. A reader that starts
//!   with this number sees all stores of the update. With a relaxed store it could combine old and new values, and
//!   accept them.
//! - **The other accesses of the number** are relaxed: the mutex orders the writer's load after the previous writer's
//!   stores, and the fences order the rest.
//!
//! The closure that a writer runs must not panic: the number would stay odd. The callers only store into atomics.
//!
//! Tests: `a_reader_sees_a_state_whole` for the fences, `writers_of_a_state_exclude_each_other` for the mutex.

use crate::sync::{AtomicU64, Mutex, Ordering, const_unless_loom, fence, pause};

/// The number of attempts of a reader before it takes the mutex of the writers.
const TRIES: usize = 64;

/// The sequence lock of one catalog. The callers decide which cells it guards.
pub(crate) struct StateLock {
    /// Odd while an update is in progress.
    sequence: AtomicU64,
    writers: Mutex<()>,
}

impl StateLock {
    const_unless_loom! {
        pub(crate) fn new() -> Self {
            Self { sequence: AtomicU64::new(0), writers: Mutex::new(()) }
        }
    }

    /// Runs `write`, which stores into guarded cells. No [`read`](Self::read) sees only a part of its stores.
    pub(crate) fn write(&self, write: impl FnOnce()) {
        let writer = self.writers.lock();
        let before = self.sequence.load(Ordering::Relaxed);
        self.sequence
            .store(before.wrapping_add(1), Ordering::Relaxed);
        fence(Ordering::Release);
        write();
        self.sequence
            .store(before.wrapping_add(2), Ordering::Release);
        drop(writer);
    }

    /// Runs `copy`, which loads guarded cells, until no update overlaps with it. The result of the last run is
    /// consistent.
    pub(crate) fn read(&self, mut copy: impl FnMut()) {
        for _ in 0..TRIES {
            let before = self.sequence.load(Ordering::Acquire);
            if before.is_multiple_of(2) {
                copy();
                fence(Ordering::Acquire);
                if self.sequence.load(Ordering::Relaxed) == before {
                    return;
                }
            }
            pause();
        }
        let writers = self.writers.lock();
        copy();
        drop(writers);
    }
}
