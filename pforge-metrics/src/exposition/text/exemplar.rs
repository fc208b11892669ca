//! Exemplars in OpenMetrics, which follow the number of a sample.

use super::dialect::Dialect;
use super::lines::{LineTemplates, write_buckets, write_sum};
use super::number::{push_f64, push_seconds, push_u64};
use crate::descriptor::{Descriptor, Kind, Number};
use crate::exemplar::StoredExemplar;
use crate::exposition::series::Series;
use crate::storage::slot::Slot;
use std::io::Write;

/// Appends the exemplar in a slot, if there is one. Its labels have 63 characters, which is below the limit of 128.
fn push(out: &mut Vec<u8>, slot: &Slot) {
    let Some(StoredExemplar {
        exemplar,
        value,
        timestamp_ms,
    }) = slot.read()
    else {
        return;
    };
    let (trace_id, span_id) = (exemplar.trace_id(), exemplar.span_id());
    // Writing to a Vec can't fail.
    let _ = write!(
        out,
        " # {{trace_id=\"{trace_id:032x}\",span_id=\"{span_id:016x}\"}} "
    );
    push_f64(out, value);
    out.push(b' ');
    push_seconds(out, timestamp_ms);
}

/// Appends the exemplar of a cell of a series, if exemplars are shown and the cell has one.
pub(super) fn push_for_cell(series: &Series, cell: usize, is_shown: bool, out: &mut Vec<u8>) {
    if let Some(slot) = series.slot(cell).filter(|_| is_shown) {
        push(out, slot);
    }
}

/// Appends a family with its exemplars. All series of the family must be exposed.
pub(super) fn write(
    (dialect, descriptor): (Dialect, &Descriptor),
    lines: &mut LineTemplates,
    (values, slots): (&[u64], &[Slot]),
    out: &mut Vec<u8>,
) {
    let cells_per_series = descriptor.value_cells();
    let has_sum = dialect.has_sum(descriptor.bounds());
    for (cells, slots) in values
        .chunks(cells_per_series)
        .zip(slots.chunks(cells_per_series))
    {
        if descriptor.kind == Kind::Histogram {
            let mut buckets = slots.iter().skip(1);
            let classic = &cells[..descriptor.classic_cells()];
            let sum = write_buckets(lines, classic, out, |out| {
                buckets.next().into_iter().for_each(|slot| push(out, slot));
            });
            if has_sum {
                let is_shown = dialect.shows_sum_of(descriptor, cells);
                write_sum(lines, sum, is_shown, out);
            }
        } else if let ([value], [slot]) = (cells, slots) {
            lines.write_next(out);
            match descriptor.number {
                Number::Float => push_f64(out, f64::from_bits(*value)),
                Number::Unsigned | Number::Signed => push_u64(out, *value),
            }
            push(out, slot);
        }
    }
}
