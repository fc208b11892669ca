//! Where in a file a part of a string is: strings of TOML have quotes, escapes and line ends that are not in their values.

use std::ops::Range;

use crate::document::Text;
use crate::source::{Sources, Span};

/// The places of the bytes of a string's value.
pub(super) struct Places {
    whole: Span,
    /// Where each byte of the value begins in the file, and where the last one ends; none if that can't be told.
    offsets: Option<Vec<usize>>,
}

impl Places {
    pub fn new(text: &Text, sources: &Sources) -> Self {
        let whole = text.span;
        let written = sources[whole.source].text.get(whole.start..whole.end);
        let offsets = written.and_then(|written| offsets(written, text));
        Self { whole, offsets }
    }

    /// The place of a part of the value; the whole string where that can't be told.
    pub fn span(&self, part: &Range<usize>) -> Span {
        let offset = |byte: usize| self.offsets.as_ref()?.get(byte).copied();
        // The part ends where its last byte does, and not where the next begins: an escape may be between.
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

/// For each byte of a value, and for its end, the offset in the string as it is written.
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
        let (length, decoded) = piece(rest, quote == '"')?;
        rest = rest.get(length..)?;
        let Some(decoded) = decoded else { continue };
        expected = expected.strip_prefix(decoded)?;
        offsets.extend(std::iter::repeat_n(at, decoded.len_utf8()));
    }
    offsets.push(written.len() - marks);
    expected.is_empty().then_some(offsets)
}

/// How long the first piece of a string is as it is written, and what it stands for.
fn piece(rest: &str, has_escapes: bool) -> Option<(usize, Option<char>)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if !has_escapes || first != '\\' {
        return Some((first.len_utf8(), Some(first)));
    }
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, Some(char::from_u32(code)?)))
    };
    let simple = |meant| Some((2, Some(meant)));
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
        // The line goes on after all white space.
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

    /// What is marked in a file when a word of the string in it is.
    fn marked<'a>(file: &'a str, word: &str) -> &'a str {
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
        let places = Places::new(&text, &Sources::new(vec![source]));
        let span = places.span(&(start..start + word.len()));
        &file[span.start..span.end]
    }

    #[test]
    fn a_word_is_found_in_every_kind_of_string() {
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
            assert_eq!(marked(file, word), expected, "{file}");
        }
    }
}
