//! From the corrections that rules describe to edits of the files.
//!
//! A rule says which name has to be another one. Only here is known what the files say, so that quotes, commas and lines are
//! kept or removed as they are written, and what refers to the name, so that it stays the same name everywhere.
//!
//! A fix is dropped as a whole if the text at one of its positions is not the expected text.

mod removal;

use std::collections::HashMap;

use crate::diagnostic::{Correction, Diagnostic, Edit, Fix};
use crate::scope::Scope;
use crate::source::{Sources, Span};

/// A name in an expression.
pub(crate) struct Mention {
    /// Where the name is declared.
    pub declared: Span,
    pub span: Span,
    /// The name of the series: that of the metric, or one that a suffix follows.
    pub text: String,
}

/// Gives every diagnostic the edits that its corrections come to. A correction that can't be told exactly leaves none.
pub(crate) fn complete(
    diagnostics: &mut [Diagnostic],
    sources: &Sources,
    scope: &Scope<'_>,
    in_expressions: &[Mention],
) {
    let is_rename = |it: &Correction| matches!(it, Correction::Rename { .. });
    let mut corrections = diagnostics.iter().flat_map(|it| &it.corrections);
    let mentions = if corrections.any(is_rename) {
        mentions(scope, in_expressions)
    } else {
        HashMap::new()
    };
    for diagnostic in diagnostics {
        let corrections = diagnostic.corrections.drain(..);
        let edits = corrections.map(|correction| edits(correction, sources, &mentions));
        let edits: Option<Vec<_>> = edits.collect();
        let edits = edits.unwrap_or_default().concat();
        diagnostic.fix = (!edits.is_empty()).then_some(Fix {
            edits,
            applicability: diagnostic.applicability,
        });
    }
}

/// The places of every name that something declares, by the place of the declaration.
type Mentions<'a> = HashMap<Span, Vec<(Span, &'a str)>>;

fn mentions<'a>(scope: &Scope<'a>, in_expressions: &'a [Mention]) -> Mentions<'a> {
    let mut mentions: Mentions<'a> = HashMap::new();
    for reference in &scope.references {
        if let Some(declared) = scope.declared(reference) {
            let places = mentions.entry(declared).or_default();
            places.push((reference.span, reference.name));
        }
    }
    for Mention {
        declared,
        span,
        text,
    } in in_expressions
    {
        let places = mentions.entry(*declared).or_default();
        places.push((*span, text));
    }
    mentions
}

fn edits(correction: Correction, sources: &Sources, mentions: &Mentions<'_>) -> Option<Vec<Edit>> {
    match correction {
        Correction::Text(span, text) => Some(vec![Edit { span, text }]),
        Correction::Name { span, from, to } => Some(vec![renamed(span, &from, &to, sources)?]),
        Correction::Rename { span, from, to } => {
            let declaration = renamed(span, &from, &to, sources)?;
            let places = mentions.get(&span).into_iter().flatten();
            let others = places.map(|(place, text)| {
                let suffix = text.strip_prefix(from.as_str())?;
                renamed(*place, text, &format!("{to}{suffix}"), sources)
            });
            [Some(declaration)].into_iter().chain(others).collect()
        }
        Correction::Remove(span) => Some(vec![removal::edit(span, &sources[span.source].text)?]),
        Correction::Append(span, text) => {
            let written = sources[span.source].text.get(span.start..span.end)?;
            let quote = written.chars().next_back()?;
            let value = written.trim_end_matches(quote).trim_end().len();
            let span = Span::new(span.source, span.start + value..span.start + value);
            let text = text.to_owned();
            Some(vec![Edit { span, text }])
        }
    }
}

/// Another name in place of one, in the same quotes; `None` if there is something else.
fn renamed(span: Span, from: &str, to: &str, sources: &Sources) -> Option<Edit> {
    let text = &sources[span.source].text;
    let written = text.get(span.start..span.end)?;
    let name = written.trim_matches(['"', '\'']);
    if name != from {
        return None;
    }
    let quotes = (written.len() - name.len()) / 2;
    let is_header = text[..span.start].ends_with('.');
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    // What follows a dot is a key: once it is a plain word, it needs no quotes.
    let text = if is_header && to.bytes().all(is_bare) {
        to.to_owned()
    } else {
        format!("{0}{to}{0}", &written[..quotes])
    };
    Some(Edit { span, text })
}
