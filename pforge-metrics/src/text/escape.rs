//! Label pairs and help texts of the text format, with their escapes.

/// Appends label pairs in their braces, if there are any.
pub(super) fn push_labels<'a>(out: &mut Vec<u8>, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut before = b'{';
    for (label, value) in labels {
        out.push(before);
        out.extend_from_slice(label.as_bytes());
        out.extend_from_slice(b"=\"");
        push_label_value(out, value);
        out.push(b'"');
        before = b',';
    }
    if before == b',' {
        out.push(b'}');
    }
}

/// Appends a label value: backslash, double quote and line feed are escaped.
fn push_label_value(out: &mut Vec<u8>, value: &str) {
    push(out, value, |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'"' => Some(b"\\\""),
        b'\n' => Some(b"\\n"),
        _ => None,
    });
}

/// Appends a help text: backslash and line feed are escaped.
pub(super) fn push_help(out: &mut Vec<u8>, help: &str) {
    push(out, help, |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'\n' => Some(b"\\n"),
        _ => None,
    });
}

/// Goes by bytes: those that are escaped are no part of a longer character.
fn push(out: &mut Vec<u8>, text: &str, escape: impl Fn(u8) -> Option<&'static [u8; 2]>) {
    for byte in text.bytes() {
        match escape(byte) {
            Some(escaped) => out.extend_from_slice(escaped),
            None => out.push(byte),
        }
    }
}
