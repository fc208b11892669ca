//! Slips in strings: quotes, and texts without them.

use super::{Slip, line, value};
use crate::quote;
use crate::source::Span;

/// `help = 'Orders."`: a string that begins and ends in different quotes.
pub(super) fn different_quotes(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let written = line[value..].trim_end();
    let inner = written
        .strip_prefix('\'')
        .and_then(|it| it.strip_suffix('"'))
        .or_else(|| written.strip_prefix('"')?.strip_suffix('\''))?;
    let is_certain = !inner.is_empty() && !inner.contains(['"', '\'', '\\', '#']);
    let quoted = format!("\"{inner}\"");
    let edits = vec![(start + value, start + value + written.len(), quoted.clone())];
    Some(Slip {
        message: Some("mismatched quotes"),
        help: if is_certain {
            format!("write `{}{quoted}`", line[..value].trim_start())
        } else {
            "use the same quotes at both ends, and write `\\\"` for a double quote inside"
                .to_owned()
        },
        edits: if is_certain { edits } else { Vec::new() },
    })
}

/// `expr = "x{y="z"}"`.
pub(super) fn inner_quotes(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let end = line.trim_end().len();
    let written = line.get(value..end)?;
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('"') || inner.starts_with('"') {
        return None;
    }
    let message = Some("unescaped double quote in a string");
    if !encloses_quotes(inner, '"') {
        return Some(Slip {
            message,
            help: "write `\\\"` for each double quote inside the string".to_owned(),
            edits: Vec::new(),
        });
    }
    let quoted = if inner.contains(['\'', '\\']) {
        format!("\"{}\"", inner.replace("\\\"", "\"").replace('"', "\\\""))
    } else {
        format!("'{inner}'")
    };
    Some(Slip {
        message,
        help: format!("write `{}{quoted}`", line[..value].trim_start()),
        edits: vec![(start + value, start + end, quoted)],
    })
}

/// Whether the quotes within a text enclose parts of it, and do not end one string and begin another one, as in
/// `"a" "b"`.
fn encloses_quotes(text: &str, quote: char) -> bool {
    let text = text.replace("\\\"", "");
    let parts: Vec<&str> = text.split(quote).collect();
    let encloses = |pair: &[&str]| match pair {
        [before, ""] => before.ends_with(['=', '~']),
        [_, quoted] => {
            quoted.trim() == *quoted
                && quoted.contains(char::is_alphanumeric)
                && !quoted.contains('#')
        }
        _ => true,
    };
    parts.len() % 2 == 1 && parts.chunks(2).all(encloses)
}

/// `help = 'It's late.'`.
pub(super) fn apostrophe(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let end = line.trim_end().len();
    let inner = line
        .get(value..end)?
        .strip_prefix('\'')?
        .strip_suffix('\'')?;
    if !inner.contains('\'') || inner.starts_with('\'') {
        return None;
    }
    let message = Some("single quote in a single-quoted string");
    let parts: Vec<&str> = inner.split('\'').collect();
    let is_in_a_word = |pair: &[&str]| match pair {
        [before, after] => {
            before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
        }
        _ => false,
    };
    if !parts.windows(2).all(is_in_a_word) && !encloses_quotes(inner, '\'') {
        return Some(Slip {
            message,
            help: "use double quotes: the string can then contain single quotes".to_owned(),
            edits: Vec::new(),
        });
    }
    let quoted = quote::string(inner);
    Some(Slip {
        message,
        help: format!("write `{}{quoted}`", line[..value].trim_start()),
        edits: vec![(start + value, start + end, quoted)],
    })
}

/// A string in one pair of quotes that goes on in the next lines.
pub(super) fn several_lines(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let quote = line[value..]
        .chars()
        .next()
        .filter(|it| ['"', '\''].contains(it))?;
    let open = start + value;
    let rest = text.get(open + 1..)?;
    let close = open + 1 + rest.find(quote)?;
    let after = text.get(close + 1..)?.lines().next().unwrap_or_default();
    if !text.get(open..close)?.contains('\n') || !after.trim().is_empty() {
        return None;
    }
    let three = quote.to_string().repeat(3);
    Some(Slip {
        message: Some("multi-line strings require triple quotes"),
        help: format!(
            "write `{}{three}` here and `{three}` at the end",
            line[..value].trim_start()
        ),
        edits: vec![(open, open + 1, three.clone()), (close, close + 1, three)],
    })
}

/// A string that has no end in its line.
pub(super) fn closing_quote(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let written = line[value..].trim_end();
    let quote = written
        .chars()
        .next()
        .filter(|it| ['"', '\''].contains(it))?;
    if written.len() < 2 || written[1..].contains(quote) {
        return None;
    }
    let message = Some("missing closing quote");
    // What follows `#` can be a comment or belong to the string.
    if written.contains('#') {
        let help = format!("write `{quote}` at the end of the string");
        return Some(Slip {
            message,
            help,
            edits: Vec::new(),
        });
    }
    let end = start + value + written.len();
    Some(Slip {
        message,
        help: format!("write `{}{quote}`", line.trim()),
        edits: vec![(end, end, quote.to_string())],
    })
}

/// Quotes of a word processor.
pub(super) fn typographic(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let is_quote = |it: char| ['“', '”', '„', '‟', '«', '»'].contains(&it);
    let value = value(line)?;
    let written = line[value..].trim_end();
    let inner = written.strip_prefix(is_quote)?.strip_suffix(is_quote)?;
    let quoted = quote::string(inner);
    Some(Slip {
        message: Some("strings require straight quotes"),
        help: format!("write `{}{quoted}`", line[..value].trim_start()),
        edits: vec![(start + value, start + value + written.len(), quoted)],
    })
}

/// Text without quotes.
pub(super) fn unquoted(text: &str, at: Span) -> Option<Slip> {
    let written = text.get(at.start..at.end)?;
    let (_, line) = line(text, at.start)?;
    let is_text = |it: char| it.is_alphanumeric() || " _-./:,;()'+!?".contains(it);
    if written.is_empty() || !written.chars().all(is_text) {
        return None;
    }
    let quoted = quote::string(written);
    let key = value(line).filter(|value| line[*value..].starts_with(written));
    let key = key.map_or("", |value| line[..value].trim_start());
    Some(Slip {
        message: None,
        help: format!("write `{key}{quoted}`"),
        edits: vec![(at.start, at.end, quoted)],
    })
}

/// `True`.
pub(super) fn flag(text: &str, at: Span) -> Option<Slip> {
    let flag = text.get(at.start..at.end)?.to_ascii_lowercase();
    let is_flag = ["true", "false"].contains(&flag.as_str());
    is_flag.then(|| Slip {
        message: None,
        help: format!("write `{flag}`"),
        edits: vec![(at.start, at.end, flag)],
    })
}
