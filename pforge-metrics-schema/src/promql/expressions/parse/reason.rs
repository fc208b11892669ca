//! Why a text is no expression, and where.

use promql_parser::parser;
use promql_parser::parser::token::{
    T_LEFT_BRACE, T_LEFT_BRACKET, T_LEFT_PAREN, T_RIGHT_BRACE, T_RIGHT_BRACKET, T_RIGHT_PAREN,
};

use super::{NoExpression, Token};

/// The parser's reason, with the place of what it quotes.
pub(super) fn located(reason: &str, text: &str, tokens: &[Token]) -> NoExpression {
    if reason == NO_REASON {
        return unexpected(text, tokens);
    }
    let quoted = reason
        .split('\'')
        .nth(1)
        .filter(|quoted| !quoted.is_empty());
    let span = quoted.and_then(|quoted| {
        let mut places = tokens.iter().map(|token| token.span.clone());
        let found = places.find(|span| text.get(span.clone()) == Some(quoted));
        let anywhere = || text.find(quoted).map(|at| at..at + quoted.len());
        found.or_else(anywhere)
    });
    let reason = match reason.strip_prefix("illegal regex for ") {
        Some(pattern) => format!("invalid regular expression `{pattern}`"),
        None if reason == EMPTY => "it is empty".to_owned(),
        None => reason.replace('\'', "`"),
    };
    without_range(&reason, text, tokens).unwrap_or_else(|| NoExpression::new(reason, span))
}

/// A call of a function such as `rate` with a series alone.
fn without_range(reason: &str, text: &str, tokens: &[Token]) -> Option<NoExpression> {
    let function = reason
        .contains("expected type matrix")
        .then(|| reason.split('`').nth(1))??;
    let call = tokens
        .iter()
        .position(|token| text.get(token.span.clone()) == Some(function))?;
    let [name, open, series, close, ..] = tokens.get(call..)? else {
        return None;
    };
    let is_bare = open.id == T_LEFT_PAREN && close.id == T_RIGHT_PAREN;
    let series = text.get(series.span.clone()).filter(|_| is_bare)?;
    let reason = format!("`{function}` needs a range vector, but `{series}` is an instant vector");
    Some(NoExpression {
        help: Some(format!("write `{function}({series}[5m])`")),
        ..NoExpression::new(reason, Some(name.span.clone()))
    })
}

/// What to do about the mistakes that are made most.
pub(super) fn help(reason: &str) -> Option<&'static str> {
    let helps = [
        (
            "expected type matrix",
            "say over which time: `[5m]` behind the series",
        ),
        (
            "unknown escape sequence",
            "strings of PromQL have escapes of their own: write two backslashes, or the string in backquotes",
        ),
    ];
    let mut helps = helps.into_iter();
    let (_, help) = helps.find(|(said, _)| reason.contains(said))?;
    Some(help)
}

/// What the parser says where there is nothing.
const EMPTY: &str = "no expression found in input";

/// What the parser says where the tokens are no expression.
const NO_REASON: &str = "invalid promql query";

/// Finds the first token that can't be where it is: up to there the text is the beginning of some expression.
fn unexpected(text: &str, tokens: &[Token]) -> NoExpression {
    let (mut begins, mut fails) = (0, tokens.len() + 1);
    while fails - begins > 1 {
        let middle = usize::midpoint(begins, fails);
        if can_go_on(text, &tokens[..middle.min(tokens.len())]) && middle <= tokens.len() {
            begins = middle;
        } else {
            fails = middle;
        }
    }
    let (reason, span) = if let Some(Token { span, .. }) = tokens.get(begins) {
        (
            format!("`{}` can't stand here", &text[span.clone()]),
            Some(span),
        )
    } else {
        let last = tokens.last().map(|token| &token.span);
        ("something is missing at its end".to_owned(), last)
    };
    NoExpression::new(reason, span.cloned())
}

/// Whether some expression begins with these tokens: one of a few ways to go on is one, or the parser has a reason of its
/// own against it.
fn can_go_on(text: &str, tokens: &[Token]) -> bool {
    let Some(last) = tokens.last() else {
        return true;
    };
    let mut closing = Vec::new();
    for token in tokens {
        match token.id {
            T_LEFT_PAREN => closing.push(')'),
            T_LEFT_BRACE => closing.push('}'),
            T_LEFT_BRACKET => closing.push(']'),
            T_RIGHT_PAREN | T_RIGHT_BRACE | T_RIGHT_BRACKET => _ = closing.pop(),
            _ => {}
        }
    }
    let closing: String = closing.into_iter().rev().collect();
    let ways = [
        "", " x", " 1", " 1m", " (x)", " (1, x)", " (x) x", " (x) (x)", " = \"x\"", " \"x\"",
    ];
    ways.iter().any(|way| {
        let begun = format!("{}{way}{closing}", &text[..last.span.end]);
        !parser::parse(&begun).is_err_and(|reason| reason == NO_REASON)
    })
}
