//! Encodes the fields of a message. A field begins with its number and wire type: 0 for an integer, 1 for eight bytes,
//! and 2 for a length followed by bytes.
//!
//! <https://protobuf.dev/programming-guides/encoding/>

const VARINT: u32 = 0;
const FIXED: u32 = 1;
const BYTES: u32 = 2;

/// The eighth bit of a byte in a varint, which is set if more bytes follow.
const MORE: u64 = 0x80;

pub(super) fn push_unsigned(out: &mut Vec<u8>, field: u32, value: u64) {
    push_tag(out, field, VARINT);
    push_varint(out, value);
}

/// Appends a field of the type `int64` or `int32`.
pub(super) fn push_signed(out: &mut Vec<u8>, field: u32, value: i64) {
    push_unsigned(out, field, value.cast_unsigned());
}

/// Appends a field of the type `sint64` or `sint32`.
pub(super) fn push_zigzag(out: &mut Vec<u8>, field: u32, value: i64) {
    push_unsigned(out, field, zigzag(value));
}

pub(super) fn push_double(out: &mut Vec<u8>, field: u32, value: f64) {
    push_tag(out, field, FIXED);
    out.extend_from_slice(&value.to_le_bytes());
}

pub(super) fn push_text(out: &mut Vec<u8>, field: u32, text: &str) {
    push_tag(out, field, BYTES);
    push_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends a message or packed numbers.
pub(super) fn push_message<R>(
    out: &mut Vec<u8>,
    field: u32,
    write: impl FnOnce(&mut Vec<u8>) -> R,
) -> R {
    push_tag(out, field, BYTES);
    with_length(out, write)
}

/// Appends the output of `write` after its length.
pub(super) fn with_length<R>(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> R) -> R {
    let start = out.len();
    // One byte is enough for the length of most messages. The content of longer messages is moved.
    out.push(0);
    let result = write(out);
    let end = out.len();
    let mut rest = (end - start - 1) as u64;
    let extra = varint_bytes(rest) - 1;
    if extra > 0 {
        out.resize(end + extra, 0);
        out.copy_within(start + 1..end, start + 1 + extra);
    }
    for byte in &mut out[start..=start + extra] {
        *byte = low_bits(rest);
        rest >>= 7;
    }
    result
}

pub(super) fn push_varint(out: &mut Vec<u8>, mut rest: u64) {
    while rest >= MORE {
        out.push(low_bits(rest));
        rest >>= 7;
    }
    out.push(low_bits(rest));
}

/// Maps a signed number to an unsigned number that is small if the absolute value is small.
pub(super) fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn push_tag(out: &mut Vec<u8>, field: u32, wire_type: u32) {
    push_varint(out, u64::from(field << 3 | wire_type));
}

/// Returns the lowest seven bits, and sets the eighth bit if more bytes follow.
fn low_bits(rest: u64) -> u8 {
    let low = rest.to_le_bytes()[0];
    if rest >= MORE { low | 0x80 } else { low & 0x7f }
}

fn varint_bytes(value: u64) -> usize {
    let bits = (u64::BITS - value.leading_zeros()).max(1);
    bits.div_ceil(7) as usize
}

#[cfg(test)]
mod tests {
    use super::{push_message, push_signed, push_varint, push_zigzag, varint_bytes};

    #[test]
    fn encodes_seven_bits_of_a_number_per_byte() {
        for (number, bytes) in [
            (0, &[0][..]),
            (0x7f, &[0x7f]),
            (0x80, &[0x80, 1]),
            (300, &[0xac, 2]),
            (0x3fff, &[0xff, 0x7f]),
            (0x4000, &[0x80, 0x80, 1]),
            (
                u64::MAX,
                &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
            ),
        ] {
            let mut out = Vec::new();
            push_varint(&mut out, number);
            assert_eq!(out, bytes, "{number}");
            assert_eq!(varint_bytes(number), bytes.len(), "{number}");
        }
    }

    #[test]
    fn zigzag_encoding_is_short_for_small_negative_numbers() {
        let mut out = Vec::new();
        push_zigzag(&mut out, 5, -2);
        assert_eq!(out, [0x28, 3]);
        out.clear();
        push_signed(&mut out, 6, -1);
        assert_eq!(
            out,
            [
                0x30, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1
            ]
        );
    }

    #[test]
    fn writes_the_length_before_a_message_of_any_length() {
        for length in [0, 1, 0x7f, 0x80, 0x3fff, 0x4000] {
            let mut out = Vec::new();
            let content = vec![7; length];
            push_message(&mut out, 1, |out| out.extend_from_slice(&content));
            let mut expected = vec![0x0a];
            push_varint(&mut expected, length as u64);
            expected.extend(content);
            assert_eq!(out, expected, "{length}");
        }
    }
}
