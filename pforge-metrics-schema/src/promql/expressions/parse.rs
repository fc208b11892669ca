//! Parses an expression into an [`ExprNode`].
//!
//! The parser returns a tree without spans. The lexer returns tokens with spans, in the order of the tree. Walking
//! both in step gives every part of the tree its span.
//!
//! If the text is not an expression, the error is at the first token after which no token can follow. Parsing prefixes of the
//! text finds it.

mod cursor;
mod external_syntax;
mod parser_error;
mod with_spans;

use std::ops::Range;

use lrpar::{Lexeme, Lexer};
use promql_parser::parser;
use promql_parser::parser::token::{T_EOF, T_LEFT_BRACE, T_LOR, T_RIGHT_BRACE, TokenId};

use super::tree::ExprNode;
use cursor::Cursor;
use parser_error::{help, located};

/// The maximum length of an expression in bytes.
const MAX_LEN: usize = 4_096;

/// The maximum number of tokens, which bounds the depth of the tree and so the stack of the functions that walk it.
const MAX_TOKENS: usize = 1_000;

/// A function that Prometheus 3 renamed. The parser supports only the new name. Names in the tree come from the
/// tokens, so messages show the name as written.
const PROMETHEUS_2_NAME: &str = "holt_winters";
const PROMETHEUS_3_NAME: &str = "double_exponential_smoothing";

/// An error in an expression.
#[derive(Debug)]
pub(super) struct ParseError {
    pub reason: String,
    /// The span of the error, if it is known.
    pub span: Option<Range<usize>>,
    /// How to fix it.
    pub help: Option<String>,
    /// The text to replace the span with.
    pub replacement: Option<String>,
}

impl ParseError {
    fn new(reason: String, span: Option<Range<usize>>) -> Self {
        let help = help(&reason).map(str::to_owned);
        Self {
            reason,
            span,
            help,
            replacement: None,
        }
    }

    /// Returns the error for syntax of another language in the text, or `self` if none is found.
    fn or_external_syntax(self, text: &str) -> Self {
        match external_syntax::first(text) {
            Some(syntax) => Self {
                reason: syntax.reason,
                span: Some(syntax.span),
                help: Some(syntax.help),
                replacement: syntax.replacement,
            },
            None => self,
        }
    }
}

pub(super) fn parse(text: &str) -> Result<ExprNode, ParseError> {
    if text.len() > MAX_LEN {
        let reason = format!("{} bytes, but the maximum is {MAX_LEN}", text.len());
        return Err(ParseError::new(reason, None));
    }
    let tokens = tokens(text)?;
    if let Some(token) = or_between_matchers(&tokens) {
        let reason = "unexpected `or` between matchers".to_owned();
        return Err(ParseError::new(reason, Some(token.span.clone())));
    }
    let renamed = text.replace(PROMETHEUS_2_NAME, PROMETHEUS_3_NAME);
    let tree = parser::parse(&renamed);
    let tree = tree.map_err(|reason| located(&reason, text, &tokens).or_external_syntax(text))?;
    Ok(Cursor::new(text, tokens).whole(&tree))
}

/// Returns an `or` between matchers, which the parser accepts but Prometheus does not.
fn or_between_matchers(tokens: &[Token]) -> Option<&Token> {
    let mut is_within = false;
    tokens.iter().find(|token| {
        is_within = token.id == T_LEFT_BRACE || (is_within && token.id != T_RIGHT_BRACE);
        is_within && token.id == T_LOR
    })
}

#[derive(Clone)]
struct Token {
    id: TokenId,
    span: Range<usize>,
}

fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    let lexer = parser::lexer(text);
    let lexer = lexer.map_err(|reason| located(&reason, text, &[]).or_external_syntax(text))?;
    let lexemes = lexer.iter().flatten().filter(|it| it.tok_id() != T_EOF);
    let tokens = lexemes.map(|lexeme| Token {
        id: lexeme.tok_id(),
        span: lexeme.span().start()..lexeme.span().end(),
    });
    let tokens: Vec<_> = tokens.take(MAX_TOKENS + 1).collect();
    if tokens.len() > MAX_TOKENS {
        let reason = format!("more than {MAX_TOKENS} tokens");
        return Err(ParseError::new(reason, None));
    }
    Ok(tokens)
}
