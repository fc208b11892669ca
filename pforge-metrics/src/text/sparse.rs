//! Families whose series are exposed only in part, label by label: which series those are, and what the values of an open
//! label are, is known no sooner than at the scrape.
//!
//! The labels of a series are composed for its first line, and copied from there to the others.

use super::dialect::Dialect;
use super::escape::push_pairs;
use super::exemplar;
use super::lines::Lines;
use super::number::{push_f64, push_i64, push_seconds, push_u64};
use crate::cells::store::Storage;
use crate::descriptor::Descriptor;
use crate::series::{self, Reading, Series, cumulative, flags};
use std::ops::Range;

/// Appends the series of a family that are exposed. `bounds` walks over what stands behind the labels of each bucket. If they
/// tell when they began, `created` is when the process did.
pub(super) fn write(
    (dialect, descriptor): (Dialect, &'static Descriptor),
    created: Option<u64>,
    storage: &Storage,
    bounds: &Lines,
    values: &[u64],
    out: &mut Vec<u8>,
) {
    let suffix = dialect.suffix(descriptor);
    for series in series::of(storage, descriptor, values) {
        let mut start = Start::of(&series, dialect);
        match series.reading() {
            Reading::Unsigned(value) => start.line(suffix, out, |out| {
                push_u64(out, value);
                exemplar::push_of(&series, 0, dialect, out);
            }),
            Reading::Signed(value) => start.line(suffix, out, |out| push_i64(out, value)),
            Reading::Float(value) => start.line(suffix, out, |out| {
                push_f64(out, value);
                exemplar::push_of(&series, 0, dialect, out);
            }),
            Reading::Histogram(sum, counts) => {
                write_histogram(&mut start, bounds.clone(), sum, counts, out);
            }
            Reading::States(mask, states) => write_states(&mut start, mask, states, out),
        }
        if let Some(process) = created {
            let created = series.created_ms(process);
            start.line("_created", out, |out| push_seconds(out, created));
        }
    }
}

fn write_histogram(
    start: &mut Start,
    mut bounds: Lines,
    sum: f64,
    counts: &[u64],
    out: &mut Vec<u8>,
) {
    let dialect = start.dialect;
    let mut count = 0;
    for (bucket, up_to_bound) in cumulative(counts).enumerate() {
        count = up_to_bound;
        start.push("_bucket", out);
        bounds.write_next(out);
        push_u64(out, count);
        exemplar::push_of(start.series, 1 + bucket, dialect, out);
        out.push(b'\n');
    }
    let (descriptor, cells) = (start.series.descriptor, start.series.values());
    if dialect.has_sum(descriptor.bounds()) && dialect.shows_sum_of(descriptor, cells) {
        start.line("_sum", out, |out| push_f64(out, sum));
        start.line("_count", out, |out| push_u64(out, count));
    }
}

fn write_states(start: &mut Start, mask: u64, states: &'static [&'static str], out: &mut Vec<u8>) {
    let name = start.series.descriptor.name();
    for (state, is_active) in flags(mask, states) {
        let has_labels = start.push("", out);
        // As one more pair, behind a comma where there are others.
        let own = out.len();
        push_pairs(out, [(name, state)].into_iter());
        if has_labels {
            out[own] = b',';
        }
        out.extend_from_slice(b"} ");
        push_u64(out, is_active.into());
        out.push(b'\n');
    }
}

/// The start of each line of a series: its name and its labels.
struct Start<'a> {
    dialect: Dialect,
    series: &'a Series<'a>,
    /// Where in `out` the labels stand, once they are there.
    labels: Option<Range<usize>>,
}

impl<'a> Start<'a> {
    fn of(series: &'a Series<'a>, dialect: Dialect) -> Self {
        Self {
            dialect,
            series,
            labels: None,
        }
    }

    /// Appends all but the brace behind the labels; whether there are any.
    fn push(&mut self, suffix: &str, out: &mut Vec<u8>) -> bool {
        let family = self.dialect.family(self.series.descriptor);
        out.extend_from_slice(family.as_bytes());
        out.extend_from_slice(suffix.as_bytes());
        let labels = if let Some(labels) = self.labels.clone() {
            out.extend_from_within(labels.clone());
            labels
        } else {
            let start = out.len();
            push_pairs(out, self.series.labels());
            start..out.len()
        };
        let has_labels = !labels.is_empty();
        self.labels = Some(labels);
        has_labels
    }

    /// Appends a whole line.
    fn line(&mut self, suffix: &str, out: &mut Vec<u8>, push_value: impl FnOnce(&mut Vec<u8>)) {
        let has_labels = self.push(suffix, out);
        out.extend_from_slice(if has_labels { b"} " } else { b" " });
        push_value(out);
        out.push(b'\n');
    }
}
