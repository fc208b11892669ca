//! Combines the lines of a template with their numbers.

use super::number::{push_f64, push_u64};
use crate::exposition::series::{cumulative, flags};

/// An iterator over the lines of one family in a template.
#[derive(Clone)]
pub(super) struct LineTemplates<'a> {
    text: &'a [u8],
    start: usize,
    ends: std::slice::Iter<'a, usize>,
}

impl<'a> LineTemplates<'a> {
    /// `start` is the start of the first line, and `ends` are the ends of all lines. The text after the last end is the
    /// rest.
    pub(super) fn new(text: &'a [u8], start: usize, ends: &'a [usize]) -> Self {
        let ends = ends.iter();
        Self { text, start, ends }
    }

    /// Appends the next line up to its number.
    #[inline]
    pub(super) fn write_next(&mut self, out: &mut Vec<u8>) {
        if let Some(&end) = self.ends.next() {
            out.extend_from_slice(&self.text[self.start..end]);
            self.start = end;
        }
    }

    fn skip_next(&mut self) {
        if let Some(&end) = self.ends.next() {
            self.start = end;
        }
    }

    /// Appends what follows the last number.
    pub(super) fn write_rest(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.text[self.start..]);
    }
}

#[inline]
pub(super) fn write_each(
    lines: &mut LineTemplates,
    values: &[u64],
    out: &mut Vec<u8>,
    push: impl Fn(&mut Vec<u8>, u64),
) {
    for &value in values {
        lines.write_next(out);
        push(out, value);
    }
}

/// Writes the buckets of a histogram with cumulative counts. Returns the sum and the count.
///
/// The cells are the sum, then the count of each bucket, not cumulative. `push_exemplar` is called after the number of
/// each bucket in order.
#[inline]
pub(super) fn write_buckets(
    lines: &mut LineTemplates,
    cells: &[u64],
    out: &mut Vec<u8>,
    mut push_exemplar: impl FnMut(&mut Vec<u8>),
) -> (f64, u64) {
    let (sum, counts) = cells.split_first().unwrap_or((&0, &[]));
    let mut count = 0;
    for up_to_bound in cumulative(counts) {
        count = up_to_bound;
        lines.write_next(out);
        push_u64(out, count);
        push_exemplar(out);
    }
    (f64::from_bits(*sum), count)
}

pub(super) fn write_sum(
    lines: &mut LineTemplates,
    (sum, count): (f64, u64),
    is_shown: bool,
    out: &mut Vec<u8>,
) {
    if is_shown {
        lines.write_next(out);
        push_f64(out, sum);
        lines.write_next(out);
        push_u64(out, count);
    } else {
        lines.skip_next();
        lines.skip_next();
    }
}

pub(super) fn write_states(
    lines: &mut LineTemplates,
    mask: u64,
    states: &'static [&'static str],
    out: &mut Vec<u8>,
) {
    for (_, is_active) in flags(mask, states) {
        lines.write_next(out);
        push_u64(out, is_active.into());
    }
}
