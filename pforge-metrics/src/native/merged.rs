//! Native buckets as Prometheus has them: by their indexes in one schema.

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

/// Buckets from a lower to a higher index, in stretches that lie next to each other.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Spans {
    /// How many indexes each is away from the end of the one before, the first from 0, and how many buckets it has.
    pub(crate) spans: Vec<(i32, u32)>,
    /// What each bucket alone holds.
    pub(crate) counts: Vec<u64>,
}

/// As many empty buckets cost less than another span.
const MAX_GAP: i32 = 2;

impl Merged {
    /// From buckets of one schema in any order; those of one key are added up.
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

    /// How many values are in all buckets together.
    pub(crate) fn count(&self) -> u64 {
        let sides = [&self.negative, &self.positive];
        let counts = sides.iter().flat_map(|side| &side.counts);
        counts.fold(self.zero, |sum, count| sum.wrapping_add(*count))
    }
}

/// `schema 3, zero 1, below -8: 2, 9: 1`: the buckets that are not empty, by their indexes.
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
    /// What each bucket alone holds, behind its index.
    pub(crate) fn by_index(&self) -> impl Iterator<Item = (i32, u64)> {
        let indexes = self.spans.iter().scan(0, |end, (offset, length)| {
            let start = *end + offset;
            *end = start.saturating_add_unsigned(*length);
            Some(start..*end)
        });
        indexes.flatten().zip(self.counts.iter().copied())
    }

    /// Spans of buckets by their indexes, the lowest first.
    #[cfg(feature = "exporter")]
    pub(crate) fn of(buckets: &[(i32, u64)]) -> Self {
        let (mut spans, mut end) = (Self::default(), 0);
        for (index, count) in buckets {
            spans.push(*index, *count, &mut end);
        }
        spans
    }

    /// Adds what a bucket holds, whose index is not lower than any before; `end` is the one behind the last.
    fn push(&mut self, index: i32, count: u64, end: &mut i32) {
        let gap = index.saturating_sub(*end);
        match (self.spans.last_mut(), self.counts.last_mut()) {
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
