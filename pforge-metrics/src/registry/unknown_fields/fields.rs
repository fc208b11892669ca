//! Parses the fields of a message.

/// An iterator over the remaining fields of a message.
///
/// <https://protobuf.dev/programming-guides/encoding/>
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

/// The value of a field according to its wire type.
#[derive(Clone, Copy)]
pub(super) enum WireValue<'a> {
    Integer(u64),
    /// Eight bytes.
    Fixed(u64),
    Bytes(&'a [u8]),
    /// Four bytes. No field that is read here has this type.
    Short,
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, WireValue<'a>);

    /// Returns the number and the value of the next field. Returns `None` at the end and if the field is malformed.
    fn next(&mut self) -> Option<Self::Item> {
        let mut rest = Self(self.0);
        let tag = rest.varint()?;
        let value = match tag & 7 {
            0 => WireValue::Integer(rest.varint()?),
            1 => WireValue::Fixed(u64::from_le_bytes(rest.take_bytes(8)?.try_into().ok()?)),
            2 => {
                let length = rest.varint()?.try_into().ok()?;
                WireValue::Bytes(rest.take_bytes(length)?)
            }
            5 => rest.take_bytes(4).map(|_| WireValue::Short)?,
            _ => return None,
        };
        *self = rest;
        Some((tag >> 3, value))
    }
}

impl<'a> Fields<'a> {
    /// Returns `Some` if the whole message was parsed.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    fn take_bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.take_bytes(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
