//! Where an exporter's families come from, and how they become one exposition.

use crate::bridge::inwards;
use crate::cells::store::Storage;
use crate::foreign::Family;
use crate::text;
use prometheus::Registry;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The catalogs and registries of one exporter.
pub(super) struct Sources {
    catalogs: Vec<&'static Storage>,
    registries: Vec<Registry>,
    /// The size of the largest body so far: what the next one is given room for.
    largest_body: AtomicUsize,
}

/// One family of the exposition, to be written.
enum Part<'a> {
    Catalog {
        storage: &'static Storage,
        values: &'a [u64],
        family: &'static text::ComposedFamily,
    },
    Foreign(&'a Family),
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sources")
            .field("catalogs", &self.catalogs.len())
            .field("registries", &self.registries.len())
            .finish_non_exhaustive()
    }
}

impl Sources {
    pub(super) fn new(catalogs: Vec<&'static Storage>, registries: Vec<Registry>) -> Self {
        Self {
            catalogs,
            registries,
            largest_body: AtomicUsize::new(0),
        }
    }

    pub(super) fn catalogs(&self) -> &[&'static Storage] {
        &self.catalogs
    }

    /// The families of all registries, in the order of the registries.
    pub(super) fn gather(&self) -> Vec<Family> {
        let of = |registry| inwards::gather(registry, &self.catalogs);
        self.registries.iter().flat_map(of).collect()
    }

    /// Takes a snapshot of everything and writes it, families in the order of their names.
    pub(super) fn text(&self) -> Vec<u8> {
        let foreign = self.gather();
        let values: Vec<Vec<u64>> = self
            .catalogs
            .iter()
            .map(|storage| snapshot(storage))
            .collect();

        let mut body = Vec::with_capacity(self.largest_body.load(Relaxed));
        for part in self.merge(&values, &foreign).into_values() {
            match part {
                Part::Catalog {
                    storage,
                    values,
                    family,
                } => {
                    text::composed(storage).write(family, storage, values, &mut body);
                }
                Part::Foreign(family) => text::write_foreign(family, &mut body),
            }
        }
        self.largest_body.fetch_max(body.len(), Relaxed);
        body
    }

    /// The families by name. Of two with the same name, the one of the earlier source stays.
    fn merge<'a>(
        &self,
        values: &'a [Vec<u64>],
        foreign: &'a [Family],
    ) -> BTreeMap<&'a str, Part<'a>> {
        let mut parts = BTreeMap::new();
        for (&storage, values) in self.catalogs.iter().zip(values) {
            for family in text::composed(storage).families() {
                let part = Part::Catalog {
                    storage,
                    values,
                    family,
                };
                parts.entry(family.descriptor.name()).or_insert(part);
            }
        }
        for family in foreign {
            parts
                .entry(family.name.as_str())
                .or_insert(Part::Foreign(family));
        }
        parts
    }
}

fn snapshot(storage: &'static Storage) -> Vec<u64> {
    let mut values = Vec::new();
    storage.copy_into(&mut values);
    values
}
