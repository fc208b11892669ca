//! The native buckets of a histogram: maps a value to the cell that counts it.

use super::index::{self, coarser, finest};
use super::keys::{Key, Keys};
use super::merged::Merged;
use crate::sync::{AtomicU32, AtomicU64, Ordering, const_unless_loom, repeat};
use std::fmt;

/// The size of the cache of buckets and their cells. It is at least the number of cells, so neighbouring buckets do not evict each
/// other.
const REMEMBERED: usize = if cfg!(all(test, model)) { 4 } else { 1_024 };

/// The number of bits of a cell's number. There are at most 1,024 cells.
const CELL_BITS: u32 = 10;

/// A key, which stands above the cell; how wide its bucket is stands above that.
const KEY_BITS: u32 = 21;

/// Native buckets of a histogram, in `T` cells behind that of zero: the same ones for all of its series.
///
/// A bucket gets its cell when a value first comes up, and keeps it; what is in the cells is up to the lanes. To find the
/// cell of a known bucket is one look into a table that is written when a bucket is new, or wider than it was.
pub struct NativeBuckets<const T: usize> {
    /// The number of steps by which the initial schema is coarser than the finest one.
    steps: u32,
    zero_threshold: f64,
    keys: [AtomicU32; T],
    widened: AtomicU32,
    remembered: [AtomicU64; REMEMBERED],
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
                remembered: repeat!(AtomicU64::new(0); REMEMBERED),
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
        let index = coarser(finest(magnitude), self.steps + widened);
        let wide = Key::new(index, value < 0.0);
        let remembered = self.remembered[cache_position(wide)].load(Ordering::Acquire);
        if remembered >> CELL_BITS == tag(wide, widened) {
            #[expect(clippy::cast_possible_truncation, reason = "ten bits")]
            return (remembered as usize & ((1 << CELL_BITS) - 1)) + 1;
        }
        self.looked_up(value)
    }

    #[cold]
    #[inline(never)]
    fn looked_up(&self, value: f64) -> usize {
        let keys = Keys {
            cells: &self.keys,
            widened: &self.widened,
            steps: self.steps,
        };
        let index = coarser(finest(value.abs()), self.steps);
        let key = Key::new(index, value < 0.0);
        let Some((cell, widened)) = keys.claim(key) else {
            return 0;
        };
        let wide = key.coarser(widened);
        let remembered = tag(wide, widened) << CELL_BITS | cell as u64;
        self.remembered[cache_position(wide)].store(remembered, Ordering::Release);
        cell + 1
    }
}

/// Returns a tag that identifies a bucket among the buckets of all widths. It is never 0.
#[inline]
fn tag(wide: Key, widened: u32) -> u64 {
    u64::from(widened) << KEY_BITS | u64::from(wide.0)
}

/// Returns the position of a bucket in the cache. Neighbours are adjacent, and buckets of negative values are half the cache away.
#[inline]
fn cache_position(key: Key) -> usize {
    let half = REMEMBERED / 2 * usize::from(key.is_negative());
    (key.0 as usize + half) % REMEMBERED
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

/// What the cells of native buckets mean.
#[derive(Clone, Copy)]
pub struct NativeTable {
    steps: u32,
    zero_threshold: f64,
    keys: &'static [AtomicU32],
    widened: &'static AtomicU32,
}

impl NativeTable {
    /// How many cells each series has: that of zero, and the buckets.
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

    /// Whether a series has counted something below zero.
    pub(crate) fn has_negative(self, cells: &[u64]) -> bool {
        let counts = cells.iter().skip(1);
        let mut counted = self.keys().known().zip(counts);
        counted.any(|((_, key), count)| key.is_negative() && *count != 0)
    }

    /// The buckets of a series whose cells these are, as [`Storage`](crate::storage::store::Storage) copies them: keys and widths are
    /// seen that were stored before a count was.
    pub(crate) fn merged(self, cells: &[u64]) -> Merged {
        let (zero, counts) = cells.split_first().unwrap_or((&0, &[]));
        let counted = self
            .keys()
            .known()
            .zip(counts)
            .filter(|(_, count)| **count != 0);
        let counted: Vec<_> = counted.map(|((_, key), count)| (key, *count)).collect();
        // Not before the cells: what they count was counted with buckets of no more than this width.
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
