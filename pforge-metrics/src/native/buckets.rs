//! The native buckets of a histogram: maps a value to the cell that counts it.

use super::index::{self, coarser, finest_index};
use super::keys::{Key, Keys};
use super::merged::Merged;
use crate::sync::{AtomicU32, AtomicU64, Ordering, const_unless_loom, repeat};
use std::fmt;

/// The size of the cache of buckets and their cells. It is at least the number of cells, so neighbouring buckets do
/// not evict each other.
const CACHE_LEN: usize = if cfg!(all(test, model)) { 4 } else { 1_024 };

/// The number of bits of a cell's number. There are at most 1,024 cells.
const CELL_BITS: u32 = 10;

/// The number of bits of a key. A cache entry consists of the cell in the low bits, then the key, then the width.
const KEY_BITS: u32 = 21;

/// The native buckets of a histogram, which all of its series share. They have `T` cells, after the cell of the zero
/// bucket.
///
/// A bucket gets a cell when a value first falls into it, and keeps this cell. The counts are stored elsewhere, in
/// the cells of each series. A cache maps buckets to cells. It is written when a bucket is first used, or first used
/// at a new width.
pub struct NativeBuckets<const T: usize> {
    /// The number of steps by which the initial schema is coarser than the finest one.
    steps: u32,
    zero_threshold: f64,
    keys: [AtomicU32; T],
    widened: AtomicU32,
    /// Cells of recently used buckets, with the [`tag`] of the bucket. An entry is 0 if empty.
    cache: [AtomicU64; CACHE_LEN],
}

impl<const T: usize> NativeBuckets<T> {
    const_unless_loom! {
        /// Creates the empty buckets of a schema. The threshold must not be subnormal.
        #[must_use]
        pub fn new(schema: i8, zero_threshold: f64) -> Self {
            const {
                assert!(T <= 1 << CELL_BITS, "a cell's number has ten bits");
            }
            Self {
                steps: index::steps(schema),
                zero_threshold,
                keys: repeat!(AtomicU32::new(0); T),
                widened: AtomicU32::new(0),
                cache: repeat!(AtomicU64::new(0); CACHE_LEN),
            }
        }
    }

    /// Returns a view for readers, without the number of buckets as a parameter.
    #[must_use]
    pub const fn table(&'static self) -> NativeTable {
        NativeTable {
            steps: self.steps,
            zero_threshold: self.zero_threshold,
            keys: &self.keys,
            widened: &self.widened,
        }
    }

    /// Returns the cell of a finite value. Cell 0 is that of the zero bucket.
    #[inline]
    pub(crate) fn cell(&self, value: f64) -> usize {
        let magnitude = value.abs();
        if magnitude <= self.zero_threshold {
            return 0;
        }
        let widened = self.widened.load(Ordering::Acquire);
        let index = coarser(finest_index(magnitude), self.steps + widened);
        let wide = Key::new(index, value < 0.0);
        let cached = self.cache[cache_position(wide)].load(Ordering::Acquire);
        if cached >> CELL_BITS == tag(wide, widened) {
            #[expect(clippy::cast_possible_truncation, reason = "ten bits")]
            return (cached as usize & ((1 << CELL_BITS) - 1)) + 1;
        }
        self.claim_cell(value)
    }

    /// Finds or claims the cell of a value, and caches it. Returns 0 if no cell has the sign of the value.
    #[cold]
    #[inline(never)]
    fn claim_cell(&self, value: f64) -> usize {
        let keys = Keys {
            cells: &self.keys,
            widened: &self.widened,
            steps: self.steps,
        };
        let index = coarser(finest_index(value.abs()), self.steps);
        let key = Key::new(index, value < 0.0);
        let Some((cell, widened)) = keys.claim(key) else {
            return 0;
        };
        let wide = key.coarser(widened);
        let entry = tag(wide, widened) << CELL_BITS | cell as u64;
        self.cache[cache_position(wide)].store(entry, Ordering::Release);
        cell + 1
    }
}

/// Returns a tag that identifies a bucket among the buckets of all widths. It is never 0.
#[inline]
fn tag(wide: Key, widened: u32) -> u64 {
    u64::from(widened) << KEY_BITS | u64::from(wide.0)
}

/// Returns the position of a bucket in the cache. Neighbours are adjacent, and buckets of negative values are half
/// the cache away.
#[inline]
fn cache_position(key: Key) -> usize {
    let half = CACHE_LEN / 2 * usize::from(key.is_negative());
    (key.0 as usize + half) % CACHE_LEN
}

impl<const T: usize> fmt::Debug for NativeBuckets<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NativeBuckets")
            .field("schema", &index::schema(self.steps))
            .field("max_buckets", &T)
            .field("zero_threshold", &self.zero_threshold)
            .finish_non_exhaustive()
    }
}

/// A view of native buckets for readers, which maps the cells of a series to buckets.
#[derive(Clone, Copy)]
pub struct NativeTable {
    steps: u32,
    zero_threshold: f64,
    keys: &'static [AtomicU32],
    widened: &'static AtomicU32,
}

impl NativeTable {
    /// Returns the number of cells per series: the cell of the zero bucket and those of the other buckets.
    pub(crate) fn cells(self) -> usize {
        self.keys.len() + 1
    }

    fn keys(self) -> Keys<'static> {
        Keys {
            cells: self.keys,
            widened: self.widened,
            steps: self.steps,
        }
    }

    /// Returns whether a series has counted a value below zero.
    pub(crate) fn has_negative(self, cells: &[u64]) -> bool {
        let counts = cells.iter().skip(1);
        let mut counted = self.keys().assigned().zip(counts);
        counted.any(|((_, key), count)| key.is_negative() && *count != 0)
    }

    /// Converts the cells of a series to its buckets.
    ///
    /// [`Storage`](crate::storage::store::Storage) must have copied the cells. This call then sees every key and width that was
    /// stored before a count in the cells.
    pub(crate) fn merged(self, cells: &[u64]) -> Merged {
        let (zero, counts) = cells.split_first().unwrap_or((&0, &[]));
        let counted = self
            .keys()
            .assigned()
            .zip(counts)
            .filter(|(_, count)| **count != 0);
        let counted: Vec<_> = counted.map(|((_, key), count)| (key, *count)).collect();
        // The width is loaded after the cells, so it is at least the width with which their values were counted.
        let widened = self.widened.load(Ordering::Acquire);
        Merged::new(
            index::schema(self.steps + widened),
            (self.zero_threshold, *zero),
            counted
                .iter()
                .map(|(key, count)| (key.coarser(widened), *count)),
        )
    }
}

impl fmt::Debug for NativeTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NativeTable")
            .field("schema", &index::schema(self.steps))
            .field("max_buckets", &self.keys.len())
            .field("zero_threshold", &self.zero_threshold)
            .finish_non_exhaustive()
    }
}
