//! Writes escaped label pairs and help templates.

/// Appends label pairs in braces, or nothing if there are no labels.
pub(super) fn push_labels<'a>(out: &mut Vec<u8>, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    if push_pairs(out, labels) {
        out.push(b'}');
    }
}

/// Appends label pairs with an opening brace but no closing brace. Returns whether there are any labels.
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

/// Appends a label value. Escapes backslash, double quote and line feed, which is also valid in PromQL.
pub(crate) fn push_label_value(out: &mut Vec<u8>, value: &str) {
    push(out, value, |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'"' => Some(b"\\\""),
        b'\n' => Some(b"\\n"),
        _ => None,
    });
}

/// Appends a help text. Escapes backslash and line feed.
pub(super) fn push_help(out: &mut Vec<u8>, help: &str) {
    push(out, help, |byte| match byte {
        b'\\' => Some(b"\\\\"),
        b'\n' => Some(b"\\n"),
        _ => None,
    });
}

/// Appends a help text of OpenMetrics, which also escapes double quotes.
pub(super) fn push_quoted_help(out: &mut Vec<u8>, help: &str) {
    push_label_value(out, help);
}

/// Appends a text and escapes some of its bytes. All of them are ASCII, so they are never a part of a multi-byte
/// character.
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
