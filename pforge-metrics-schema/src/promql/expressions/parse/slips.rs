//! What other languages write and PromQL does not: `&&`, `=` between values, `90%`, `[1 hour]`.

use std::ops::Range;

use crate::duration;

/// A part of an expression that is written otherwise.
#[derive(Debug)]
pub(super) struct Slip {
    pub reason: String,
    pub span: Range<usize>,
    pub help: String,
    /// The text to write in its place.
    pub instead: Option<String>,
}

/// The first slip in an invalid expression.
pub(super) fn first(text: &str) -> Option<Slip> {
    let outside = outside_strings(text);
    let mut slips: Vec<Slip> = [operator(&outside), percent(&outside), range(&outside)]
        .into_iter()
        .flatten()
        .collect();
    slips.sort_by_key(|slip| slip.span.start);
    slips.into_iter().next()
}

/// The text with blanks in place of strings and of what stands in braces: every other byte stays where it is.
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

/// Operators of other languages, each with that of PromQL.
const OPERATORS: &[(&str, &str)] = &[("&&", "and"), ("||", "or"), ("<>", "!="), ("===", "==")];

fn operator(text: &str) -> Option<Slip> {
    let known = OPERATORS
        .iter()
        .filter_map(|(theirs, ours)| Some((text.find(theirs)?, *theirs, *ours)));
    let single = single_equals(text).map(|at| (at, "=", "=="));
    let (at, theirs, ours) = known.chain(single).min_by_key(|(at, ..)| *at)?;
    Some(Slip {
        reason: format!("unknown operator `{theirs}`"),
        span: at..at + theirs.len(),
        help: format!("write `{ours}`"),
        instead: Some(ours.to_owned()),
    })
}

/// A `=` that is not a part of another operator.
fn single_equals(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is = |at: Option<usize>, any: &[u8]| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(|it| any.contains(it))
    };
    let mut places = text.match_indices('=').map(|(at, _)| at);
    places.find(|at| !is(at.checked_sub(1), b"=!<>") && !is(Some(at + 1), b"=~"))
}

/// A `%` that no operand follows.
fn percent(text: &str) -> Option<Slip> {
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
    Some(Slip {
        reason: "`%` is the remainder of a division, not a percentage".to_owned(),
        span: at - number.len()..at + 1,
        help: format!(
            "compare a ratio with `{}`, or a percentage with `{number}`",
            value / 100.0
        ),
        instead: None,
    })
}

/// A range with blanks or words: `[1 hour]`.
fn range(text: &str) -> Option<Slip> {
    let mut ranges = text.match_indices('[').filter_map(|(at, _)| {
        let length = text[at + 1..].find(']')?;
        let inner = &text[at + 1..at + 1 + length];
        let sound = inner
            .split(':')
            .all(|part| part.trim().is_empty() || duration::milliseconds(part.trim()).is_some());
        let meant = duration::meant(inner).filter(|_| !sound)?;
        Some((at + 1..at + 1 + length, inner, meant))
    });
    let (span, inner, meant) = ranges.next()?;
    Some(Slip {
        reason: format!("invalid duration `{inner}`"),
        span,
        help: format!("write `[{meant}]`"),
        instead: Some(meant),
    })
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn what_other_languages_write_is_found_outside_strings() {
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
            let slip = first(text);
            let found = slip
                .as_ref()
                .map_or(("", ""), |it| (&text[it.span.clone()], &*it.help));
            assert_eq!(found, (span, help), "{text}");
        }
    }
}
