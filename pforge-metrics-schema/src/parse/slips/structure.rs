//! Slips in tables, keys, lists and comments.

use super::{Slip, line};
use crate::language::{self, Takes};
use crate::quote;
use crate::source::Span;
use toml::de::DeTable;

/// Two items of a list without a comma.
pub(super) fn comma(text: &str, at: Span) -> Option<Slip> {
    let before = text.get(..at.start)?.trim_end();
    // An array that nothing closes runs into the next line.
    if text.get(before.len()..at.start)?.contains('\n') {
        return None;
    }
    let next = text.get(at.start..)?.chars().next()?;
    if !next.is_ascii_alphanumeric() && !['"', '\'', '[', '{', '-', '+'].contains(&next) {
        return None;
    }
    Some(Slip {
        message: None,
        help: "write a comma between the two".to_owned(),
        edits: vec![(before.len(), before.len(), ",".to_owned())],
    })
}

/// `["status": "ok"]`: a key and its value within an array.
pub(super) fn key_in_array(text: &str, at: Span) -> Option<Slip> {
    let rest = text.get(at.start..)?;
    if !rest.starts_with([':', '=']) {
        return None;
    }
    let (_, line) = line(text, at.start)?;
    let before = text.get(..at.start)?.trim_end();
    let quote = before
        .chars()
        .next_back()
        .filter(|it| ['"', '\''].contains(it));
    let word = match quote {
        Some(quote) => before[..before.len() - 1].rsplit(quote).next()?,
        None => before.rsplit([' ', ',', '[']).next()?,
    };
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    if word.is_empty() || !word.chars().all(is_word) {
        return None;
    }
    let help = if line.trim_start().starts_with("labels") {
        format!("write only `\"{word}\"`, and declare its values in `[label.{word}]`")
    } else {
        format!("write a table: `{{ {word} = … }}`")
    };
    Some(Slip {
        message: Some("unexpected key in an array"),
        help,
        edits: Vec::new(),
    })
}

/// `[counter.x` at the end of a line.
pub(super) fn header_without_bracket(text: &str, at: Span) -> Option<Slip> {
    // The place can be the line break, or the beginning of the next line.
    let (start, line) = line(text, at.start)?;
    let (code, _) = line.split_once('#').unwrap_or((line, ""));
    let header = code.trim();
    let name = header.strip_prefix('[')?;
    let may_have = |it: char| it.is_ascii_alphanumeric() || "_-.:\"".contains(it);
    if name.is_empty() || !name.chars().all(may_have) {
        return None;
    }
    let end = start + code.trim_end().len();
    Some(Slip {
        message: Some("missing `]` in a table header"),
        help: format!("write `{header}]`"),
        edits: vec![(end, end, "]".to_owned())],
    })
}

/// `key: value`.
pub(super) fn colon(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let (key, value) = line.split_once(':')?;
    let is_key = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    let name = key.trim();
    if name.is_empty() || !name.chars().all(is_key) {
        return None;
    }
    let message = Some("expected `=` between key and value");
    let written = value.trim();
    if written.is_empty() || written.starts_with('#') {
        let below = text.get(start + line.len()..)?;
        return Some(Slip {
            message,
            help: nested(name, key, below),
            edits: Vec::new(),
        });
    }
    let help = |value: &str| format!("write `{name} = {value}`");
    let colon = (start + key.len(), start + key.len() + 1, " =".to_owned());
    if DeTable::parse(&format!("x = {written}")).is_ok() {
        return Some(Slip {
            message,
            help: help(written),
            edits: vec![colon],
        });
    }
    // Plain YAML strings only lack quotes. Other YAML syntax cannot be converted automatically.
    let is_text = |it: char| it.is_alphanumeric() || " _-./:,;()+!?".contains(it);
    let is_plain = written.starts_with(char::is_alphabetic) && written.chars().all(is_text);
    let quoted = quote::string(written);
    let end = start + line.trim_end().len();
    Some(Slip {
        message,
        help: help(if is_plain { &quoted } else { "…" }),
        edits: if is_plain {
            vec![colon, (end - written.len(), end, quoted)]
        } else {
            Vec::new()
        },
    })
}

/// What to write in place of a key of YAML under which others are nested.
fn nested(name: &str, key: &str, below: &str) -> String {
    let first = below.lines().find(|line| !line.trim().is_empty());
    let inner = first.filter(|line| line.len() - line.trim_start().len() > key.len() - name.len());
    let inner = inner.map_or("", str::trim);
    if inner.starts_with('-') {
        return format!("write a list: `{name} = [\"…\"]`");
    }
    let path = match inner
        .strip_suffix(':')
        .map(|it| it.trim_matches(['"', '\'']))
    {
        Some(inner) if is_bare_key(inner) => format!("{name}.{inner}"),
        _ if language::ROOT
            .key(name)
            .is_some_and(|key| matches!(key.takes, Takes::Named(_))) =>
        {
            format!("{name}.<name>")
        }
        _ => {
            return format!("write a table header, or a value: `{name} = …`");
        }
    };
    format!("write a table header: `[{path}]`")
}

fn is_bare_key(text: &str) -> bool {
    let may_have = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    !text.is_empty() && text.chars().all(may_have)
}

/// `// comment`.
pub(super) fn comment(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let slashes = line.find("//")?;
    if !line[..slashes].ends_with([' ', '\t']) && slashes > 0 {
        return None;
    }
    let slashes = start + slashes;
    Some(Slip {
        message: Some("comments start with `#`"),
        help: "write `#` instead of `//`".to_owned(),
        edits: vec![(slashes, slashes + 2, "#".to_owned())],
    })
}
