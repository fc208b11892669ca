//! Where an exporter's families come from, and how they become one exposition.

use super::builder::BuildError;
use super::names::{Clash, Names};
use crate::bridge::inwards;
use crate::cells::store::{Storage, Store};
use crate::foreign::Family;
use crate::process;
use crate::text::{self, ComposedFamily};
use prometheus::Registry;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The catalogs and registries of one exporter.
pub(super) struct Sources {
    catalogs: Vec<&'static Storage>,
    registries: Vec<Registry>,
    /// What the catalogs' families are called.
    names: Names,
    /// The first family of a catalog that clashes with another, if there is one.
    clash: Option<(Clash, &'static str)>,
    /// The families of the catalogs in the order of their names, with the position of the catalog.
    families: Vec<(usize, &'static ComposedFamily)>,
    /// The size of the largest body so far: what the next one is given room for.
    largest_body: AtomicUsize,
}

/// One family of the exposition, to be written.
enum Part<'a> {
    Catalog(usize, &'static ComposedFamily),
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
        let (mut names, mut clash, mut families) = (Names::default(), None, Vec::new());
        for (catalog, storage) in catalogs.iter().enumerate() {
            for family in text::composed(storage).families() {
                let name = family.descriptor.name();
                match names.claim(name, family.descriptor.suffixes(), &Names::default()) {
                    Ok(()) => families.push((catalog, family)),
                    Err(found) => clash = clash.or(Some((found, name))),
                }
            }
        }
        families.sort_by_key(|(_, family)| family.descriptor.name());
        let largest_body = AtomicUsize::new(0);
        Self {
            catalogs,
            registries,
            names,
            clash,
            families,
            largest_body,
        }
    }

    /// Looks for clashes among all that is there by now.
    pub(super) fn check(&self) -> Result<(), BuildError> {
        if let Some((clash, second)) = &self.clash {
            return Err(BuildError::duplicate_name(clash, second));
        }
        let mut names = Names::default();
        for family in self.gather() {
            if self.tells_of_process(&family.name) {
                continue;
            }
            if let Some(fault) = family.fault {
                return Err(BuildError::fault(fault, family.name));
            }
            let claimed = names.claim(&family.name, family.suffixes(), &self.names);
            claimed.map_err(|clash| BuildError::duplicate_name(&clash, &family.name))?;
        }
        Ok(())
    }

    /// Whether a name belongs to the catalog of the process, and that is served. The collector of `prometheus` has the same
    /// names for the same things, so they do not clash: they are served once, by us.
    fn tells_of_process(&self, name: &str) -> bool {
        let process = process::Cells::storage();
        let is_served = self.catalogs.iter().any(|it| std::ptr::eq(*it, process));
        is_served && process.descriptors.iter().any(|it| it.name() == name)
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
        for part in self.parts(&foreign) {
            match part {
                Part::Catalog(catalog, family) => {
                    let storage = self.catalogs[catalog];
                    text::composed(storage).write(family, storage, &values[catalog], &mut body);
                }
                Part::Foreign(family) => text::write_foreign(family, &mut body),
            }
        }
        self.largest_body.fetch_max(body.len(), Relaxed);
        body
    }

    /// The families of all registries, in the order of the registries.
    fn gather(&self) -> Vec<Family> {
        let of = |registry| inwards::gather(registry, &self.catalogs);
        self.registries.iter().flat_map(of).collect()
    }

    /// All families in the order of their names. Of two that clash, the one of the earlier source stays.
    fn parts<'a>(&self, foreign: &'a [Family]) -> Vec<Part<'a>> {
        let mut names = Names::default();
        let fits = |family: &&Family| {
            names
                .claim(&family.name, family.suffixes(), &self.names)
                .is_ok()
        };
        let foreign = foreign.iter().filter(fits).map(Part::Foreign);
        let ours = self
            .families
            .iter()
            .map(|&(catalog, family)| Part::Catalog(catalog, family));
        let mut parts: Vec<Part> = ours.chain(foreign).collect();
        parts.sort_by(|a, b| a.name().cmp(b.name()));
        parts
    }
}

impl Part<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Catalog(_, family) => family.descriptor.name(),
            Self::Foreign(family) => &family.name,
        }
    }
}

fn snapshot(storage: &'static Storage) -> Vec<u64> {
    let mut values = Vec::new();
    storage.copy_into(&mut values);
    values
}
