//! Finds syntax of other languages in expressions: `&&`, `=` between values, `90%`, `[1 hour]`.

use std::ops::Range;

use crate::duration;

/// A part of an expression that is not PromQL syntax.
#[derive(Debug)]
pub(super) struct ExternalSyntax {
    pub reason: String,
    pub span: Range<usize>,
    pub help: String,
    /// The PromQL text to replace it with.
    pub replacement: Option<String>,
}

/// Returns the first part of an invalid expression that is syntax of another language.
pub(super) fn first(text: &str) -> Option<ExternalSyntax> {
    let outside = outside_strings(text);
    let mut found: Vec<ExternalSyntax> = [operator(&outside), percent(&outside), range(&outside)]
        .into_iter()
        .flatten()
        .collect();
    found.sort_by_key(|syntax| syntax.span.start);
    found.into_iter().next()
}

/// Replaces strings and the contents of braces with spaces. The offsets of all other bytes stay the same.
fn outside_strings(text: &str) -> String {
    let (mut quote, mut escaped, mut braces) = (None, false, 0_usize);
    let shown = text.chars().map(|it| {
        if let Some(open) = quote {
            let is_escape = it == '\\' && open != '`' && !escaped;
            if it == open && !escaped {
                quote = None;
            }
            escaped = is_escape;
        } else if ['"', '\'', '`'].contains(&it) {
            quote = Some(it);
        } else if it == '{' {
            braces += 1;
        } else if it == '}' {
            braces = braces.saturating_sub(1);
        } else if braces == 0 {
            return it.to_string();
        }
        " ".repeat(it.len_utf8())
    });
    shown.collect()
}

/// Operators of other languages with their PromQL equivalents.
const OPERATORS: &[(&str, &str)] = &[("&&", "and"), ("||", "or"), ("<>", "!="), ("===", "==")];

fn operator(text: &str) -> Option<ExternalSyntax> {
    let known = OPERATORS
        .iter()
        .filter_map(|(theirs, ours)| Some((text.find(theirs)?, *theirs, *ours)));
    let single = single_equals(text).map(|at| (at, "=", "=="));
    let (at, theirs, ours) = known.chain(single).min_by_key(|(at, ..)| *at)?;
    Some(ExternalSyntax {
        reason: format!("unknown operator `{theirs}`"),
        span: at..at + theirs.len(),
        help: format!("write `{ours}`"),
        replacement: Some(ours.to_owned()),
    })
}

/// Finds a `=` that is not part of another operator.
fn single_equals(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is = |at: Option<usize>, any: &[u8]| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(|it| any.contains(it))
    };
    let mut places = text.match_indices('=').map(|(at, _)| at);
    places.find(|at| !is(at.checked_sub(1), b"=!<>") && !is(Some(at + 1), b"=~"))
}

/// Finds a `%` that no operand follows.
fn percent(text: &str) -> Option<ExternalSyntax> {
    let mut places = text.match_indices('%').map(|(at, _)| at);
    let at = places.find(|at| {
        let next = text[at + 1..].trim_start();
        let begins_operand = |it: char| it.is_alphanumeric() || "_:({[+-.\"'`$".contains(it);
        let words = ["and", "or", "unless", "on", "ignoring"];
        let word = next.split(|it: char| !it.is_alphanumeric()).next();
        !next.starts_with(begins_operand) || word.is_some_and(|it| words.contains(&it))
    })?;
    let before = &text[..at];
    let number = before
        .trim_end_matches(|it: char| it.is_ascii_digit() || it == '.')
        .len();
    let number = before.get(number..).filter(|it| !it.is_empty())?;
    let value: f64 = number.parse().ok()?;
    Some(ExternalSyntax {
        reason: "`%` is the modulo operator, not a percentage".to_owned(),
        span: at - number.len()..at + 1,
        help: format!(
            "compare a ratio with `{}`, or a percentage with `{number}`",
            value / 100.0
        ),
        replacement: None,
    })
}

/// Finds a range with spaces or words: `[1 hour]`.
fn range(text: &str) -> Option<ExternalSyntax> {
    let mut ranges = text.match_indices('[').filter_map(|(at, _)| {
        let length = text[at + 1..].find(']')?;
        let inner = &text[at + 1..at + 1 + length];
        let is_valid = inner
            .split(':')
            .all(|part| part.trim().is_empty() || duration::milliseconds(part.trim()).is_some());
        let meant = duration::meant(inner).filter(|_| !is_valid)?;
        Some((at + 1..at + 1 + length, inner, meant))
    });
    let (span, inner, meant) = ranges.next()?;
    Some(ExternalSyntax {
        reason: format!("invalid duration `{inner}`"),
        span,
        help: format!("write `[{meant}]`"),
        replacement: Some(meant),
    })
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn finds_syntax_of_other_languages_outside_strings() {
        for (text, span, help) in [
            ("a > 1 && b > 1", "&&", "write `and`"),
            ("a > 1 || b > 1", "||", "write `or`"),
            ("rate(a{b=\"=&&\"}[5m]) = 0", "=", "write `==`"),
            ("a <> 1", "<>", "write `!=`"),
            (
                "a > 90%",
                "90%",
                "compare a ratio with `0.9`, or a percentage with `90`",
            ),
            (
                "a > 90% and b",
                "90%",
                "compare a ratio with `0.9`, or a percentage with `90`",
            ),
            ("rate(a[1 hour])", "1 hour", "write `[1h]`"),
            ("rate(a[5 min:1m])", "", ""),
            ("a % 2 == 1", "", ""),
            ("a >= 1 != 2 =~ 3", "", ""),
            ("rate(a[5m:1m])", "", ""),
        ] {
            let syntax = first(text);
            let found = syntax
                .as_ref()
                .map_or(("", ""), |it| (&text[it.span.clone()], &*it.help));
            assert_eq!(found, (span, help), "{text}");
        }
    }
}
