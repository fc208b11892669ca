//! Label pairs and help texts of the text format, with their escapes.

/// Appends label pairs in their braces, if there are any.
pub(super) fn push_labels<'a>(out: &mut String, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut before = '{';
    for (label, value) in labels {
        out.push(before);
        out.push_str(label);
        out.push_str("=\"");
        push_label_value(out, value);
        out.push('"');
        before = ',';
    }
    if before == ',' {
        out.push('}');
    }
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
