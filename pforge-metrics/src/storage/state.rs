//! The sequence lock under which the gauges of state groups are published: a reader sees all of an update or nothing.
//!
//! Only `publish` can store into a group: the stores require a proof that the lock is held. Setting one gauge of a
//! group is a published update with one field.

use crate::sync::{AtomicU64, Mutex, Ordering, const_unless_loom, fence, pause};

/// How often a reader tries before it queues up behind the writers.
const TRIES: usize = 64;

/// The lock of one catalog. It guards the cells that its callers say it guards.
///
/// The number is odd while an update is under way. A reader copies the cells between two looks at it, and copies again
/// if it has moved; writers wait for each other. After Boehm, "Can seqlocks get along with programming language memory
/// models?" (MSPC 2012): the data are relaxed atomics between fences.
pub(crate) struct StateLock {
    sequence: AtomicU64,
    writers: Mutex<()>,
}

impl StateLock {
    const_unless_loom! {
        pub(crate) fn new() -> Self {
            Self { sequence: AtomicU64::new(0), writers: Mutex::new(()) }
        }
    }

    /// Runs `write`, which stores into guarded cells; no `read` sees a part of what it stores.
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

    /// Runs `copy`, which loads guarded cells, until no update fell into it. What the last run copied is whole.
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
