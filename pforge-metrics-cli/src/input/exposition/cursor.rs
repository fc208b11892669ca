//! A walk along one line.

use super::error::Unreadable;
use super::format::Format;

pub(super) struct Cursor<'a> {
    line: &'a str,
    at: usize,
    format: Format,
}

impl<'a> Cursor<'a> {
    pub fn new(line: &'a str, format: Format) -> Self {
        Self {
            line,
            at: 0,
            format,
        }
    }

    pub fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub fn error<T>(&self, message: impl Into<String>) -> Result<T, Unreadable> {
        Err(Unreadable::new(self.at, message))
    }

    /// Steps over a text, if it is next.
    pub fn take(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        self.at += if is_next { text.len() } else { 0 };
        is_next
    }

    /// Steps over blanks where the format lets them be.
    pub fn blanks(&mut self) {
        if self.format == Format::Prometheus {
            self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
        }
    }

    /// Skips the separator between two words: one space in `OpenMetrics`, any blanks elsewhere. Returns false if it is missing.
    pub fn gap(&mut self) -> bool {
        let before = self.at;
        match self.format {
            Format::OpenMetrics => return self.take(" "),
            Format::Prometheus => self.blanks(),
        }
        self.at > before
    }

    /// All up to a blank or the end.
    pub fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find([' ', '\t']).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Parses a name of ASCII letters, digits, underscores and, if allowed, colons. The name is empty if none was found.
    pub fn plain_name(&mut self, may_have_colons: bool) -> &'a str {
        let rest = self.rest();
        let is_part =
            |c: char| c.is_ascii_alphanumeric() || c == '_' || (may_have_colons && c == ':');
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let name = &rest[..length];
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            return "";
        }
        self.at += name.len();
        name
    }

    /// Reads a quoted text from its opening quote and resolves the escapes `\\`, `\"` and `\n`. A backslash before any other
    /// character is kept, as Prometheus and the grammar of `OpenMetrics` do.
    pub fn quoted(&mut self, what: &str) -> Result<String, Unreadable> {
        let opening = self.at;
        self.at += 1;
        let mut text = String::new();
        let mut rest = self.rest().char_indices();
        while let Some((offset, c)) = rest.next() {
            let escaped = rest.as_str().chars().next().filter(|_| c == '\\');
            let meant = match (c, escaped) {
                ('"', _) => {
                    self.at += offset + 1;
                    return Ok(text);
                }
                (_, Some('n')) => '\n',
                (_, Some(quote_or_backslash @ ('"' | '\\'))) => quote_or_backslash,
                _ => {
                    text.push(c);
                    continue;
                }
            };
            text.push(meant);
            rest.next();
        }
        self.at = opening;
        self.error(format!("{what} has no closing quote"))
    }
}
