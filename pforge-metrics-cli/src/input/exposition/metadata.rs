//! Parses a line of metadata.

use super::cursor::Cursor;
use super::error::Unreadable;
use super::family::Type;
use super::format::Format;

pub(super) struct Metadata {
    pub family: String,
    pub fact: Fact,
    /// Byte offset of the fact.
    pub at: usize,
}

pub(super) enum Fact {
    Help(String),
    Type(Type),
    Unit(String),
}

/// Parses what follows the keyword.
pub(super) fn metadata(
    mut cursor: Cursor,
    keyword: &str,
    format: Format,
) -> Result<Metadata, Unreadable> {
    cursor.gap();
    let is_quoted = cursor.rest().starts_with('"');
    let family = if is_quoted {
        cursor.quoted("the name of a metric")?
    } else {
        cursor.plain_name(true).to_owned()
    };
    if family.is_empty() {
        return cursor.error("expected a metric name");
    }
    let has_gap = cursor.gap();
    if !has_gap && (format == Format::OpenMetrics || !cursor.is_at_end()) {
        return cursor.error(format!("expected a space after the name `{family}`"));
    }
    let at = cursor.at();
    let fact = match keyword {
        "HELP" => Fact::Help(help(cursor.rest(), at, format)?),
        "UNIT" if is_quoted => Fact::Unit(cursor.rest().to_owned()),
        "UNIT" => Fact::Unit(unit(cursor)?),
        _ => Fact::Type(kind(cursor, format)?),
    };
    Ok(Metadata { family, fact, at })
}

fn kind(mut cursor: Cursor, format: Format) -> Result<Type, Unreadable> {
    let before = cursor.at();
    let word = cursor.word();
    cursor.blanks();
    let kind = Type::of(word, format).filter(|_| cursor.is_at_end());
    kind.ok_or_else(|| {
        let message = format!("unknown type `{}`", word.escape_debug());
        Unreadable::new(before, message)
    })
}

/// Parses a unit, which is part of a name and has its characters.
fn unit(mut cursor: Cursor) -> Result<String, Unreadable> {
    let unit = cursor.rest();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    cursor.take(unit.split(|c| !is_part(c)).next().unwrap_or_default());
    if !cursor.is_at_end() {
        return cursor.error("a unit must consist of letters, digits, `_` and `:`");
    }
    Ok(unit.to_owned())
}

/// Resolves the escapes of a help. A backslash before any other character is kept.
///
/// Unescaped quotes are accepted: the grammar forbids them, but the client libraries of Prometheus write them and the public
/// test cases of `OpenMetrics` accept them.
fn help(text: &str, at: usize, format: Format) -> Result<String, Unreadable> {
    let mut help = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let escaped = rest.as_str().chars().next();
        let meant = match escaped.filter(|_| c == '\\') {
            Some('\\') => Some('\\'),
            Some('n') => Some('\n'),
            Some('"') if format == Format::OpenMetrics => Some('"'),
            _ => None,
        };
        if c == '\\' && escaped.is_none() && format == Format::OpenMetrics {
            let message = "a backslash at the end of a help must be written as `\\\\`";
            return Err(Unreadable::new(at + text.len() - 1, message));
        }
        help.push(meant.unwrap_or(c));
        if meant.is_some() {
            rest.next();
        }
    }
    Ok(help)
}
