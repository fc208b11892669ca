//! What is usually meant by invalid TOML: quotes that are missing or end too early, commas, `:` in place of `=`.
//!
//! A guess counts only if the text is right with it, at least as far as it was wrong before.

use toml::de::DeTable;

use crate::diagnostic::{Correction, Diagnostic};
use crate::language::{self, Takes};
use crate::quote;
use crate::source::{SourceId, Span};

/// What could be meant at a place.
type Guess = fn(&str, Span) -> Option<Slip>;

/// A way to write what is wrong.
struct Slip {
    message: Option<&'static str>,
    help: String,
    /// What to replace, by offsets in the whole text.
    edits: Vec<(usize, usize, String)>,
}

/// Adds to an error of TOML what seems to be meant, if that is certain.
pub(super) fn advised(diagnostic: Diagnostic, text: &str, source: SourceId) -> Diagnostic {
    let at = diagnostic.primary.span;
    let of_any: &[Guess] = &[
        different_quotes,
        inner_quotes,
        apostrophe,
        several_lines,
        closing_quote,
        header_without_bracket,
        typographic,
        comment,
        flag,
        colon,
    ];
    let of_message: &[Guess] = match diagnostic.message.as_str() {
        "string values must be quoted" => &[unquoted],
        "missing comma between array elements" => &[key_in_array, comma],
        _ => &[],
    };
    let guesses = of_any.iter().chain(of_message);
    let mut slips = guesses.filter_map(|guess| guess(text, at));
    // Without an edit it is only told what the text could mean.
    let Some(slip) = slips.find(|slip| slip.edits.is_empty() || is_better(text, at, slip)) else {
        let is_foreign = text.get(at.start..at.end).is_some_and(|it| !it.is_ascii());
        let names = "a name consists of ASCII letters, digits and `_`; text stands in quotes";
        return diagnostic.help_if_any(is_foreign.then(|| names.to_owned()));
    };
    let mut diagnostic = diagnostic.help(slip.help);
    if let Some(message) = slip.message {
        message.clone_into(&mut diagnostic.message);
        diagnostic.primary.label = None;
    }
    slip.edits
        .into_iter()
        .fold(diagnostic, |it, (start, end, text)| {
            it.correct(Correction::text(Span::new(source, start..end), text))
        })
}

/// Whether the first error of a text stands further behind, or is gone, once it is edited.
fn is_better(text: &str, at: Span, slip: &Slip) -> bool {
    let mut edited = text.to_owned();
    let mut end = at.end;
    for (start, stop, new) in slip.edits.iter().rev() {
        if edited.get(*start..*stop).is_none() {
            return false;
        }
        edited.replace_range(*start..*stop, new);
        end = end.max(*stop);
    }
    let (_, errors) = DeTable::parse_recoverable(&edited);
    let places = errors.iter().map(|it| it.span().unwrap_or_default().start);
    places.min().is_none_or(|first| first > end)
}

/// The line around an offset: where it begins, and its text.
fn line(text: &str, at: usize) -> Option<(usize, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..)?;
    let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
    Some((start, &rest[..end]))
}

/// `key = value`: where the value begins in a line.
fn value(line: &str) -> Option<usize> {
    let equals = line.find('=')?;
    let key = line[..equals].trim();
    let value = line[equals + 1..].trim_start();
    (!key.is_empty() && !key.contains(['"', '\'', '[', '#'])).then_some(line.len() - value.len())
}

/// `help = 'Orders."`: a string that begins and ends in different quotes.
fn different_quotes(text: &str, at: Span) -> Option<Slip> {
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
        message: Some("a string begins and ends in the same quotes"),
        help: if is_certain {
            format!("write `{}{quoted}`", line[..value].trim_start())
        } else {
            "write the same quotes at both ends, and `\\\"` for a double quote within double quotes"
                .to_owned()
        },
        edits: if is_certain { edits } else { Vec::new() },
    })
}

/// `expr = "x{y="z"}"`.
fn inner_quotes(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let value = value(line)?;
    let end = line.trim_end().len();
    let written = line.get(value..end)?;
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('"') || inner.starts_with('"') {
        return None;
    }
    let message = Some("double quotes within double quotes end the string");
    if !encloses_quotes(inner, '"') {
        return Some(Slip {
            message,
            help: "write one string, with `\\\"` for each double quote that belongs to it"
                .to_owned(),
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
        [before, quoted] if quoted.is_empty() => before.ends_with(['=', '~']),
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
fn apostrophe(text: &str, at: Span) -> Option<Slip> {
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
    let message = Some("a single quote within single quotes ends the string");
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
            help: "write one string in double quotes: single quotes can belong to it".to_owned(),
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
fn several_lines(text: &str, at: Span) -> Option<Slip> {
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
        message: Some("multi-line strings need triple quotes"),
        help: format!(
            "write `{}{three}` here, and `{three}` where it ends",
            line[..value].trim_start()
        ),
        edits: vec![(open, open + 1, three.clone()), (close, close + 1, three)],
    })
}

/// A string that has no end in its line.
fn closing_quote(text: &str, at: Span) -> Option<Slip> {
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
    let message = Some("a string has no closing quote");
    // What follows `#` can be a comment or belong to the string.
    if written.contains('#') {
        let help = format!("write `{quote}` where the string ends");
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
fn typographic(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let is_quote = |it: char| ['“', '”', '„', '‟', '«', '»'].contains(&it);
    let value = value(line)?;
    let written = line[value..].trim_end();
    let inner = written.strip_prefix(is_quote)?.strip_suffix(is_quote)?;
    let quoted = quote::string(inner);
    Some(Slip {
        message: Some("strings need straight quotes"),
        help: format!("write `{}{quoted}`", line[..value].trim_start()),
        edits: vec![(start + value, start + value + written.len(), quoted)],
    })
}

/// Text without quotes.
fn unquoted(text: &str, at: Span) -> Option<Slip> {
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
fn flag(text: &str, at: Span) -> Option<Slip> {
    let flag = text.get(at.start..at.end)?.to_ascii_lowercase();
    let is_flag = ["true", "false"].contains(&flag.as_str());
    is_flag.then(|| Slip {
        message: None,
        help: format!("write `{flag}`"),
        edits: vec![(at.start, at.end, flag)],
    })
}

/// Two items of a list without a comma.
fn comma(text: &str, at: Span) -> Option<Slip> {
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
fn key_in_array(text: &str, at: Span) -> Option<Slip> {
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
        format!("write `\"{word}\"` alone, and declare its values in `[label.{word}]`")
    } else {
        format!("a table has them: write `{{ {word} = … }}`")
    };
    Some(Slip {
        message: Some("an array has no keys"),
        help,
        edits: Vec::new(),
    })
}

/// `[counter.x` at the end of a line.
fn header_without_bracket(text: &str, at: Span) -> Option<Slip> {
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
        message: Some("the header of a table has no `]`"),
        help: format!("write `{header}]`"),
        edits: vec![(end, end, "]".to_owned())],
    })
}

/// `key: value`.
fn colon(text: &str, at: Span) -> Option<Slip> {
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
        return nested(name, key, below).map(|help| Slip {
            message,
            help,
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
    // Text of YAML needs no quotes; its other syntax says what only the user can tell.
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
fn nested(name: &str, key: &str, below: &str) -> Option<String> {
    let first = below.lines().find(|line| !line.trim().is_empty());
    let inner = first.filter(|line| line.len() - line.trim_start().len() > key.len() - name.len());
    let inner = inner.map_or("", str::trim);
    if inner.starts_with('-') {
        return Some(format!("write a list: `{name} = [\"…\"]`"));
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
            return Some(format!(
                "write the header of a table, or a value: `{name} = …`"
            ));
        }
    };
    Some(format!("write the header of a table: `[{path}]`"))
}

fn is_bare_key(text: &str) -> bool {
    let may_have = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '-';
    !text.is_empty() && text.chars().all(may_have)
}

/// `// comment`.
fn comment(text: &str, at: Span) -> Option<Slip> {
    let (start, line) = line(text, at.start)?;
    let slashes = line.find("//")?;
    if !line[..slashes].ends_with([' ', '\t']) && slashes > 0 {
        return None;
    }
    let slashes = start + slashes;
    Some(Slip {
        message: Some("a comment begins with `#`"),
        help: "write `#` in place of `//`".to_owned(),
        edits: vec![(slashes, slashes + 2, "#".to_owned())],
    })
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::source::SourceId;

    /// The message about a text, what it helps with, and the text with that.
    fn advice(text: &str) -> (String, String, String) {
        let (_, error) = parse::parse(text, SourceId::default());
        let error = error.unwrap();
        let mut edited = text.to_owned();
        for correction in error.corrections.iter().rev() {
            if let super::Correction::Text(span, new) = correction {
                edited.replace_range(span.start..span.end, new);
            }
        }
        (error.message, error.help.unwrap_or_default(), edited)
    }

    #[test]
    fn what_is_meant_is_found_where_it_makes_the_text_right() {
        for (text, help, right) in [
            (
                "expr = \"x{y=\"z\"}\"\n",
                "write `expr = 'x{y=\"z\"}'`",
                "expr = 'x{y=\"z\"}'\n",
            ),
            (
                "expr = \"it's {y=\"z\"}\"",
                "write `expr = \"it's {y=\\\"z\\\"}\"`",
                "expr = \"it's {y=\\\"z\\\"}\"",
            ),
            (
                "expr = \"\nx > 0\n\"\n",
                "write `expr = \"\"\"` here, and `\"\"\"` where it ends",
                "expr = \"\"\"\nx > 0\n\"\"\"\n",
            ),
            (
                "expr = '\nx > 0\n'\n",
                "write `expr = '''` here, and `'''` where it ends",
                "expr = '''\nx > 0\n'''\n",
            ),
            (
                "help = “Jobs done.”\n",
                "write `help = \"Jobs done.\"`",
                "help = \"Jobs done.\"\n",
            ),
            (
                "help = HTTP method.\n",
                "write `help = \"HTTP method.\"`",
                "help = \"HTTP method.\"\n",
            ),
            (
                "values = [get]\n",
                "write `\"get\"`",
                "values = [\"get\"]\n",
            ),
            ("exemplars = True\n", "write `true`", "exemplars = true\n"),
            (
                "x = [\"a\" \"b\"]\n",
                "write a comma between the two",
                "x = [\"a\", \"b\"]\n",
            ),
            (
                "help: \"Jobs done.\"\n",
                "write `help = \"Jobs done.\"`",
                "help = \"Jobs done.\"\n",
            ),
            (
                "x = 1 // one\n",
                "write `#` in place of `//`",
                "x = 1 # one\n",
            ),
            (
                "help = \"Jobs done.\nlabels = [\"a\"]\n",
                "write `help = \"Jobs done.\"`",
                "help = \"Jobs done.\"\nlabels = [\"a\"]\n",
            ),
            (
                "help = 'Orders.\"\n",
                "write `help = \"Orders.\"`",
                "help = \"Orders.\"\n",
            ),
            (
                "help = \"Orders.'\n",
                "write `help = \"Orders.\"`",
                "help = \"Orders.\"\n",
            ),
            (
                "help = 'It's late.'\n",
                "write `help = \"It's late.\"`",
                "help = \"It's late.\"\n",
            ),
            (
                "help = \"a\" \"b\"\n",
                "write one string, with `\\\"` for each double quote that belongs to it",
                "help = \"a\" \"b\"\n",
            ),
            (
                "help = \"a\" see \"b\"\n",
                "write one string, with `\\\"` for each double quote that belongs to it",
                "help = \"a\" see \"b\"\n",
            ),
            (
                "labels = [\"status\": \"ok\"]\n",
                "write `\"status\"` alone, and declare its values in `[label.status]`",
                "labels = [\"status\": \"ok\"]\n",
            ),
            (
                "counter:\n  shop_orders_total:\n    help: x\n",
                "write the header of a table: `[counter.shop_orders_total]`",
                "counter:\n  shop_orders_total:\n    help: x\n",
            ),
            (
                "[gauge.shop_q\nhelp = \"Jobs.\"\n",
                "write `[gauge.shop_q]`",
                "[gauge.shop_q]\nhelp = \"Jobs.\"\n",
            ),
            ("x = ]\n", "", "x = ]\n"),
            ("x = 05\n", "", "x = 05\n"),
            ("x = [\"a\"\n[y]\n", "", "x = [\"a\"\n[y]\n"),
        ] {
            let (_, told, edited) = advice(text);
            assert_eq!((told.as_str(), edited.as_str()), (help, right), "{text}");
        }
    }
}
