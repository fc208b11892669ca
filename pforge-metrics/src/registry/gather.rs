//! From a `prometheus::Registry` to families.

use super::model;
use super::served::while_served;
use super::source::Found;
use crate::storage::store::Storage;
use prometheus::Registry;

/// What a registry holds, but for the collectors of the `served` catalogs.
pub(super) fn gather(registry: &Registry, served: &[&'static Storage]) -> Found {
    let (gathered, is_stale) = while_served(served, || registry.gather());
    let mut malformed_exemplars = 0;
    let families = gathered.iter();
    let families = families.map(|family| model::family(family, &mut malformed_exemplars));
    Found {
        families: families.collect(),
        is_stale,
        malformed_exemplars,
    }
}
