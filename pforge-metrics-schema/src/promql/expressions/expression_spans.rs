//! Maps a part of a string's value to its span in the file. TOML strings have quotes, escapes and line ends that are
//! not in their values.

use std::ops::Range;

use crate::document::Text;
use crate::source::{Sources, Span};

/// The spans of the bytes of a string's value.
pub(super) struct ExpressionSpans {
    whole: Span,
    /// The offset of each byte of the value from the start of the string, and the end of the last byte. `None` if the
    /// string could not be decoded.
    offsets: Option<Vec<usize>>,
}

impl ExpressionSpans {
    pub fn new(text: &Text, sources: &Sources) -> Self {
        let whole = text.span;
        let written = sources[whole.source].text.get(whole.start..whole.end);
        let offsets = written.and_then(|written| offsets(written, text));
        Self { whole, offsets }
    }

    /// Returns the span of a part of the value, or the span of the whole string if the part is unknown.
    pub fn span(&self, part: &Range<usize>) -> Span {
        let offset = |byte: usize| self.offsets.as_ref()?.get(byte).copied();
        // `part.end` is the offset of the byte after the part, or the end of the string.
        match offset(part.start).zip(offset(part.end)) {
            Some((start, end)) => {
                let start = self.whole.start + start;
                let end = self.whole.start + end;
                Span::new(self.whole.source, start..end)
            }
            None => self.whole,
        }
    }
}

/// Returns the offset in the TOML string of each byte of its value, and of the end of the value.
fn offsets(written: &str, value: &str) -> Option<Vec<usize>> {
    let quote = written.chars().next()?;
    let is_long = written.starts_with(&quote.to_string().repeat(3)) && written.len() >= 6;
    let marks = if is_long { 3 } else { 1 };
    let mut rest = written.get(marks..written.len().checked_sub(marks)?)?;
    if is_long {
        let first_line = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'));
        rest = first_line.unwrap_or(rest);
    }
    let mut offsets = Vec::with_capacity(value.len() + 1);
    let mut expected = value;
    while !rest.is_empty() {
        let at = written.len() - marks - rest.len();
        let (length, decoded) = first_char(rest, quote == '"')?;
        rest = rest.get(length..)?;
        let Some(decoded) = decoded else { continue };
        expected = expected.strip_prefix(decoded)?;
        offsets.extend(std::iter::repeat_n(at, decoded.len_utf8()));
    }
    offsets.push(written.len() - marks);
    expected.is_empty().then_some(offsets)
}

/// Returns the length of the first character or escape of a string, and the character that it represents.
fn first_char(rest: &str, has_escapes: bool) -> Option<(usize, Option<char>)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if !has_escapes || first != '\\' {
        return Some((first.len_utf8(), Some(first)));
    }
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, Some(char::from_u32(code)?)))
    };
    let simple = |decoded| Some((2, Some(decoded)));
    match chars.next()? {
        'b' => simple('\u{8}'),
        't' => simple('\t'),
        'n' => simple('\n'),
        'f' => simple('\u{c}'),
        'r' => simple('\r'),
        'e' => simple('\u{1b}'),
        '"' => simple('"'),
        '\\' => simple('\\'),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        // A backslash at the end of a line skips all whitespace that follows.
        _ => {
            let after = rest[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            Some((rest.len() - after.len(), None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::source::{Source, SourceId};

    /// Returns the text at the span of a word in the string of a file.
    fn text_at_word<'a>(file: &'a str, word: &str) -> &'a str {
        let (table, error) = parse::parse(file, SourceId::default());
        assert!(error.is_none(), "{file}");
        let node = &table["x"];
        let value = node.get_ref().as_str().expect("a string").to_owned();
        let start = value.find(word).expect("the word is there");
        let text = Text {
            value,
            span: Span::new(SourceId::default(), node.span()),
        };
        let source = Source {
            path: String::new(),
            text: file.to_owned(),
        };
        let places = ExpressionSpans::new(&text, &Sources::new(vec![source]));
        let span = places.span(&(start..start + word.len()));
        &file[span.start..span.end]
    }

    #[test]
    fn finds_a_word_in_every_kind_of_string() {
        for (file, word, expected) in [
            ("x = 'a > b'", "b", "b"),
            ("x = \"a > b\"", "a", "a"),
            ("x = \"a{b=\\\"c\\\"} > dé\"", "c", "c"),
            ("x = \"a{b=\\\"c\\\"} > dé\"", "dé", "dé"),
            ("x = \"\\u00e9\\t\\U0001F600 > b\"", "b", "b"),
            ("x = \"\\u00e9 > b\"", "é", "\\u00e9"),
            ("x = \"a\\\\ > b\"", "b", "b"),
            ("x = \"a\\x41\\e > b\"", "b", "b"),
            ("x = '''\na\n  > b'''", "b", "b"),
            ("x = '''a''>b'''", "b", "b"),
            ("x = \"\"\"\na\\n\n  > b\"\"\"", "b", "b"),
            ("x = \"\"\"a \\\n   > b\"\"\"", "> b", "> b"),
            ("x = \"\"\"a \\ \n \t\n > b\"\"\"", "b", "b"),
            ("x = \"\"\"\r\na\r\n > b\"\"\"", "b", "b"),
        ] {
            assert_eq!(text_at_word(file, word), expected, "{file}");
        }
    }
}
