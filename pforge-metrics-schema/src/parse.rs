//! The text of a schema file as a tree of TOML values.

mod slips;

use std::ops::Range;

use toml::de::{DeTable, Error};

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::source::{Source, SourceId, Sources, Span};

pub(crate) static SYNTAX: Rule = Rule {
    id: "syntax",
    severity: Severity::Error,
    fixed: true,
    hides_others: true,
    page: include_str!("parse/syntax.md"),
};

/// Returns the parsed part of each file. Reports the first syntax error of each file that is not valid TOML.
pub(crate) fn parse_all<'a>(
    sources: &'a Sources,
    report: &mut Report,
) -> Vec<(SourceId, DeTable<'a>)> {
    let files = sources.ids().zip(sources.iter());
    let table = |(id, source): (SourceId, &'a Source)| {
        let (table, syntax_error) = parse(&source.text, id);
        if let Some(error) = syntax_error {
            report.push(error);
        }
        (id, table)
    };
    files.map(table).collect()
}

/// Returns the parsed part of a file and the location of its first TOML syntax error.
pub(crate) fn parse(text: &str, source: SourceId) -> (DeTable<'_>, Option<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let first = errors.iter().min_by_key(|error| span(error, source));
    let diagnostic = first.map(|error| {
        let repeated = repeated_key(error, text, source);
        repeated.unwrap_or_else(|| slips::advised(syntax_error(error, source), text, source))
    });
    (table.into_inner(), diagnostic)
}

fn syntax_error(error: &Error, source: SourceId) -> Diagnostic {
    let (message, expected) = error
        .message()
        .split_once(", expected ")
        .unwrap_or((error.message(), "nothing"));
    let diagnostic = SYNTAX.at(span(error, source), message);
    if expected == "nothing" {
        diagnostic
    } else {
        diagnostic.label(format!("expected {expected}"))
    }
}

/// Where an error is; the beginning of the file stands for those without a place, such as keys nested too deep.
fn span(error: &Error, source: SourceId) -> Span {
    Span::new(source, error.span().unwrap_or_default())
}

/// What to say about an error at a key that was there before: also where that was.
fn repeated_key(error: &Error, text: &str, source: SourceId) -> Option<Diagnostic> {
    let span = span(error, source);
    let mut keys = keys(text.get(..span.end)?, source);
    let (path, _) = keys.pop().filter(|(_, last)| *last == span)?;
    let (_, first) = keys.iter().find(|(earlier, _)| *earlier == path)?;
    let message = format!("duplicate `{}`", path.join("."));
    let diagnostic = SYNTAX
        .at(span, message)
        .related(*first, "first declared here");
    Some(diagnostic.help("rename or remove one of them"))
}

/// Returns the keys of a text that is not valid TOML, as paths from the root with their locations. Looks only at the
/// beginning of each line.
fn keys(text: &str, source: SourceId) -> Vec<(Vec<String>, Span)> {
    let mut keys = Vec::new();
    let mut header = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let is_header = line.starts_with('[');
        let end = if is_header { ']' } else { '=' };
        let key = line.split(end).next().unwrap_or_default().trim_end();
        let completion = if is_header { "]" } else { "=0" };
        if let Some((mut path, place)) = path(&format!("{key}{completion}")) {
            if is_header {
                header.clone_from(&path);
            } else {
                path = [header.as_slice(), &path].concat();
            }
            let place = line_start + place.start..line_start + place.end;
            keys.push((path, Span::new(source, place)));
        }
        line_start += line.len();
    }
    keys
}

/// The path in a line of TOML that has one header or one key, and the place of its last key.
fn path(line: &str) -> Option<(Vec<String>, Range<usize>)> {
    let table = DeTable::parse(line).ok()?.into_inner();
    let mut path = Vec::new();
    let mut last = None;
    let mut rest = Some(&table);
    while let Some((key, value)) = rest.and_then(|table| table.iter().next()) {
        path.push(key.get_ref().clone().into_owned());
        last = Some(key.span());
        rest = value.get_ref().as_table();
    }
    Some((path, last?))
}
