//! Label pairs and help texts of the text format, with their escapes.

/// Appends label pairs in their braces, if there are any.
pub(super) fn push_labels<'a>(out: &mut Vec<u8>, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    if push_pairs(out, labels) {
        out.push(b'}');
    }
}

/// Appends label pairs with the brace that opens them, and not the one that closes; whether there are any.
pub(super) fn push_pairs<'a>(
    out: &mut Vec<u8>,
    labels: impl Iterator<Item = (&'a str, &'a str)>,
) -> bool {
    let mut before = b'{';
    for (label, value) in labels {
        out.push(before);
        out.extend_from_slice(label.as_bytes());
        out.extend_from_slice(b"=\"");
        push_label_value(out, value);
        out.push(b'"');
        before = b',';
    }
    before == b','
}

/// Appends a label value: backslash, double quote and line feed are escaped. `PromQL` escapes them alike.
pub(crate) fn push_label_value(out: &mut Vec<u8>, value: &str) {
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

/// Appends a help text of OpenMetrics, where double quotes are escaped too.
pub(super) fn push_quoted_help(out: &mut Vec<u8>, help: &str) {
    push_label_value(out, help);
}

/// Goes by bytes: those that are escaped are no part of a longer character. What lies between them is copied in one.
fn push(out: &mut Vec<u8>, text: &str, escape: impl Fn(u8) -> Option<&'static [u8; 2]>) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (i, byte) in bytes.iter().enumerate() {
        if let Some(escaped) = escape(*byte) {
            out.extend_from_slice(&bytes[copied..i]);
            out.extend_from_slice(escaped);
            copied = i + 1;
        }
    }
    out.extend_from_slice(&bytes[copied..]);
}
