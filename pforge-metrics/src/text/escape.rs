//! Names, label pairs and help texts of the text format, with their escapes.

/// Appends label pairs in their braces, if there are any, and the blank that stands before the number.
pub(super) fn push_labels<'a>(out: &mut String, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut before = '{';
    for (label, value) in labels {
        out.push(before);
        push_name(out, label, false);
        out.push_str("=\"");
        push_label_value(out, value);
        out.push('"');
        before = ',';
    }
    out.push_str(if before == '{' { " " } else { "} " });
}

/// Appends a label value: backslash, double quote and line feed are escaped.
fn push_label_value(out: &mut String, value: &str) {
    push(out, value, |c| match c {
        '\\' => Some("\\\\"),
        '"' => Some("\\\""),
        '\n' => Some("\\n"),
        _ => None,
    });
}

/// Appends a help text: backslash and line feed are escaped.
pub(super) fn push_help(out: &mut String, help: &str) {
    push(out, help, |c| match c {
        '\\' => Some("\\\\"),
        '\n' => Some("\\n"),
        _ => None,
    });
}

fn push(out: &mut String, text: &str, escape: impl Fn(char) -> Option<&'static str>) {
    for c in text.chars() {
        match escape(c) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(c),
        }
    }
}

/// Appends a name with every character that the format has no room for replaced by `_`, as Prometheus' escaping scheme
/// `underscores` does. Colons belong to metric names only.
pub(super) fn push_name(out: &mut String, name: &str, allow_colon: bool) {
    if name.is_empty() {
        out.push('_');
    }
    for (i, c) in name.chars().enumerate() {
        let fits = c.is_ascii_alphabetic()
            || c == '_'
            || (c == ':' && allow_colon)
            || (c.is_ascii_digit() && i > 0);
        out.push(if fits { c } else { '_' });
    }
}
