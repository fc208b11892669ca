//! Texts of the user's, shown so that nothing in them is hidden: escaped as TOML does it, ready to be copied.

/// Text in one line in which every character can be seen, whatever it quotes.
pub(crate) fn one_line(text: String) -> String {
    if text.contains(is_hidden) {
        text.chars().map(shown).collect()
    } else {
        text
    }
}

/// Text as a string of TOML.
pub(crate) fn string(text: &str) -> String {
    let escaped = |c| match c {
        '"' | '\\' => format!("\\{c}"),
        c => shown(c),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn shown(c: char) -> String {
    match c {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        c if is_hidden(c) => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    }
}

/// Whether a character has no width or changes the order of others: a terminal would show something else than is there.
fn is_hidden(c: char) -> bool {
    let formats = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    formats || c.is_control()
}

/// Whether a character makes a text look like another one: a control character, or one that breaks or reorders lines.
///
/// Zero-width characters are not included, because some scripts and emoji need them.
pub(crate) fn garbles(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{one_line, string};

    #[test]
    fn what_cannot_be_seen_is_escaped_as_toml_does_it() {
        let text = "a\n\t\0\u{202e}b\u{2067}\u{200b}\u{feff}é \"\\";
        assert_eq!(
            one_line(text.to_owned()),
            "a\\n\\t\\u0000\\u202Eb\\u2067\\u200B\\uFEFFé \"\\"
        );
        let quoted = string(text);
        assert_eq!(quoted, r#""a\n\t\u0000\u202Eb\u2067\u200B\uFEFFé \"\\""#);
        let file = format!("x = {quoted}");
        let table = toml::de::DeTable::parse(&file).unwrap().into_inner();
        assert_eq!(table["x"].get_ref().as_str(), Some(text));
    }
}
