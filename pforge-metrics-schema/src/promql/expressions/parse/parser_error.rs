//! Improves the parser's error messages and finds their spans.

use promql_parser::parser;
use promql_parser::parser::token::{
    T_LEFT_BRACE, T_LEFT_BRACKET, T_LEFT_PAREN, T_RIGHT_BRACE, T_RIGHT_BRACKET, T_RIGHT_PAREN,
};

use super::{ParseError, Token};

/// Returns the parser's error, with the span of the text that it quotes.
pub(super) fn located(reason: &str, text: &str, tokens: &[Token]) -> ParseError {
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
    let reason = rephrased(reason);
    without_range(&reason, text, tokens).unwrap_or_else(|| ParseError::new(reason, span))
}

/// Rewrites the parser's errors in the style of this compiler's messages.
fn rephrased(reason: &str) -> String {
    if reason == EMPTY {
        return "empty string".to_owned();
    }
    if let Some(pattern) = reason.strip_prefix("illegal regex for ") {
        return format!("invalid regular expression `{pattern}`");
    }
    if let Some(number) = reason.strip_prefix("bad number or duration syntax: ") {
        return format!("invalid number or duration `{number}`");
    }
    let reason = reason.replace("unknown function with name ", "unknown function ");
    reason.replace('\'', "`")
}

/// Describes a call such as `rate(x)` without a range.
fn without_range(reason: &str, text: &str, tokens: &[Token]) -> Option<ParseError> {
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
    let reason =
        format!("`{function}` expects a range vector, but `{series}` is an instant vector");
    Some(ParseError {
        help: Some(format!("write `{function}({series}[5m])`")),
        ..ParseError::new(reason, Some(name.span.clone()))
    })
}

/// Returns the help for common errors of the parser.
pub(super) fn help(reason: &str) -> Option<&'static str> {
    let helps = [
        (
            "expected type matrix",
            "add a range such as `[5m]` after the series",
        ),
        (
            "unknown escape sequence",
            "write two backslashes, or enclose the string in backquotes: PromQL strings have their own escapes",
        ),
    ];
    let mut helps = helps.into_iter();
    let (_, help) = helps.find(|(part, _)| reason.contains(part))?;
    Some(help)
}

/// The parser's error for an empty text.
const EMPTY: &str = "no expression found in input";

/// The parser's error if the tokens are not an expression.
const NO_REASON: &str = "invalid promql query";

/// Finds the first unexpected token. The tokens before it are the start of some expression.
fn unexpected(text: &str, tokens: &[Token]) -> ParseError {
    let (mut valid, mut invalid) = (0, tokens.len() + 1);
    while invalid - valid > 1 {
        let middle = usize::midpoint(valid, invalid);
        if can_continue(text, &tokens[..middle.min(tokens.len())]) && middle <= tokens.len() {
            valid = middle;
        } else {
            invalid = middle;
        }
    }
    let (reason, span) = if let Some(Token { span, .. }) = tokens.get(valid) {
        (format!("unexpected `{}`", &text[span.clone()]), Some(span))
    } else {
        let last = tokens.last().map(|token| &token.span);
        ("unexpected end of expression".to_owned(), last)
    };
    ParseError::new(reason, span.cloned())
}

/// Returns whether some expression starts with these tokens.
///
/// The tokens are completed in a few ways. One of them must be an expression, or the parser must give a specific error
/// for it.
fn can_continue(text: &str, tokens: &[Token]) -> bool {
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
    let completions = [
        "", " x", " 1", " 1m", " (x)", " (1, x)", " (x) x", " (x) (x)", " = \"x\"", " \"x\"",
    ];
    completions.iter().any(|completion| {
        let completed = format!("{}{completion}{closing}", &text[..last.span.end]);
        !parser::parse(&completed).is_err_and(|reason| reason == NO_REASON)
    })
}
