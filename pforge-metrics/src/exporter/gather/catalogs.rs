//! The catalogs of an exporter and the names of their families, computed once before the first gather.

use super::families::Cataloged;
use crate::builtin::process;
use crate::names::Escaping;
use crate::storage::store::{Storage, Store};
use std::sync::OnceLock;

/// The catalogs of an exporter.
pub(crate) struct Catalogs {
    pub(crate) storages: Vec<&'static Storage>,
    cataloged: Cataloged,
    /// The families with their names in the scheme `dots`.
    dotted: OnceLock<Cataloged>,
}

impl Catalogs {
    pub(crate) fn new(storages: Vec<&'static Storage>) -> Self {
        Self {
            cataloged: Cataloged::new(&storages, Escaping::Underscores),
            storages,
            dotted: OnceLock::new(),
        }
    }

    /// Returns the families with their names in an escaping scheme.
    pub(crate) fn named(&self, escaping: Escaping) -> &Cataloged {
        // The other schemes do not change the names of a schema.
        if escaping != Escaping::Dots {
            return &self.cataloged;
        }
        self.dotted
            .get_or_init(|| Cataloged::new(&self.storages, escaping))
    }

    /// Returns whether the exporter serves the process catalog and a name belongs to it. The collector of `prometheus` uses the same
    /// names for the same values, so this is not a conflict: only the catalog's family is served.
    pub(crate) fn tells_of_process(&self, name: &str) -> bool {
        let process = process::Cells::storage();
        let is_served = self.storages.iter().any(|it| std::ptr::eq(*it, process));
        is_served && process.descriptors.iter().any(|it| it.name() == name)
    }
}
