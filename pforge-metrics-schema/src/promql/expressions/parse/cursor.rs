//! A cursor over the tokens of an expression.

use std::ops::Range;

use promql_parser::parser::token::{T_ADD, T_EOF, T_STRING, T_SUB, TokenId};
use promql_parser::util::unquote_string;

use super::Token;
use crate::promql::expressions::tree::Word;

/// A position between two tokens.
pub(super) struct Cursor<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, tokens: Vec<Token>) -> Self {
        Self {
            text,
            tokens,
            next: 0,
        }
    }

    pub fn advance(&mut self) {
        self.next += 1;
    }

    pub fn skip_signs(&mut self) {
        while [T_ADD, T_SUB].contains(&self.peek()) {
            self.next += 1;
        }
    }

    pub fn skip_to(&mut self, id: TokenId) {
        while ![id, T_EOF].contains(&self.peek()) {
            self.next += 1;
        }
        self.skip(id);
    }

    pub fn skip(&mut self, id: TokenId) {
        self.take(id);
    }

    pub fn take(&mut self, id: TokenId) -> Option<Range<usize>> {
        let span = (self.peek() == id).then(|| self.tokens[self.next].span.clone())?;
        self.next += 1;
        Some(span)
    }

    /// Reads a name, quoted or not.
    pub fn name(&mut self) -> Word {
        if self.peek() == T_STRING {
            self.string()
        } else {
            self.word()
        }
    }

    pub fn word(&mut self) -> Word {
        let span = self.start()..self.end_of_next();
        self.next += 1;
        let text = self.text.get(span.clone()).unwrap_or_default().to_owned();
        Word { text, span }
    }

    /// Reads a string. Its span excludes the quotes. Offsets within the string are exact if it contains no escapes.
    pub fn string(&mut self) -> Word {
        let Word { text, span } = self.word();
        let inner = span.start + 1..(span.end.saturating_sub(1)).max(span.start + 1);
        let text = unquote_string(&text).unwrap_or(text);
        Word { text, span: inner }
    }

    pub fn peek(&self) -> TokenId {
        self.tokens.get(self.next).map_or(T_EOF, |token| token.id)
    }

    /// Returns the start of the next token.
    pub fn start(&self) -> usize {
        let next = self.tokens.get(self.next);
        next.map_or(self.text.len(), |token| token.span.start)
    }

    /// Returns the end of the next token.
    pub fn end_of_next(&self) -> usize {
        let next = self.tokens.get(self.next);
        next.map_or(self.text.len(), |token| token.span.end)
    }

    /// Returns the end of the last token.
    pub fn end(&self) -> usize {
        let last = self
            .next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        last.map_or(self.text.len(), |token| token.span.end)
    }
}
