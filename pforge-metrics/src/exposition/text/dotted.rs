//! Catalogs under the names of the scheme `dots`, the only one that changes the names of a schema: `_` becomes `__`.

use super::composed::Composed;
use super::dialect::Dialect;
use super::{CatalogTexts, Texts};
use crate::descriptor::{Descriptor, LabelDescriptor};
use crate::names::Escaping;
use crate::storage::store::Storage;

/// The table of a catalog with these names, and its texts: made when they are first asked for, and then kept.
pub(super) struct Dotted {
    descriptors: Vec<Descriptor>,
    texts: Texts,
}

/// A catalog's composed text under the names of a scheme. Families have the same numbers in all of them: two names that are
/// plain are in the same order when all their underscores are doubled.
pub(crate) fn composed_by(
    escaping: Escaping,
    storage: &'static Storage,
    dialect: Dialect,
    created: Option<u64>,
) -> &'static Composed {
    if escaping != Escaping::Dots {
        return super::composed(storage, dialect, created);
    }
    let dotted = storage
        .attached(CatalogTexts::default)
        .dotted
        .get_or_init(|| Dotted::new(storage));
    dotted.texts.of(&dotted.descriptors, dialect, created)
}

impl Dotted {
    fn new(storage: &Storage) -> Self {
        Self {
            descriptors: storage.descriptors.iter().map(renamed).collect(),
            texts: Texts::default(),
        }
    }
}

/// The names live as long as the catalog: a static.
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
