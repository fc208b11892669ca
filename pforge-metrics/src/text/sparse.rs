//! Families whose series are exposed only in part, label by label: which series those are, and what the values of an open
//! label are, is known no sooner than at the scrape.

use super::escape::push_labels;
use super::number::{push_f64, push_i64, push_u64};
use crate::cells::store::Storage;
use crate::descriptor::Descriptor;
use crate::series::{self, Reading, Series, flags};

/// Appends the series of a family that are exposed.
pub(super) fn write(
    storage: &Storage,
    descriptor: &'static Descriptor,
    values: &[u64],
    out: &mut Vec<u8>,
) {
    for series in series::of(storage, descriptor, values) {
        write_series(&series, out);
    }
}

fn write_series(series: &Series, out: &mut Vec<u8>) {
    match series.reading() {
        Reading::Unsigned(value) => line(series, "", None, out, |out| push_u64(out, value)),
        Reading::Signed(value) => line(series, "", None, out, |out| push_i64(out, value)),
        Reading::Float(value) => line(series, "", None, out, |out| push_f64(out, value)),
        Reading::Histogram(sum, counts) => write_histogram(series, sum, counts, out),
        Reading::States(mask, states) => {
            for (state, is_active) in flags(mask, states) {
                let label = Some((series.descriptor.name(), state));
                line(series, "", label, out, |out| {
                    push_u64(out, is_active.into());
                });
            }
        }
    }
}

fn write_histogram(series: &Series, sum: f64, counts: &[u64], out: &mut Vec<u8>) {
    let bounds = series.descriptor.bounds().iter().chain(&[f64::INFINITY]);
    let mut count = 0_u64;
    for (bound, bucket) in bounds.zip(counts) {
        count = count.wrapping_add(*bucket);
        let le = super::float(*bound);
        line(series, "_bucket", Some(("le", &le)), out, |out| {
            push_u64(out, count);
        });
    }
    line(series, "_sum", None, out, |out| push_f64(out, sum));
    line(series, "_count", None, out, |out| push_u64(out, count));
}

fn line(
    series: &Series,
    suffix: &str,
    last_label: Option<(&str, &str)>,
    out: &mut Vec<u8>,
    push_value: impl FnOnce(&mut Vec<u8>),
) {
    out.extend_from_slice(series.descriptor.name().as_bytes());
    out.extend_from_slice(suffix.as_bytes());
    push_labels(out, series.labels().chain(last_label));
    out.push(b' ');
    push_value(out);
    out.push(b'\n');
}
