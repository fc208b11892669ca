//! Text of others, fit for terminals and comments.

/// Spells out control characters and those that turn the direction of text: a label value must not write to the terminal.
pub(crate) fn printable(text: &str) -> String {
    let spelt = text.chars().map(|c| match c {
        c if !is_printable(c) => c.escape_default().to_string(),
        c => c.to_string(),
    });
    spelt.collect()
}

/// Whether a character shows as itself and moves no other.
pub(crate) fn is_printable(c: char) -> bool {
    let is_bidirectional = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !c.is_control() && !is_bidirectional
}
