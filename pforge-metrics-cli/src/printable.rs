//! Text of others, fit for terminals and comments.

/// The same with control characters spelt out: whoever writes a label value does not write to the terminal.
pub(crate) fn printable(text: &str) -> String {
    let spelt = text.chars().map(|c| match c {
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    });
    spelt.collect()
}
