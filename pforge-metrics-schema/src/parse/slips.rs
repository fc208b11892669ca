//! What is usually meant by invalid TOML: quotes that are missing or end too early, commas, `:` in place of `=`.
//!
//! A guess counts only if the text is right with it, at least as far as it was wrong before.

mod strings;
mod structure;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Correction, Diagnostic};
use crate::source::{SourceId, Span};
use strings::{
    apostrophe, closing_quote, different_quotes, flag, inner_quotes, several_lines, typographic,
    unquoted,
};
use structure::{colon, comma, comment, header_without_bracket, key_in_array};
use toml::de::DeTable;

/// What could be meant at a place.
type Guess = fn(&str, Span) -> Option<Slip>;

/// A common mistake.
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
    // Without an edit, the help only suggests what the text could mean.
    let Some(slip) = slips.find(|slip| slip.edits.is_empty() || is_better(text, at, slip)) else {
        let is_foreign = text.get(at.start..at.end).is_some_and(|it| !it.is_ascii());
        let names = "names consist of ASCII letters, digits and `_`; text requires quotes";
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
