//! From text to [`Node`]: the tree is the parser's, the places are the tokens'.
//!
//! The parser knows what is an expression and gives a tree without places. Its tokens have them, and come in the order of
//! the tree: walking along both gives everything its place.
//!
//! For text that is not an expression, the position of the error is the first token after which no token can
//! follow. It is found by parsing prefixes of the text.

mod along;
mod cursor;
mod reason;
mod slips;

use std::ops::Range;

use lrpar::{Lexeme, Lexer};
use promql_parser::parser;
use promql_parser::parser::token::{T_EOF, T_LEFT_BRACE, T_LOR, T_RIGHT_BRACE, TokenId};

use super::tree::Node;
use cursor::Cursor;
use reason::{help, located};

/// The longest expression, in bytes.
const LONGEST: usize = 4_096;

/// The most tokens of an expression: no tree is deeper, and whoever walks it has a stack.
const MOST_TOKENS: usize = 1_000;

/// A function that has a new name since version 3 of Prometheus. Only the tree is made with it: names come from tokens.
const OF_VERSION_2: &str = "holt_winters";
const OF_VERSION_3: &str = "double_exponential_smoothing";

/// What keeps a text from being an expression.
#[derive(Debug)]
pub(super) struct NoExpression {
    pub reason: String,
    /// The place, if it is known.
    pub span: Option<Range<usize>>,
    /// What to do about it.
    pub help: Option<String>,
    /// The text to write at the place.
    pub instead: Option<String>,
}

impl NoExpression {
    fn new(reason: String, span: Option<Range<usize>>) -> Self {
        let help = help(&reason).map(str::to_owned);
        Self {
            reason,
            span,
            help,
            instead: None,
        }
    }

    /// The same, or what is usually meant by a text that is none.
    fn of(self, text: &str) -> Self {
        match slips::first(text) {
            Some(slip) => Self {
                reason: slip.reason,
                span: Some(slip.span),
                help: Some(slip.help),
                instead: slip.instead,
            },
            None => self,
        }
    }
}

pub(super) fn parse(text: &str) -> Result<Node, NoExpression> {
    if text.len() > LONGEST {
        let reason = format!("it is longer than {LONGEST} bytes");
        return Err(NoExpression::new(reason, None));
    }
    let tokens = tokens(text)?;
    if let Some(token) = alternative(&tokens) {
        let reason = "`or` can't stand between matchers".to_owned();
        return Err(NoExpression::new(reason, Some(token.span.clone())));
    }
    let of_version_3 = text.replace(OF_VERSION_2, OF_VERSION_3);
    let tree = parser::parse(&of_version_3);
    let tree = tree.map_err(|reason| located(&reason, text, &tokens).of(text))?;
    Ok(Cursor::new(text, tokens).whole(&tree))
}

/// `or` between matchers, which the parser knows and Prometheus does not.
fn alternative(tokens: &[Token]) -> Option<&Token> {
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

fn tokens(text: &str) -> Result<Vec<Token>, NoExpression> {
    let lexer = parser::lexer(text);
    let lexer = lexer.map_err(|reason| located(&reason, text, &[]).of(text))?;
    let lexemes = lexer.iter().flatten().filter(|it| it.tok_id() != T_EOF);
    let tokens = lexemes.map(|lexeme| Token {
        id: lexeme.tok_id(),
        span: lexeme.span().start()..lexeme.span().end(),
    });
    let tokens: Vec<_> = tokens.take(MOST_TOKENS + 1).collect();
    if tokens.len() > MOST_TOKENS {
        let reason = format!("it has more than {MOST_TOKENS} parts");
        return Err(NoExpression::new(reason, None));
    }
    Ok(tokens)
}
