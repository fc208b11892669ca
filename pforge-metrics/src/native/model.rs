//! Model checks of the keys: loom runs every interleaving, including the effects of weak memory.

use super::buckets::NativeBuckets;
use super::index::coarser;
use super::keys::{Key, Keys};
use crate::storage::place::count_in_bucket;
use crate::sync::{AtomicU32, AtomicU64, Ordering::Acquire, Ordering::Relaxed, fence};
use loom::thread;

/// Creates the keys of a histogram whose initial schema is one step finer than the coarsest.
fn keys(cells: usize) -> &'static Keys<'static> {
    let cells: Vec<AtomicU32> = (0..cells).map(|_| AtomicU32::new(0)).collect();
    let widened = Box::leak(Box::new(AtomicU32::new(0)));
    let keys = Keys {
        cells: cells.leak(),
        widened,
        steps: 11,
    };
    Box::leak(Box::new(keys))
}

fn key(index: i32) -> Key {
    Key::new(index, false)
}

#[test]
fn two_threads_agree_on_the_cell_of_a_bucket() {
    loom::model(|| {
        let keys = keys(2);
        let other = thread::spawn(|| keys.claim(key(5)));
        let own = keys.claim(key(5));
        assert_eq!(other.join().unwrap(), own);
        assert_eq!(own, Some((0, 0)));
        assert_eq!(keys.assigned().count(), 1);
    });
}

#[test]
fn two_buckets_get_a_cell_each() {
    loom::model(|| {
        let keys = keys(2);
        let other = thread::spawn(|| keys.claim(key(5)));
        let cells = [keys.claim(key(9)), other.join().unwrap()];
        let cells = cells.map(|claimed| claimed.map(|(cell, _)| cell));
        assert!(cells == [Some(0), Some(1)] || cells == [Some(1), Some(0)]);
        let assigned: Vec<_> = keys.assigned().map(|(cell, _)| Some(cell)).collect();
        assert_eq!(assigned, [Some(0), Some(1)]);
    });
}

/// Two of three cells may be used before the width doubles. Then 5 and 6 are in one bucket.
#[test]
fn a_count_is_never_seen_without_the_width_of_its_bucket() {
    loom::model(|| {
        let keys = keys(3);
        let counts: &'static Vec<AtomicU64> =
            Box::leak(Box::new((0..3).map(|_| AtomicU64::new(0)).collect()));
        keys.claim(key(1));
        keys.claim(key(5));
        let other = thread::spawn(move || {
            let (cell, _) = keys.claim(key(6)).unwrap();
            count_in_bucket(&counts[cell]);
        });
        let seen: Vec<u64> = counts.iter().map(|count| count.load(Relaxed)).collect();
        fence(Acquire);
        let assigned: Vec<_> = keys.assigned().collect();
        let widened = keys.widened.load(Acquire);
        for (cell, key) in assigned {
            let contains_6 = coarser(key.index(), widened) == coarser(6, widened);
            assert!(seen[cell] == 0 || contains_6, "{key:?} at width {widened}");
        }
        other.join().unwrap();
    });
}

/// The counting thread may find the bucket in the cache that another thread wrote, and never load its key.
///
/// The reader is a spawned thread, and the thread that stores the key is not: otherwise loom tries no schedule that
/// shows the fault.
#[test]
fn a_count_in_a_cached_bucket_is_never_seen_without_its_key() {
    loom::model(|| {
        let buckets: &'static NativeBuckets<3> = Box::leak(Box::new(NativeBuckets::new(3, 1e-300)));
        let count: &'static AtomicU64 = Box::leak(Box::new(AtomicU64::new(0)));
        let reader = thread::spawn(move || {
            let seen = count.load(Relaxed);
            // The fence that `Storage` runs after it copies cells.
            fence(Acquire);
            let merged = buckets.table().merged(&[0, seen, 0, 0]);
            assert_eq!(merged.count(), seen);
        });
        let other = thread::spawn(move || {
            assert_eq!(buckets.cell(1.0), 1);
            count_in_bucket(count);
        });
        assert_eq!(buckets.cell(1.0), 1);
        reader.join().unwrap();
        other.join().unwrap();
    });
}
