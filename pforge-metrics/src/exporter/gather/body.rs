//! Writes the body of an exposition in one format. Families are sorted by name.

use crate::builtin::own::families;
use crate::exporter::format::ExpositionFormat;
use crate::exporter::gather::filter::Filter;
use crate::exporter::gather::gathered::Gathered;
use crate::exposition::model::Served;
use crate::exposition::protobuf::{self, Head};
use crate::exposition::text::{self, Dialect, FamilyTemplate, Form, OmittedExemplars, Style};
use crate::names::Escaping;
use crate::storage::store::Store;

/// The part of a family that comes from one source.
pub(super) struct FamilyPart<'a> {
    pub(super) family: PartContent<'a>,
    /// The form in OpenMetrics.
    form: Form,
}

pub(super) enum PartContent<'a> {
    /// The index of the catalog, and the family.
    Catalog(usize, &'static FamilyTemplate),
    External(&'a Served),
}

/// Appends the families that match a filter. Returns the number of exemplars that the format cannot represent.
pub(crate) fn write(
    of: &Gathered,
    format: ExpositionFormat,
    filter: &Filter,
    body: &mut Vec<u8>,
) -> OmittedExemplars {
    let mut omitted = OmittedExemplars::default();
    let escaping = format.escaping();
    let parts = parts(of, escaping);
    let families = parts.chunk_by(|part, next| part.name() == next.name());
    for family in families.filter(|parts| takes(of, filter, format, &parts[0])) {
        let Some(dialect) = format.dialect() else {
            write_message(family, of, body);
            continue;
        };
        for (number, part) in family.iter().enumerate() {
            let style = Style {
                form: part.form,
                continues: number > 0,
            };
            write_text((part, style), of, (escaping, dialect), &mut omitted, body);
        }
    }
    if format.dialect() == Some(Dialect::OpenMetrics) {
        body.extend_from_slice(b"# EOF\n");
    }
    omitted
}

/// Returns the parts of all families, sorted by name and then in the order of the sources.
pub(super) fn parts(of: &Gathered, escaping: Escaping) -> Vec<FamilyPart<'_>> {
    let (ours, theirs) = (of.catalogs.named(escaping), of.external(escaping));
    let form = |name: &str, own| theirs.names.form(name, ours.names.form(name, own));
    let external = theirs.families.iter().map(|family| FamilyPart {
        form: form(&family.served.name, family.served.form()),
        family: PartContent::External(&family.served),
    });
    let of_catalog = |&(catalog, family): &(usize, &'static FamilyTemplate)| FamilyPart {
        form: form(family.descriptor.name(), family.descriptor.form()),
        family: PartContent::Catalog(catalog, family),
    };
    let is_shown = |(catalog, _): &&(usize, &'static FamilyTemplate)| {
        let storage = of.catalogs.storages[*catalog];
        of.shows_dropped || !std::ptr::eq(storage, families::Cells::storage())
    };
    let ours = ours.families.iter().filter(is_shown).map(of_catalog);
    let mut parts: Vec<FamilyPart> = ours.chain(external).collect();
    parts.sort_by(|a, b| a.name().cmp(b.name()));
    parts
}

/// Returns whether a filter matches one of the names that a family has in this format.
fn takes(of: &Gathered, filter: &Filter, format: ExpositionFormat, part: &FamilyPart) -> bool {
    if filter.takes(part.name(), part.suffixes()) {
        return true;
    }
    if format.dialect() != Some(Dialect::OpenMetrics) || part.form == Form::Plain {
        return false;
    }
    let stem = part.stem().is_some_and(|stem| filter.takes(stem, &[]));
    let created = of.created.and_then(|_| part.created_stem());
    stem || created.is_some_and(|stem| filter.takes(&format!("{stem}_created"), &[]))
}

fn write_text(
    (part, style): (&FamilyPart, Style),
    of: &Gathered,
    (escaping, dialect): (Escaping, Dialect),
    omitted: &mut OmittedExemplars,
    body: &mut Vec<u8>,
) {
    match part.family {
        PartContent::Catalog(catalog, family) => {
            let (storage, values) = (of.catalogs.storages[catalog], &of.values[catalog]);
            let created = of.created.filter(|_| style.form == Form::Typed);
            let template = text::escaped_template(escaping, storage, dialect, created);
            template.write(template.family(family), (storage, values), style, body);
        }
        PartContent::External(family) => {
            let shows_created = of.created.is_some();
            text::write_external(family, (dialect, style), shows_created, omitted, body);
        }
    }
}

/// Appends all parts of a family as one protobuf message.
fn write_message(parts: &[FamilyPart], of: &Gathered, body: &mut Vec<u8>) {
    let head = match parts[0].family {
        PartContent::Catalog(_, family) => Head::of_descriptor(family.descriptor),
        PartContent::External(family) => Head::of_external(family),
    };
    let push_metrics = |out: &mut Vec<u8>| {
        for part in parts {
            match part.family {
                PartContent::Catalog(catalog, family) => {
                    let (storage, values) = (of.catalogs.storages[catalog], &of.values[catalog]);
                    protobuf::push_catalog(storage, family.descriptor, values, of.created, out);
                }
                PartContent::External(family) => protobuf::push_external(family, out),
            }
        }
    };
    protobuf::write(&head, push_metrics, body);
}

impl FamilyPart<'_> {
    pub(super) fn name(&self) -> &str {
        match self.family {
            PartContent::Catalog(_, family) => family.descriptor.name(),
            PartContent::External(family) => &family.name,
        }
    }

    fn stem(&self) -> Option<&str> {
        match self.family {
            PartContent::Catalog(_, family) => family.descriptor.stem(),
            PartContent::External(family) => family.stem(),
        }
    }

    /// Returns the name of created samples without `_created`, if the family can have such samples.
    fn created_stem(&self) -> Option<&str> {
        match self.family {
            PartContent::Catalog(_, family) => family.descriptor.created_stem(),
            PartContent::External(family) => family.created_stem(),
        }
    }

    fn suffixes(&self) -> &'static [&'static str] {
        match self.family {
            PartContent::Catalog(_, family) => family.descriptor.suffixes(),
            PartContent::External(family) => family.suffixes(),
        }
    }
}
