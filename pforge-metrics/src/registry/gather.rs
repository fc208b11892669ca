//! From a `prometheus::Registry` to families.

use super::model;
use super::served::while_served;
use super::source::{FamilySource, Found, FoundFamily, SourceKind};
#[cfg(feature = "registry-protobuf")]
use super::unknown_fields;
use crate::storage::store::Storage;
use prometheus::Registry;

/// A registry as a source.
pub(crate) fn source(registry: Registry) -> FamilySource {
    FamilySource::new(SourceKind::Registry, move |served| {
        gather(&registry, served)
    })
}

/// What a registry holds, but for the collectors of the `served` catalogs.
fn gather(registry: &Registry, served: &[&'static Storage]) -> Found {
    let (gathered, is_stale) = while_served(served, || registry.gather());
    let mut found = Found {
        is_stale,
        ..Found::default()
    };
    for gathered in &gathered {
        let family = FoundFamily::from(model::family(gathered));
        #[cfg(feature = "registry-protobuf")]
        let family = unknown_fields::read(gathered, family, &mut found.malformed_exemplars);
        found.families.push(family);
    }
    found
}
