//! The native buckets of a series in the representation of Prometheus: one schema, and counts by bucket index.

use super::keys::Key;
use std::fmt;

/// The native buckets of a series.
#[derive(Debug, PartialEq)]
pub(crate) struct Merged {
    pub(crate) schema: i32,
    pub(crate) zero_threshold: f64,
    pub(crate) zero: u64,
    pub(crate) negative: Spans,
    pub(crate) positive: Spans,
}

/// Buckets in ascending order of their indexes, grouped into spans of consecutive buckets.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Spans {
    /// The offset of each span from the end of the previous one, or from 0, and its number of buckets.
    pub(crate) spans: Vec<(i32, u32)>,
    /// The count of each bucket. Counts are not cumulative.
    pub(crate) counts: Vec<u64>,
}

/// The maximum number of empty buckets that are included in a span. Encoding them takes less space than another span.
const MAX_GAP: i32 = 2;

impl Merged {
    /// Creates the spans from buckets of one schema in any order. Counts with the same key are added up.
    pub(super) fn new(
        schema: i32,
        (zero_threshold, zero): (f64, u64),
        buckets: impl Iterator<Item = (Key, u64)>,
    ) -> Self {
        let mut buckets: Vec<_> = buckets.collect();
        buckets.sort_unstable_by_key(|(key, _)| key.0);
        let (mut negative, mut positive) = (Spans::default(), Spans::default());
        let mut ends = [0, 0];
        for (key, count) in buckets {
            let is_negative = key.is_negative();
            let (spans, end) = if is_negative {
                (&mut negative, &mut ends[0])
            } else {
                (&mut positive, &mut ends[1])
            };
            spans.push(key.index(), count, end);
        }
        Self {
            schema,
            zero_threshold,
            zero,
            negative,
            positive,
        }
    }

    /// Returns the number of values in all buckets.
    pub(crate) fn count(&self) -> u64 {
        let sides = [&self.negative, &self.positive];
        let counts = sides.iter().flat_map(|side| &side.counts);
        counts.fold(self.zero, |sum, count| sum.wrapping_add(*count))
    }
}

/// Writes the buckets that are not empty by their indexes, as in `schema 3, zero 1, below -8: 2, 9: 1`.
impl fmt::Display for Merged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "schema {}", self.schema)?;
        if self.zero != 0 {
            write!(f, ", zero {}", self.zero)?;
        }
        for (sign, side) in [("below ", &self.negative), ("", &self.positive)] {
            for (index, count) in side.by_index().filter(|(_, count)| *count != 0) {
                write!(f, ", {sign}{index}: {count}")?;
            }
        }
        Ok(())
    }
}

impl Spans {
    /// Iterates over the indexes and counts of the buckets.
    pub(crate) fn by_index(&self) -> impl Iterator<Item = (i32, u64)> {
        let indexes = self.spans.iter().scan(0, |end, (offset, length)| {
            let start = *end + offset;
            *end = start.saturating_add_unsigned(*length);
            Some(start..*end)
        });
        indexes.flatten().zip(self.counts.iter().copied())
    }

    /// Creates spans from the indexes and counts of buckets, in ascending order.
    #[cfg(feature = "exporter")]
    pub(crate) fn from_buckets(buckets: &[(i32, u64)]) -> Self {
        let (mut spans, mut end) = (Self::default(), 0);
        for (index, count) in buckets {
            spans.push(*index, *count, &mut end);
        }
        spans
    }

    /// Adds the count of a bucket. Its index must not be lower than any previous index. `end` is the index after the
    /// last bucket.
    fn push(&mut self, index: i32, count: u64, end: &mut i32) {
        let gap = index.saturating_sub(*end);
        match (self.spans.last_mut(), self.counts.last_mut()) {
            // The bucket is the last one again.
            (Some(_), Some(last)) if gap < 0 => {
                *last = last.wrapping_add(count);
                return;
            }
            (Some((_, len)), _) if gap <= MAX_GAP => {
                self.counts.extend((0..gap).map(|_| 0));
                *len += gap.cast_unsigned() + 1;
            }
            _ => self.spans.push((gap, 1)),
        }
        self.counts.push(count);
        *end = index.saturating_add(1);
    }
}
