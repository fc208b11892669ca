//! Writes optional families label by label. Their exposed series and the values of their open labels are unknown until
//! the scrape.
//!
//! The labels of a series are formatted for its first line and copied to its other lines.

use super::dialect::Dialect;
use super::escape::push_pairs;
use super::exemplar;
use super::lines::LineTemplates;
use super::number::{push_f64, push_i64, push_seconds, push_u64};
use crate::descriptor::Descriptor;
use crate::exposition::series::{self, Reading, Series, cumulative, flags};
use crate::storage::store::Storage;
use std::ops::Range;

/// Appends the exposed series of a family. `bounds` iterates over the text after the labels of each bucket. If the
/// family has created samples, `created` is their name without `_created` and the start of the process.
pub(super) fn write(
    (dialect, descriptor): (Dialect, &'static Descriptor),
    (created, has_exemplars): (Option<(&str, u64)>, bool),
    (storage, values): (&Storage, &[u64]),
    bounds: &LineTemplates,
    out: &mut Vec<u8>,
) {
    let name = descriptor.name();
    for series in series::exposed(storage, descriptor, values) {
        let mut prefix = SeriesPrefix::new(&series, dialect, has_exemplars);
        match series.reading() {
            Reading::Unsigned(value) => prefix.line((name, ""), out, |out| {
                push_u64(out, value);
                exemplar::push_for_cell(&series, 0, has_exemplars, out);
            }),
            Reading::Signed(value) => prefix.line((name, ""), out, |out| push_i64(out, value)),
            Reading::Float(value) => prefix.line((name, ""), out, |out| {
                push_f64(out, value);
                exemplar::push_for_cell(&series, 0, has_exemplars, out);
            }),
            Reading::Histogram(sum, counts) => {
                write_histogram(&mut prefix, bounds.clone(), sum, counts, out);
            }
            Reading::States(mask, states) => write_states(&mut prefix, mask, states, out),
        }
        if let Some((stem, process_start_ms)) = created {
            let created = series.created_ms(process_start_ms);
            prefix.line((stem, "_created"), out, |out| push_seconds(out, created));
        }
    }
}

fn write_histogram(
    prefix: &mut SeriesPrefix,
    mut bounds: LineTemplates,
    sum: f64,
    counts: &[u64],
    out: &mut Vec<u8>,
) {
    let (dialect, has_exemplars) = (prefix.dialect, prefix.has_exemplars);
    let name = prefix.series.descriptor.name();
    let mut count = 0;
    for (bucket, up_to_bound) in cumulative(counts).enumerate() {
        count = up_to_bound;
        prefix.push((name, "_bucket"), out);
        bounds.write_next(out);
        push_u64(out, count);
        exemplar::push_for_cell(prefix.series, 1 + bucket, has_exemplars, out);
        out.push(b'\n');
    }
    let (descriptor, cells) = (prefix.series.descriptor, prefix.series.values());
    if dialect.has_sum(descriptor.bounds()) && dialect.shows_sum_of(descriptor, cells) {
        prefix.line((name, "_sum"), out, |out| push_f64(out, sum));
        prefix.line((name, "_count"), out, |out| push_u64(out, count));
    }
}

fn write_states(
    prefix: &mut SeriesPrefix,
    mask: u64,
    states: &'static [&'static str],
    out: &mut Vec<u8>,
) {
    let name = prefix.series.descriptor.name();
    for (state, is_active) in flags(mask, states) {
        let has_labels = prefix.push((name, ""), out);
        // The state is the last pair. After other labels, a comma replaces its opening brace.
        let state_start = out.len();
        push_pairs(out, [(name, state)].into_iter());
        if has_labels {
            out[state_start] = b',';
        }
        out.extend_from_slice(b"} ");
        push_u64(out, is_active.into());
        out.push(b'\n');
    }
}

/// Writes the start of each line of a series: its name and labels.
struct SeriesPrefix<'a> {
    dialect: Dialect,
    has_exemplars: bool,
    series: &'a Series<'a>,
    /// The position of the labels in `out`, after the first line is written.
    labels: Option<Range<usize>>,
}

impl<'a> SeriesPrefix<'a> {
    fn new(series: &'a Series<'a>, dialect: Dialect, has_exemplars: bool) -> Self {
        Self {
            dialect,
            has_exemplars,
            series,
            labels: None,
        }
    }

    /// Appends the name and the labels without the closing brace. Returns whether there are any labels.
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
