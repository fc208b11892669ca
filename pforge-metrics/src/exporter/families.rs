//! The families of an exposition under the names of one escaping scheme, each name once.
//!
//! Families of one name are merged where they have the same metadata and no label set twice. What clashes is dropped: of two
//! sources the earlier one keeps the name, and catalogs are earlier than registries.

use super::difference::{Difference, Metadata, Shared, SourceKind};
use super::names::{Clash, Names, Wanted};
use crate::cells::store::Storage;
use crate::descriptor::Descriptor;
use crate::escaping::Escaping;
use crate::foreign::{Family, Fault, LabelSet, Metric};
use crate::text::{self, ComposedFamily, Dialect};
use std::collections::HashSet;

/// The families of the catalogs.
pub(super) struct Cataloged {
    /// In the order of their names, each with the position of its catalog.
    pub(super) families: Vec<(usize, &'static ComposedFamily)>,
    pub(super) names: Names,
    /// The first family that clashes with another, if there is one.
    pub(super) clash: Option<Dropped>,
}

/// The families of the registries.
#[derive(Default)]
pub(super) struct Registered {
    /// In the order of the registries.
    pub(super) families: Vec<Family>,
    pub(super) names: Names,
    pub(super) dropped: Vec<Dropped>,
    /// Whether no name had to be escaped, nor one of an exemplar could have been.
    pub(super) is_plain: bool,
}

/// A family that is not served, or not with all of its metrics.
#[derive(Clone)]
pub(super) struct Dropped {
    pub(super) family: String,
    pub(super) reason: Reason,
}

/// Why a family, or a part of it, is not served.
#[derive(Clone)]
pub(super) enum Reason {
    /// A family of another name has one of its series.
    Clash(Clash),
    Differs(Difference),
    Shared(Shared),
    Fault(Fault),
}

impl Cataloged {
    pub(super) fn new(catalogs: &[&'static Storage], escaping: Escaping) -> Self {
        let mut all = Self {
            families: Vec::new(),
            names: Names::default(),
            clash: None,
        };
        for (catalog, storage) in catalogs.iter().enumerate() {
            let composed = text::composed_by(escaping, storage, Dialect::Prometheus, None);
            for family in composed.families() {
                all.add(catalog, family);
            }
        }
        all.families
            .sort_by_key(|(_, family)| family.descriptor.name());
        all
    }

    fn add(&mut self, catalog: usize, family: &'static ComposedFamily) {
        let descriptor = family.descriptor;
        let wanted = Wanted::by_descriptor(descriptor);
        match self.names.claim(wanted, &Names::default()) {
            Ok(()) => self.families.push((catalog, family)),
            Err(clash) => {
                let others = self.named(descriptor.name());
                let merges = others.iter().all(|it| it.merges_with(descriptor));
                if !others.is_empty() && merges {
                    self.families.push((catalog, family));
                } else {
                    let reason = Self::reason(&others, descriptor, clash);
                    self.clash.get_or_insert_with(|| Dropped {
                        family: descriptor.name().to_owned(),
                        reason,
                    });
                }
            }
        }
    }

    /// Why a family can't be served beside these of its name.
    fn reason(others: &[&Descriptor], descriptor: &Descriptor, clash: Clash) -> Reason {
        let later = Metadata::of_descriptor(descriptor);
        let mut others = others.iter().map(|it| Metadata::of_descriptor(it));
        match others.next() {
            None => Reason::Clash(clash),
            Some(first) => first
                .difference(&later)
                .or_else(|| others.find_map(|it| it.difference(&later)))
                .map_or_else(
                    || Reason::Shared(Shared::cataloged(descriptor.name())),
                    Reason::Differs,
                ),
        }
    }

    fn named(&self, name: &str) -> Vec<&'static Descriptor> {
        let metrics = self.families.iter().map(|(_, family)| family.descriptor);
        metrics.filter(|it| it.name() == name).collect()
    }
}

impl Registered {
    /// Merges families with each other and with those of the catalogs.
    pub(super) fn new(families: impl Iterator<Item = Family>, ours: &Cataloged) -> Self {
        let mut all = Self {
            is_plain: true,
            ..Self::default()
        };
        for family in families {
            all.is_plain &= family.is_as_gathered && !family.has_exemplars();
            all.add(family, ours);
        }
        all
    }

    fn add(&mut self, family: Family, ours: &Cataloged) {
        if let Some(fault) = &family.fault {
            self.drop(&family, Reason::Fault(fault.clone()));
        }
        match self.names.claim(Wanted::by_family(&family), &ours.names) {
            Ok(()) => self.families.push(family),
            Err(clash) => self.merge(family, clash, ours),
        }
    }

    /// Adds the metrics of a family whose name is taken, as far as that is by one with the same metadata.
    fn merge(&mut self, mut family: Family, clash: Clash, ours: &Cataloged) {
        let ours = ours.named(&family.name);
        let same_name = |it: &&Family| it.name == family.name;
        let theirs: Vec<&Family> = self.families.iter().filter(same_name).collect();
        let is_known = !ours.is_empty() || !theirs.is_empty();
        let same = ours.iter().all(|it| it.has_metadata_of(&family))
            && theirs.iter().all(|it| it.has_metadata_of(&family));
        if !is_known || !same {
            let later = Metadata::of_family(&family);
            let ours = ours.iter().map(|it| Metadata::of_descriptor(it));
            let mut all = ours.chain(theirs.iter().map(|it| Metadata::of_family(it)));
            let difference = all.find_map(|it| it.difference(&later));
            let reason = difference.map_or(Reason::Clash(clash), Reason::Differs);
            return self.drop(&family, reason);
        }
        let taken: HashSet<LabelSet> = theirs
            .iter()
            .flat_map(|it| &it.metrics)
            .map(Metric::label_set)
            .collect();
        let mut shared = None;
        family.metrics.retain(|metric| {
            let is_ours = ours.iter().any(|it| it.can_have(&metric.labels));
            let is_taken = is_ours || taken.contains(&metric.label_set());
            if is_taken && shared.is_none() {
                let first = if is_ours {
                    SourceKind::Catalog
                } else {
                    SourceKind::Registry
                };
                shared = Some(Shared::registered(&family.name, metric, first));
            }
            !is_taken
        });
        if let Some(shared) = shared {
            family.is_as_gathered = false;
            self.drop(&family, Reason::Shared(shared));
        }
        if !family.metrics.is_empty() {
            self.families.push(family);
        }
    }

    fn drop(&mut self, family: &Family, reason: Reason) {
        self.dropped.push(Dropped {
            family: family.name.clone(),
            reason,
        });
    }
}
