//! From text to [`Node`]: the tree is the parser's, the places are the tokens'.
//!
//! The parser knows what is an expression and gives a tree without places. Its tokens have them, and come in the order of
//! the tree: walking along both gives everything its place.

mod along;
mod reason;

use std::ops::Range;

use lrpar::{Lexeme, Lexer};
use promql_parser::parser;
use promql_parser::parser::token::{T_EOF, TokenId};

use super::tree::Node;
use along::Walk;
use reason::located;

/// The longest expression, in bytes.
const LONGEST: usize = 4_096;

/// The most tokens of an expression: no tree is deeper, and whoever walks it has a stack.
const MOST_TOKENS: usize = 1_000;

/// What keeps a text from being an expression.
#[derive(Debug)]
pub(super) struct NoExpression {
    pub reason: String,
    /// The place, if it is known.
    pub span: Option<Range<usize>>,
}

pub(super) fn parse(text: &str) -> Result<Node, NoExpression> {
    if text.len() > LONGEST {
        let reason = format!("it is longer than {LONGEST} bytes");
        return Err(NoExpression { reason, span: None });
    }
    let tokens = tokens(text)?;
    let tree = parser::parse(text).map_err(|reason| located(&reason, text, &tokens))?;
    Ok(Walk::new(text, tokens).whole(&tree))
}

#[derive(Clone)]
struct Token {
    id: TokenId,
    span: Range<usize>,
}

fn tokens(text: &str) -> Result<Vec<Token>, NoExpression> {
    let lexer = parser::lexer(text).map_err(|reason| located(&reason, text, &[]))?;
    let lexemes = lexer.iter().flatten().filter(|it| it.tok_id() != T_EOF);
    let tokens = lexemes.map(|lexeme| Token {
        id: lexeme.tok_id(),
        span: lexeme.span().start()..lexeme.span().end(),
    });
    let tokens: Vec<_> = tokens.take(MOST_TOKENS + 1).collect();
    if tokens.len() > MOST_TOKENS {
        let reason = format!("it has more than {MOST_TOKENS} parts");
        return Err(NoExpression { reason, span: None });
    }
    Ok(tokens)
}
