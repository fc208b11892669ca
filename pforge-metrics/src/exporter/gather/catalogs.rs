//! The catalogs of an exporter and the names of their families, which are known before a gather.

use super::families::Cataloged;
use crate::builtin::process;
use crate::names::Escaping;
use crate::storage::store::{Storage, Store};
use std::sync::OnceLock;

/// The catalogs of an exporter.
pub(crate) struct Catalogs {
    pub(crate) storages: Vec<&'static Storage>,
    cataloged: Cataloged,
    /// The same in the scheme `dots`.
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

    /// The families under the names of a scheme.
    pub(crate) fn named(&self, escaping: Escaping) -> &Cataloged {
        // The other schemes do not change the names of a schema.
        if escaping != Escaping::Dots {
            return &self.cataloged;
        }
        self.dotted
            .get_or_init(|| Cataloged::new(&self.storages, escaping))
    }

    /// Whether a name belongs to the catalog of the process, and that is served. The collector of `prometheus` has the same
    /// names for the same things, so they do not clash: they are served once, by us.
    pub(crate) fn tells_of_process(&self, name: &str) -> bool {
        let process = process::Cells::storage();
        let is_served = self.storages.iter().any(|it| std::ptr::eq(*it, process));
        is_served && process.descriptors.iter().any(|it| it.name() == name)
    }
}
