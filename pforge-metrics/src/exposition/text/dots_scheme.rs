//! Templates of catalogs in the escaping scheme `dots`, the only one that changes the names of a schema: `_` becomes
//! `__`.

use super::dialect::Dialect;
use super::template::CatalogTemplate;
use super::{CatalogTemplates, DialectTemplates};
use crate::descriptor::{Descriptor, LabelDescriptor};
use crate::names::Escaping;
use crate::storage::store::Storage;

/// The descriptors of a catalog with escaped names, and their templates. They are built at their first use.
pub(super) struct DotsTemplates {
    descriptors: Vec<Descriptor>,
    templates: DialectTemplates,
}

/// Returns the template of a catalog in an escaping scheme. The order of the families is the same in all schemes,
/// because doubling all underscores keeps the order of plain names.
pub(crate) fn escaped_template(
    escaping: Escaping,
    storage: &'static Storage,
    dialect: Dialect,
    created: Option<u64>,
) -> &'static CatalogTemplate {
    if escaping != Escaping::Dots {
        return super::template(storage, dialect, created);
    }
    let dots = storage
        .attached(CatalogTemplates::default)
        .dots
        .get_or_init(|| DotsTemplates::new(storage));
    dots.templates
        .get_or_build(&dots.descriptors, dialect, created)
}

impl DotsTemplates {
    fn new(storage: &Storage) -> Self {
        Self {
            descriptors: storage.descriptors.iter().map(renamed).collect(),
            templates: DialectTemplates::default(),
        }
    }
}

/// Escapes the names of a descriptor. Leaks them, because the catalog is a static.
fn renamed(descriptor: &Descriptor) -> Descriptor {
    let labels = descriptor.labels().iter();
    let labels = labels.map(|label| label.renamed(leak(Escaping::Dots.label(label.name()))));
    let labels: Vec<LabelDescriptor> = labels.collect();
    let name = leak(Escaping::Dots.metric(descriptor.name()));
    descriptor.renamed(name, labels.leak())
}

fn leak(name: std::borrow::Cow<str>) -> &'static str {
    name.into_owned().leak()
}
