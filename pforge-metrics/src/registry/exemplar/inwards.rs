//! Exemplars of other libraries, from the fields that `prometheus` passes on without knowing them.

use crate::exposition::family::{Exemplar, Unfit};
use crate::names::{Escaping, is_plain_label};

/// The most characters that the labels of an exemplar may have in OpenMetrics, names and values together.
const MAX_CHARS: usize = 128;

/// The exemplar that stands in the field `number` of unknown ones, if there is one.
pub(in crate::registry) fn decoded(
    unknown: &[u8],
    number: u32,
    escaping: Escaping,
) -> Option<Result<Exemplar, Unfit>> {
    let mut found = None;
    let mut fields = Fields(unknown);
    while let Some((field, value)) = fields.next() {
        if let (true, Value::Bytes(message)) = (field == u64::from(number), value) {
            // Of a field that is there twice the last one counts.
            found = Some(message);
        }
    }
    found.map(|message| exemplar(message, escaping))
}

fn exemplar(message: &[u8], escaping: Escaping) -> Result<Exemplar, Unfit> {
    let mut exemplar = Exemplar {
        labels: Vec::new(),
        value: 0.0,
        timestamp_ms: None,
    };
    let mut fields = Fields(message);
    while let Some(field) = fields.next() {
        match field {
            (1, Value::Bytes(pair)) => exemplar.labels.push(label(pair, escaping)?),
            (2, Value::Fixed(bits)) => exemplar.value = f64::from_bits(bits),
            (3, Value::Bytes(timestamp)) => exemplar.timestamp_ms = Some(milliseconds(timestamp)?),
            _ => {}
        }
    }
    fields.end()?;
    let mut names: Vec<&str> = exemplar.labels.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Unfit::Malformed);
    }
    let texts = exemplar
        .labels
        .iter()
        .flat_map(|(name, value)| [name, value]);
    let chars: usize = texts.map(|text| text.chars().count()).sum();
    if chars > MAX_CHARS {
        return Err(Unfit::TooLong);
    }
    Ok(exemplar)
}

/// Of a message `LabelPair`. A name that is plain stays so in all schemes: whoever follows a `trace_id` looks for that name.
fn label(message: &[u8], escaping: Escaping) -> Result<(String, String), Unfit> {
    let (mut name, mut value) = ("", "");
    let mut fields = Fields(message);
    while let Some(field) = fields.next() {
        match field {
            (1, Value::Bytes(bytes)) => name = text(bytes)?,
            (2, Value::Bytes(bytes)) => value = text(bytes)?,
            _ => {}
        }
    }
    fields.end()?;
    let name = if is_plain_label(name) {
        name.to_owned()
    } else {
        escaping.label(name).into_owned()
    };
    Ok((name, value.to_owned()))
}

fn text(bytes: &[u8]) -> Result<&str, Unfit> {
    std::str::from_utf8(bytes).map_err(|_| Unfit::Malformed)
}

/// Of a message `google.protobuf.Timestamp`.
fn milliseconds(message: &[u8]) -> Result<i64, Unfit> {
    let (mut seconds, mut nanoseconds) = (0, 0);
    let mut fields = Fields(message);
    while let Some(field) = fields.next() {
        match field {
            (1, Value::Integer(value)) => seconds = value.cast_signed(),
            (2, Value::Integer(value)) => nanoseconds = value.cast_signed(),
            _ => {}
        }
    }
    fields.end()?;
    let milliseconds = seconds.checked_mul(1_000).ok_or(Unfit::Malformed)?;
    Ok(milliseconds.saturating_add(nanoseconds / 1_000_000))
}

/// The fields of a message that are still to be read.
///
/// <https://protobuf.dev/programming-guides/encoding/>
#[derive(Clone, Copy)]
struct Fields<'a>(&'a [u8]);

/// The value of a field, by its wire type.
enum Value<'a> {
    Integer(u64),
    /// Eight bytes.
    Fixed(u64),
    Bytes(&'a [u8]),
    /// Four bytes: no field that is read here has them.
    Short,
}

impl<'a> Fields<'a> {
    /// The next field with its number; none at the end, or where the bytes make no sense.
    fn next(&mut self) -> Option<(u64, Value<'a>)> {
        let mut rest = *self;
        let tag = rest.varint()?;
        let value = match tag & 7 {
            0 => Value::Integer(rest.varint()?),
            1 => Value::Fixed(u64::from_le_bytes(rest.take(8)?.try_into().ok()?)),
            2 => {
                let length = rest.varint()?.try_into().ok()?;
                Value::Bytes(rest.take(length)?)
            }
            5 => rest.take(4).map(|_| Value::Short)?,
            _ => return None,
        };
        *self = rest;
        Some((tag >> 3, value))
    }

    /// Whether all of the message was read.
    fn end(&self) -> Result<(), Unfit> {
        self.0.is_empty().then_some(()).ok_or(Unfit::Malformed)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.take(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
