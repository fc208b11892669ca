//! Where an exporter's families come from, and how they become one exposition.

use super::builder::BuildError;
use super::names::{Clash, Names};
use crate::bridge::inwards;
use crate::cells::store::Storage;
use crate::descriptor::Kind;
use crate::foreign::{self, Family};
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
    /// The first clash between catalogs, if there is one.
    clash: Option<BuildError>,
    /// The families of the catalogs, with the position of the catalog.
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
                let descriptor = family.descriptor;
                let has_parts = descriptor.kind == Kind::Histogram;
                match names.claim(descriptor.name(), has_parts, &Names::default()) {
                    Ok(()) => families.push((catalog, family)),
                    Err(found) => {
                        clash.get_or_insert_with(|| duplicate(found, descriptor.name()));
                    }
                }
            }
        }
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
        if let Some(clash) = &self.clash {
            return Err(clash.clone());
        }
        let mut names = Names::default();
        for family in self.gather() {
            if family.mixed {
                return Err(BuildError::MixedTypes { name: family.name });
            }
            let claimed = names.claim(&family.name, has_parts(&family), &self.names);
            claimed.map_err(|clash| duplicate(clash, &family.name))?;
        }
        Ok(())
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
        let fits = foreign.iter().filter(|family| {
            names
                .claim(&family.name, has_parts(family), &self.names)
                .is_ok()
        });
        let foreign = fits.map(Part::Foreign);
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

/// Whether the family's series have names of their own.
fn has_parts(family: &Family) -> bool {
    matches!(
        family.kind,
        foreign::Kind::Histogram | foreign::Kind::Summary
    )
}

fn duplicate(clash: Clash, second: &str) -> BuildError {
    let Clash { name, first } = clash;
    BuildError::DuplicateName {
        name,
        first,
        second: second.to_owned(),
    }
}

fn snapshot(storage: &'static Storage) -> Vec<u64> {
    let mut values = Vec::new();
    storage.copy_into(&mut values);
    values
}
