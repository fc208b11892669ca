//! The families of an exposition under the names of one escaping scheme, each name once.
//!
//! Families of one name are merged where they have the same metadata and no label set twice. What clashes is dropped: of two
//! sources the earlier one keeps the name, and catalogs are earlier than registries.

use super::difference::{Difference, Metadata, Shared, SourceKind};
use super::names::{Clash, Names, Wanted};
use crate::descriptor::{self, Descriptor, LabelDescriptor};
use crate::exposition::family::{self, Family, Fault, LabelSet, Metric};
use crate::exposition::text::{self, ComposedFamily, Dialect};
use crate::names::Escaping;
use crate::storage::store::Storage;
use std::collections::{HashMap, HashSet};

/// The families of the catalogs.
pub(crate) struct Cataloged {
    /// In the order of their names, each with the position of its catalog.
    pub(crate) families: Vec<(usize, &'static ComposedFamily)>,
    pub(crate) names: Names,
    by_name: HashMap<&'static str, Vec<&'static Descriptor>>,
    /// The first family that clashes with another, if there is one.
    pub(crate) clash: Option<Dropped>,
}

/// The families of the registries.
#[derive(Default)]
pub(crate) struct Registered {
    /// In the order of the registries.
    pub(crate) families: Vec<Family>,
    pub(crate) names: Names,
    by_name: HashMap<String, Namesakes>,
    pub(crate) dropped: Vec<Dropped>,
    /// Whether escaping changes no name here, exemplar labels included.
    pub(crate) is_plain: bool,
}

/// The served families of registries that have one name.
struct Namesakes {
    /// The position of the first family. The others have the same metadata.
    first: usize,
    /// The label sets of all families, filled when the second family comes: most names have one family.
    label_sets: HashSet<LabelSet>,
}

/// A family that is not served, or not with all of its metrics.
#[derive(Clone)]
pub(crate) struct Dropped {
    pub(crate) family: String,
    pub(crate) reason: Reason,
}

/// Why a family, or a part of it, is not served.
#[derive(Clone)]
pub(crate) enum Reason {
    /// A family of another name has one of its series.
    Clash(Clash),
    Differs(Difference),
    Shared(Shared),
    Fault(Fault),
}

impl Cataloged {
    pub(crate) fn new(catalogs: &[&'static Storage], escaping: Escaping) -> Self {
        let mut all = Self {
            families: Vec::new(),
            names: Names::default(),
            by_name: HashMap::new(),
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
        if let Err(clash) = self.names.claim(wanted, &Names::default()) {
            let others = self.named(descriptor.name());
            if others.is_empty() || !others.iter().all(|it| it.merges_with(descriptor)) {
                let reason = Self::reason(others, descriptor, clash);
                self.clash.get_or_insert_with(|| Dropped {
                    family: descriptor.name().to_owned(),
                    reason,
                });
                return;
            }
        }
        self.families.push((catalog, family));
        let namesakes = self.by_name.entry(descriptor.name()).or_default();
        namesakes.push(descriptor);
    }

    fn named(&self, name: &str) -> &[&'static Descriptor] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
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
}

impl Registered {
    /// Merges families with each other and with those of the catalogs.
    pub(crate) fn new(families: impl Iterator<Item = Family>, ours: &Cataloged) -> Self {
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
            Ok(()) => self.push(family),
            Err(clash) => self.merge(family, clash, ours),
        }
    }

    /// Adds the metrics of a family whose name is taken, as far as that is by one with the same metadata.
    fn merge(&mut self, mut family: Family, clash: Clash, ours: &Cataloged) {
        let ours = ours.named(&family.name);
        let mut theirs = self.by_name.get_mut(&family.name);
        let is_known = !ours.is_empty() || theirs.is_some();
        let first = theirs.as_ref().map(|it| &self.families[it.first]);
        let same = ours.iter().all(|it| has_metadata_of(it, &family))
            && first.is_none_or(|it| it.has_metadata_of(&family));
        if !is_known || !same {
            let later = Metadata::of_family(&family);
            let ours = ours.iter().map(|it| Metadata::of_descriptor(it));
            let mut all = ours.chain(first.map(Metadata::of_family));
            let difference = all.find_map(|it| it.difference(&later));
            let reason = difference.map_or(Reason::Clash(clash), Reason::Differs);
            return self.drop(&family, reason);
        }
        if let (Some(theirs), Some(first)) = (&mut theirs, first)
            && theirs.label_sets.is_empty()
        {
            theirs.label_sets = first.metrics.iter().map(Metric::label_set).collect();
        }
        let mut shared = None;
        family.metrics.retain(|metric| {
            let is_ours = ours.iter().any(|it| can_have(it, &metric.labels));
            let is_new = !is_ours
                && match &mut theirs {
                    Some(theirs) => theirs.label_sets.insert(metric.label_set()),
                    None => true,
                };
            if !is_new && shared.is_none() {
                let first = if is_ours {
                    SourceKind::Catalog
                } else {
                    SourceKind::Registry
                };
                shared = Some(Shared::registered(&family.name, metric, first));
            }
            is_new
        });
        if let Some(shared) = shared {
            family.is_as_gathered = false;
            self.drop(&family, Reason::Shared(shared));
        }
        if !family.metrics.is_empty() {
            self.push(family);
        }
    }

    fn push(&mut self, family: Family) {
        if !self.by_name.contains_key(&family.name) {
            let namesakes = Namesakes {
                first: self.families.len(),
                label_sets: HashSet::new(),
            };
            self.by_name.insert(family.name.clone(), namesakes);
        }
        self.families.push(family);
    }

    fn drop(&mut self, family: &Family, reason: Reason) {
        self.dropped.push(Dropped {
            family: family.name.clone(),
            reason,
        });
    }
}

/// Whether a metric of a catalog and a family of a registry that has its name share their metadata.
fn has_metadata_of(metric: &Descriptor, family: &Family) -> bool {
    let kind = match metric.kind() {
        descriptor::Kind::Counter => family::Kind::Counter,
        descriptor::Kind::Gauge => family::Kind::Gauge,
        descriptor::Kind::Histogram => family::Kind::Histogram,
        descriptor::Kind::StateSet | descriptor::Kind::Info => return false,
    };
    (metric.name(), kind, metric.help()) == (&*family.name, family.kind, &*family.help)
}

/// Whether one of the series of a metric can have these labels.
fn can_have(metric: &Descriptor, labels: &[(String, String)]) -> bool {
    let has = |label: &LabelDescriptor| {
        let found = labels.iter().find(|(name, _)| name == label.name());
        found.is_some_and(|(_, value)| label.can_be(value))
    };
    let present = labels.iter().filter(|(_, value)| !value.is_empty());
    present.count() == metric.labels().len() && metric.labels().iter().all(has)
}
