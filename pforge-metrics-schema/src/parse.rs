//! The text of a schema file as a tree of TOML values.

use toml::de::{DeTable, Error};

use crate::diagnostic::{Annotation, Diagnostic};
use crate::rules;
use crate::source::{Source, Span};

/// What could be read of the text, and the first place where it is no TOML.
pub(crate) fn parse(source: &Source) -> (DeTable<'_>, Option<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start));
    (
        table.into_inner(),
        first.map(|error| syntax_error(error, source)),
    )
}

fn syntax_error(error: &Error, source: &Source) -> Diagnostic {
    let span = error.span().unwrap_or(source.text.len()..source.text.len());
    Diagnostic {
        rule: &rules::SYNTAX,
        severity: rules::SYNTAX.severity,
        message: error.message().to_owned(),
        primary: Annotation {
            span: Span {
                start: span.start,
                end: span.end,
            },
            label: None,
        },
        related: Vec::new(),
        note: None,
        help: None,
    }
}
