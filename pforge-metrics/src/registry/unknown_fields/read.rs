//! Parses the values of unknown fields.

use super::fields::{Fields, WireValue};
use crate::exposition::model::{ExemplarValue, NativeHistogram};

/// Returns the text in a field.
pub(super) fn text(unknown: &[u8], field: u64) -> Option<String> {
    let bytes = last(unknown, field)?;
    Some(str::from_utf8(bytes).ok()?.to_owned())
}

/// Returns the timestamp in a field, in milliseconds since the epoch.
pub(super) fn created(unknown: &[u8], field: u64) -> Option<u64> {
    milliseconds(last(unknown, field)?)?.try_into().ok()
}

/// Returns the exemplars in a field, and counts malformed ones.
pub(super) fn exemplars(unknown: &[u8], field: u32, malformed: &mut u64) -> Vec<ExemplarValue> {
    let mut exemplars = Vec::new();
    for bytes in all(unknown, field.into()) {
        match exemplar(bytes) {
            Some(exemplar) => exemplars.push(exemplar),
            None => *malformed += 1,
        }
    }
    exemplars
}

/// Returns whether a histogram has native buckets, which always have a schema.
pub(super) fn is_native(unknown: &[u8]) -> bool {
    Fields(unknown).any(|(number, _)| number == 5)
}

/// Returns the native buckets of a histogram, or `None` if they are malformed or have float counts.
///
/// Normalizing the family checks whether Prometheus accepts them.
pub(super) fn native(unknown: &[u8]) -> Option<NativeHistogram> {
    let (mut schema, mut threshold, mut zero) = (None, None, 0);
    let (mut negative, mut positive) = (Side::default(), Side::default());
    for field in Fields(unknown) {
        match field {
            (5, WireValue::Integer(value)) => schema = Some(i32::try_from(unzigzag(value)).ok()?),
            (6, WireValue::Fixed(bits)) => threshold = Some(f64::from_bits(bits)),
            (7, WireValue::Integer(value)) => zero = value,
            (9, WireValue::Bytes(message)) => negative.spans.push(span(message)?),
            (12, WireValue::Bytes(message)) => positive.spans.push(span(message)?),
            (10, value) => negative.push_deltas(value)?,
            (13, value) => positive.push_deltas(value)?,
            _ => {}
        }
    }
    let mut native = NativeHistogram::new(schema?, threshold.unwrap_or_default());
    native.zero_count = zero;
    native.negative = negative.buckets()?;
    native.positive = positive.buckets()?;
    Some(native)
}

/// The native buckets of one sign. Spans are ranges of indexes, and deltas are differences between the counts of
/// adjacent buckets.
#[derive(Default)]
struct Side {
    spans: Vec<(i32, u32)>,
    deltas: Vec<i64>,
}

impl Side {
    /// Parses one delta or several packed deltas.
    fn push_deltas(&mut self, value: WireValue) -> Option<()> {
        match value {
            WireValue::Integer(delta) => self.deltas.push(unzigzag(delta)),
            WireValue::Bytes(packed) => {
                let mut rest = Fields(packed);
                while rest.end().is_none() {
                    self.deltas.push(unzigzag(rest.varint()?));
                }
            }
            WireValue::Fixed(_) | WireValue::Short => return None,
        }
        Some(())
    }

    /// Returns the index and the count of each bucket. Returns `None` if the numbers of deltas and buckets differ.
    fn buckets(self) -> Option<Vec<(i32, u64)>> {
        let mut lengths = self.spans.iter().map(|(_, length)| u64::from(*length));
        let buckets = lengths.try_fold(0, u64::checked_add)?;
        if buckets != self.deltas.len() as u64 {
            return None;
        }
        let (mut index, mut count) = (0_i32, 0_i64);
        let mut deltas = self.deltas.into_iter();
        let mut buckets = Vec::with_capacity(deltas.len());
        for (offset, length) in self.spans {
            index = index.checked_add(offset)?;
            for delta in deltas.by_ref().take(length.try_into().ok()?) {
                count = count.checked_add(delta)?;
                buckets.push((index, count.try_into().ok()?));
                index = index.checked_add(1)?;
            }
        }
        Some(buckets)
    }
}

/// Parses a `BucketSpan` message.
fn span(message: &[u8]) -> Option<(i32, u32)> {
    let (mut offset, mut length) = (0, 0);
    let mut fields = Fields(message);
    for field in fields.by_ref() {
        match field {
            (1, WireValue::Integer(value)) => offset = unzigzag(value).try_into().ok()?,
            (2, WireValue::Integer(value)) => length = value.try_into().ok()?,
            _ => {}
        }
    }
    fields.end()?;
    Some((offset, length))
}

/// Parses an `Exemplar` message.
fn exemplar(message: &[u8]) -> Option<ExemplarValue> {
    let mut exemplar = ExemplarValue::new(0.0);
    let mut fields = Fields(message);
    for field in fields.by_ref() {
        match field {
            (1, WireValue::Bytes(pair)) => {
                let (name, value) = label(pair)?;
                exemplar = exemplar.label(name, value);
            }
            (2, WireValue::Fixed(bits)) => exemplar.value = f64::from_bits(bits),
            (3, WireValue::Bytes(timestamp)) => {
                exemplar.timestamp_ms = Some(milliseconds(timestamp)?);
            }
            _ => {}
        }
    }
    fields.end()?;
    Some(exemplar)
}

/// Parses a `LabelPair` message.
fn label(message: &[u8]) -> Option<(String, String)> {
    let (mut name, mut value) = ("", "");
    let mut fields = Fields(message);
    for field in fields.by_ref() {
        match field {
            (1, WireValue::Bytes(bytes)) => name = str::from_utf8(bytes).ok()?,
            (2, WireValue::Bytes(bytes)) => value = str::from_utf8(bytes).ok()?,
            _ => {}
        }
    }
    fields.end()?;
    Some((name.to_owned(), value.to_owned()))
}

/// Parses a `google.protobuf.Timestamp` message.
fn milliseconds(message: &[u8]) -> Option<i64> {
    let (mut seconds, mut nanoseconds) = (0, 0);
    let mut fields = Fields(message);
    for field in fields.by_ref() {
        match field {
            (1, WireValue::Integer(value)) => seconds = value.cast_signed(),
            (2, WireValue::Integer(value)) => nanoseconds = value.cast_signed(),
            _ => {}
        }
    }
    fields.end()?;
    let milliseconds = seconds.checked_mul(1_000)?;
    Some(milliseconds.saturating_add(nanoseconds / 1_000_000))
}

/// Returns all messages or texts in a field.
fn all(unknown: &[u8], field: u64) -> impl Iterator<Item = &[u8]> {
    Fields(unknown).filter_map(move |(number, value)| match value {
        WireValue::Bytes(bytes) if number == field => Some(bytes),
        _ => None,
    })
}

/// Returns the last message or text in a field, which overrides the ones before.
fn last(unknown: &[u8], field: u64) -> Option<&[u8]> {
    all(unknown, field).last()
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}
