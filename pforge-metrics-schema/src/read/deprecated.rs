//! `deprecated`, of metrics and of label values.

use super::table::Table;
use crate::document::Deprecated;
use crate::language;
use crate::report::Report;

/// The `deprecated` of an item, if it has one that is a table.
pub(super) fn deprecated(
    item: &Table<'_>,
    language: &'static language::Table,
    report: &mut Report,
) -> Option<Deprecated> {
    let entry = item.entry("deprecated")?;
    let table = Table::open_entry("`deprecated`", entry, language, report)?;
    Some(Deprecated {
        span: entry.span,
        since: table.string("since", report),
        renamed_to: table.string("renamed_to", report),
        note: table.string("note", report),
        remove_in: table.string("remove_in", report),
    })
}
