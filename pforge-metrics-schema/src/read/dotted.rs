//! Names with a dot that is not quoted: `[counter.pforge.ticks_total]` is to TOML a table `ticks_total` in a table `pforge`.

use super::entry::Entry;
use super::shape::UNKNOWN_KEY;
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::Kind;
use crate::language::{self, Table};
use crate::quote;
use crate::report::Report;
use crate::source::Span;

/// A named thing as it is, or in its place the things that it holds because of a dot in their names: these are reported,
/// and read as if `_` stood there.
pub(super) fn joined<'a>(
    sort: &str,
    thing: Entry<'a>,
    language: &'static Table,
    report: &mut Report,
) -> Vec<Entry<'a>> {
    let (mut open, mut joined) = (vec![(thing, Vec::new())], Vec::new());
    while let Some((thing, mut parts)) = open.pop() {
        let inner = parts_of_name(&thing, language);
        parts.push((thing.key.clone(), thing.span));
        if inner.is_empty() {
            joined.push(if parts.len() == 1 {
                thing
            } else {
                let name = parts
                    .iter()
                    .map(|(key, _)| key.as_ref())
                    .collect::<Vec<_>>();
                let (written, name) = (name.join("."), name.join("_"));
                let span = extent(&parts.iter().map(|(_, span)| *span).collect::<Vec<_>>());
                let message = format!("`{written}` without quotes is a nested table, not a name");
                let help = format!("write `[{sort}.{name}]`");
                let diagnostic = UNKNOWN_KEY.at(span, message).help(help);
                let starts_here = parts.iter().all(|(_, part)| span.contains(*part));
                let change = starts_here.then(|| Correction::text(span, name.clone()));
                report.push(diagnostic.correct_if_any(change));
                Entry::new(name, span, thing.node)
            });
        }
        let inner = inner.into_iter().rev();
        open.extend(inner.map(|part| (part, parts.clone())));
    }
    joined
}

/// What a thing holds that is there because of a dot, and no key of such a thing.
fn parts_of_name<'a>(thing: &Entry<'a>, language: &'static Table) -> Vec<Entry<'a>> {
    let entries = thing.node.entries().filter(|_| thing.is_dotted());
    let is_key = |key: &str| {
        let mut kinds = Kind::ALL.iter();
        language.meant(key).is_some() || kinds.any(|kind| kind.table().key(key).is_some())
    };
    let is_part = |entry: &Entry<'_>| !is_key(&entry.key) && entry.node.as_table().is_some();
    let entries = entries.unwrap_or_default().into_iter();
    entries.filter(is_part).collect()
}

/// From the first to the last of the parts of a name, or the last alone where the first stands elsewhere.
fn extent(parts: &[Span]) -> Span {
    let touch =
        |pair: &[Span]| pair[0].source == pair[1].source && pair[0].end + 1 == pair[1].start;
    match parts {
        [first, .., last] if parts.windows(2).all(touch) => first.to(*last),
        [.., last] => *last,
        [] => Span::beginning(crate::source::SourceId::default()),
    }
}

/// Finds `gpt-4.1 = "…"` among the values of a label.
pub(super) fn value(entry: &Entry<'_>) -> Option<Diagnostic> {
    let parts = entry.node.entries()?;
    let part = parts
        .iter()
        .find(|part| language::VALUE.key(&part.key).is_none())
        .filter(|_| entry.is_dotted())?;
    let message = format!(
        "`{0}.{1}` without quotes is the key `{1}` in a table `{0}`",
        entry.key, part.key
    );
    let help = format!("quote the value: `\"{}.{}\"`", entry.key, part.key);
    let (span, quoted) = (
        entry.span.to(part.span),
        quote::string(&format!("{}.{}", entry.key, part.key)),
    );
    let diagnostic = UNKNOWN_KEY.at(span, message).help(help);
    // A part between two dots, or a key that a header names, stands elsewhere.
    let is_whole = parts.len() == 1 && entry.span.end + 1 == part.span.start;
    Some(diagnostic.correct_if_any(is_whole.then(|| Correction::text(span, quoted))))
}
