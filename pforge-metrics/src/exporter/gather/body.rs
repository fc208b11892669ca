//! The body of an exposition: families in the order of their names, in one format.

use crate::builtin::own::families;
use crate::exporter::format::Format;
use crate::exporter::gather::gathered::Exposition;
use crate::exporter::request::query::Filter;
use crate::exposition::family::Family;
use crate::exposition::text::{self, ComposedFamily, Dialect, Form, Style};
use crate::names::Escaping;
use crate::registry::delimited;
use crate::storage::store::Store;

/// What one source has of a family.
struct Part<'a> {
    source: Source<'a>,
    /// The form in OpenMetrics.
    form: Form,
}

enum Source<'a> {
    Catalog(usize, &'static ComposedFamily),
    Foreign(&'a Family),
}

/// The families that a filter takes.
pub(crate) fn body(of: &Exposition, format: Format, filter: &Filter) -> Vec<u8> {
    let mut body = Vec::with_capacity(of.sources.room(filter));
    let escaping = format.escaping();
    let parts = parts(of, escaping);
    let families = parts.chunk_by(|part, next| part.name() == next.name());
    for family in families.filter(|parts| takes(of, filter, format, &parts[0])) {
        if let Some(dialect) = format.dialect() {
            for (number, part) in family.iter().enumerate() {
                let style = Style {
                    form: part.form,
                    continues: number > 0,
                };
                write_text(part, style, of, (escaping, dialect), &mut body);
            }
        } else {
            let messages = family.iter().map(|part| message(part, of));
            delimited::write(messages, &mut body);
        }
    }
    if format.dialect() == Some(Dialect::OpenMetrics) {
        body.extend_from_slice(b"# EOF\n");
    }
    of.sources.wrote(&body);
    body
}

/// All parts of all families: the names in their order, and of one name the sources in theirs.
fn parts(of: &Exposition, escaping: Escaping) -> Vec<Part<'_>> {
    let sources = &of.sources;
    let (ours, theirs) = (sources.cataloged(escaping), of.registered(escaping));
    let form = |name: &str, own| theirs.names.form(name, ours.names.form(name, own));
    let foreign = theirs.families.iter().map(|family| Part {
        source: Source::Foreign(family),
        form: form(&family.name, family.form()),
    });
    let of_catalog = |&(catalog, family): &(usize, &'static ComposedFamily)| Part {
        source: Source::Catalog(catalog, family),
        form: form(family.descriptor.name(), family.descriptor.form()),
    };
    let is_shown = |(catalog, _): &&(usize, &'static ComposedFamily)| {
        let tells_of_dropped = std::ptr::eq(sources.catalogs[*catalog], families::Cells::storage());
        !tells_of_dropped || sources.has_dropped()
    };
    let ours = ours.families.iter().filter(is_shown).map(of_catalog);
    let mut parts: Vec<Part> = ours.chain(foreign).collect();
    parts.sort_by(|a, b| a.name().cmp(b.name()));
    parts
}

/// Whether a filter takes a family by one of the names that it has in this format.
fn takes(of: &Exposition, filter: &Filter, format: Format, part: &Part) -> bool {
    if filter.takes(part.name(), part.suffixes()) {
        return true;
    }
    if format.dialect() != Some(Dialect::OpenMetrics) || part.form == Form::Plain {
        return false;
    }
    let stem = part.stem().is_some_and(|stem| filter.takes(stem, &[]));
    let created = of.sources.created.and_then(|_| part.created_stem());
    stem || created.is_some_and(|stem| filter.takes(&format!("{stem}_created"), &[]))
}

fn write_text(
    part: &Part,
    style: Style,
    of: &Exposition,
    (escaping, dialect): (Escaping, Dialect),
    body: &mut Vec<u8>,
) {
    match part.source {
        Source::Catalog(catalog, family) => {
            let (storage, values) = (of.sources.catalogs[catalog], &of.values[catalog]);
            let created = of.sources.created.filter(|_| style.form == Form::Typed);
            let composed = text::composed_by(escaping, storage, dialect, created);
            composed.write(composed.family(family), (storage, values), style, body);
        }
        Source::Foreign(family) => text::write_foreign(family, dialect, style, body),
    }
}

fn message(part: &Part, of: &Exposition) -> delimited::Message {
    match part.source {
        Source::Catalog(catalog, family) => {
            let (storage, values) = (of.sources.catalogs[catalog], &of.values[catalog]);
            delimited::of_catalog(storage, family.descriptor, values, of.sources.created)
        }
        Source::Foreign(family) => delimited::of_foreign(family),
    }
}

impl Part<'_> {
    fn name(&self) -> &str {
        match self.source {
            Source::Catalog(_, family) => family.descriptor.name(),
            Source::Foreign(family) => &family.name,
        }
    }

    fn stem(&self) -> Option<&str> {
        match self.source {
            Source::Catalog(_, family) => family.descriptor.stem(),
            Source::Foreign(family) => family.stem(),
        }
    }

    /// What is in front of `_created` in the names of created samples, if there are any. Families of registries have none.
    fn created_stem(&self) -> Option<&'static str> {
        match self.source {
            Source::Catalog(_, family) => family.descriptor.created_stem(),
            Source::Foreign(_) => None,
        }
    }

    fn suffixes(&self) -> &'static [&'static str] {
        match self.source {
            Source::Catalog(_, family) => family.descriptor.suffixes(),
            Source::Foreign(family) => family.suffixes(),
        }
    }
}
