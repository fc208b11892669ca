//! The text of a schema file as a tree of TOML values.

use toml::de::{DeTable, Error};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Source;

/// What could be read of the text, and the first place where it is no TOML.
pub(crate) fn parse(source: &Source) -> (DeTable<'_>, Option<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let first = errors.iter().min_by_key(|error| start(error));
    (table.into_inner(), first.map(syntax_error))
}

fn syntax_error(error: &Error) -> Diagnostic {
    rules::SYNTAX.at(error.span().unwrap_or_default().into(), error.message())
}

/// Where an error is; the beginning of the file stands for those without a place, such as keys nested too deep.
fn start(error: &Error) -> usize {
    error.span().unwrap_or_default().start
}
