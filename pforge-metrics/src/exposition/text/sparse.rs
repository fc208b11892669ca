//! Families whose series are exposed only in part, label by label: which series those are, and what the values of an open
//! label are, is known no sooner than at the scrape.
//!
//! The labels of a series are composed for its first line, and copied from there to the others.

use super::dialect::Dialect;
use super::escape::push_pairs;
use super::exemplar;
use super::lines::LineTemplates;
use super::number::{push_f64, push_i64, push_seconds, push_u64};
use crate::descriptor::Descriptor;
use crate::exposition::series::{self, Reading, Series, cumulative, flags};
use crate::storage::store::Storage;
use std::ops::Range;

/// Appends the series of a family that are exposed. `bounds` walks over what stands behind the labels of each bucket. If they
/// have created samples, `created` is the name of these in front of `_created`, and the start of the process.
pub(super) fn write(
    (dialect, descriptor): (Dialect, &'static Descriptor),
    (created, has_exemplars): (Option<(&str, u64)>, bool),
    (storage, values): (&Storage, &[u64]),
    bounds: &LineTemplates,
    out: &mut Vec<u8>,
) {
    let name = descriptor.name();
    for series in series::exposed(storage, descriptor, values) {
        let mut start = Start::of(&series, dialect, has_exemplars);
        match series.reading() {
            Reading::Unsigned(value) => start.line((name, ""), out, |out| {
                push_u64(out, value);
                exemplar::push_of(&series, 0, has_exemplars, out);
            }),
            Reading::Signed(value) => start.line((name, ""), out, |out| push_i64(out, value)),
            Reading::Float(value) => start.line((name, ""), out, |out| {
                push_f64(out, value);
                exemplar::push_of(&series, 0, has_exemplars, out);
            }),
            Reading::Histogram(sum, counts) => {
                write_histogram(&mut start, bounds.clone(), sum, counts, out);
            }
            Reading::States(mask, states) => write_states(&mut start, mask, states, out),
        }
        if let Some((stem, process)) = created {
            let created = series.created_ms(process);
            start.line((stem, "_created"), out, |out| push_seconds(out, created));
        }
    }
}

fn write_histogram(
    start: &mut Start,
    mut bounds: LineTemplates,
    sum: f64,
    counts: &[u64],
    out: &mut Vec<u8>,
) {
    let (dialect, has_exemplars) = (start.dialect, start.has_exemplars);
    let name = start.series.descriptor.name();
    let mut count = 0;
    for (bucket, up_to_bound) in cumulative(counts).enumerate() {
        count = up_to_bound;
        start.push((name, "_bucket"), out);
        bounds.write_next(out);
        push_u64(out, count);
        exemplar::push_of(start.series, 1 + bucket, has_exemplars, out);
        out.push(b'\n');
    }
    let (descriptor, cells) = (start.series.descriptor, start.series.values());
    if dialect.has_sum(descriptor.bounds()) && dialect.shows_sum_of(descriptor, cells) {
        start.line((name, "_sum"), out, |out| push_f64(out, sum));
        start.line((name, "_count"), out, |out| push_u64(out, count));
    }
}

fn write_states(start: &mut Start, mask: u64, states: &'static [&'static str], out: &mut Vec<u8>) {
    let name = start.series.descriptor.name();
    for (state, is_active) in flags(mask, states) {
        let has_labels = start.push((name, ""), out);
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
    has_exemplars: bool,
    series: &'a Series<'a>,
    /// Where in `out` the labels stand, once they are there.
    labels: Option<Range<usize>>,
}

impl<'a> Start<'a> {
    fn of(series: &'a Series<'a>, dialect: Dialect, has_exemplars: bool) -> Self {
        Self {
            dialect,
            has_exemplars,
            series,
            labels: None,
        }
    }

    /// Appends all but the brace behind the labels; whether there are any.
    fn push(&mut self, (name, suffix): (&str, &str), out: &mut Vec<u8>) -> bool {
        out.extend_from_slice(name.as_bytes());
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
    fn line(
        &mut self,
        name: (&str, &str),
        out: &mut Vec<u8>,
        push_value: impl FnOnce(&mut Vec<u8>),
    ) {
        let has_labels = self.push(name, out);
        out.extend_from_slice(if has_labels { b"} " } else { b" " });
        push_value(out);
        out.push(b'\n');
    }
}
