//! Gathers a `prometheus::Registry`.

use super::model;
use super::served::without_served;
use super::source::{FamilySource, SourceFamilies, SourceFamily, SourceKind};
#[cfg(feature = "registry-protobuf")]
use super::unknown_fields;
use crate::storage::store::Storage;
use prometheus::Registry;

/// Returns a source that gathers a registry.
pub(crate) fn source(registry: Registry) -> FamilySource {
    FamilySource::new(SourceKind::Registry, move |served| {
        gather(&registry, served)
    })
}

/// Gathers a registry, except the collectors of the `served` catalogs.
fn gather(registry: &Registry, served: &[&'static Storage]) -> SourceFamilies {
    let (gathered, is_stale) = without_served(served, || registry.gather());
    let mut result = SourceFamilies {
        is_stale,
        ..SourceFamilies::default()
    };
    for gathered in &gathered {
        let family = SourceFamily::from(model::family(gathered));
        #[cfg(feature = "registry-protobuf")]
        let family = unknown_fields::read(gathered, family, &mut result.malformed_exemplars);
        result.families.push(family);
    }
    result
}
