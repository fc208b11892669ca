//! The families of an exposition under the names of one escaping scheme, each name once.
//!
//! Families of one name are merged where they have the same metadata and no label set twice. What clashes is dropped: of two
//! sources the earlier one keeps the name, and catalogs are earlier than all others.

use super::difference::{Difference, Metadata, Shared};
use super::names::{ClaimedNames, Clash, SeriesNames};
use crate::descriptor::{Descriptor, LabelDescriptor};
use crate::exposition::model::{Fault, Label, LabelSet, MetricType, Served, label_set};
use crate::exposition::text::{self, Dialect, FamilyTemplate};
use crate::names::Escaping;
use crate::registry::SourceKind;
use crate::storage::store::Storage;
use std::collections::{HashMap, HashSet};

/// The families of the catalogs.
pub(crate) struct Cataloged {
    /// In the order of their names, each with the position of its catalog.
    pub(crate) families: Vec<(usize, &'static FamilyTemplate)>,
    pub(crate) names: SeriesNames,
    by_name: HashMap<&'static str, Vec<&'static Descriptor>>,
    /// The first family that clashes with another, if there is one.
    pub(crate) clash: Option<Dropped>,
}

/// The families of all other sources.
#[derive(Default)]
pub(crate) struct Foreign {
    /// In the order of the sources.
    pub(crate) families: Vec<ForeignFamily>,
    pub(crate) names: SeriesNames,
    by_name: HashMap<String, Namesakes>,
    pub(crate) dropped: Vec<Dropped>,
    /// Whether escaping changes no name here, exemplar labels included.
    pub(crate) is_plain: bool,
}

/// A family, and the kind of source that has it.
pub(crate) struct ForeignFamily {
    pub(crate) source: SourceKind,
    pub(crate) served: Served,
}

/// The served families that have one name.
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
    pub(crate) source: SourceKind,
    pub(crate) reason: Reason,
}

/// Why a family, or a part of it, is not served.
#[derive(Clone)]
pub(crate) enum Reason {
    /// A family of another name, in a source of this kind, has one of its series.
    Clash(Clash, SourceKind),
    Differs(Difference),
    Shared(Shared),
    Fault(Fault),
}

impl Cataloged {
    pub(crate) fn new(catalogs: &[&'static Storage], escaping: Escaping) -> Self {
        let mut all = Self {
            families: Vec::new(),
            names: SeriesNames::default(),
            by_name: HashMap::new(),
            clash: None,
        };
        for (catalog, storage) in catalogs.iter().enumerate() {
            let template = text::escaped_template(escaping, storage, Dialect::Prometheus, None);
            for family in template.families() {
                all.add(catalog, family);
            }
        }
        all.families
            .sort_by_key(|(_, family)| family.descriptor.name());
        all
    }

    fn add(&mut self, catalog: usize, family: &'static FamilyTemplate) {
        let descriptor = family.descriptor;
        let claimed = ClaimedNames::by_descriptor(descriptor);
        if let Err(clash) = self.names.claim(claimed, &SeriesNames::default()) {
            let others = self.named(descriptor.name());
            if others.is_empty() || !others.iter().all(|it| it.merges_with(descriptor)) {
                let reason = Self::reason(others, descriptor, clash);
                self.clash.get_or_insert_with(|| Dropped {
                    family: descriptor.name().to_owned(),
                    source: SourceKind::Catalog,
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

    /// Returns why a family conflicts with others of the same name.
    fn reason(others: &[&Descriptor], descriptor: &Descriptor, clash: Clash) -> Reason {
        let later = Metadata::of_descriptor(descriptor);
        let mut others = others.iter().map(|it| Metadata::of_descriptor(it));
        match others.next() {
            None => Reason::Clash(clash, SourceKind::Catalog),
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

impl Foreign {
    /// Merges families with each other and with those of the catalogs.
    pub(crate) fn new(families: impl Iterator<Item = ForeignFamily>, ours: &Cataloged) -> Self {
        let mut all = Self {
            is_plain: true,
            ..Self::default()
        };
        for family in families {
            all.is_plain &= family.served.is_plain();
            all.add(family, ours);
        }
        all
    }

    fn add(&mut self, family: ForeignFamily, ours: &Cataloged) {
        if let Some(fault) = &family.served.fault {
            self.drop(&family, Reason::Fault(fault.clone()));
            if *fault == Fault::UnnamedFamily {
                return;
            }
        }
        match self
            .names
            .claim(ClaimedNames::by_family(&family.served), &ours.names)
        {
            Ok(()) => self.push(family),
            Err(clash) => self.merge(family, clash, ours),
        }
    }

    /// Adds the metrics of a family to one with the same name, if their metadata are equal.
    fn merge(&mut self, mut family: ForeignFamily, clash: Clash, ours: &Cataloged) {
        let source = family.source;
        let ours = ours.named(&family.served.name);
        if let Some(reason) = self.obstacle(&family, clash, ours) {
            return self.drop(&family, reason);
        }
        let name = family.served.name.clone();
        let mut theirs = self.by_name.get_mut(&name);
        if let Some(theirs) = &mut theirs
            && theirs.label_sets.is_empty()
        {
            let metrics = self.families[theirs.first].served.metrics();
            theirs.label_sets = metrics.map(|(labels, _)| label_set(labels)).collect();
        }
        let first = theirs.as_ref().map(|it| self.families[it.first].source);
        let mut shared = None;
        family.served.retain(|labels| {
            let is_ours = ours.iter().any(|it| can_have(it, labels));
            let is_new = !is_ours
                && match &mut theirs {
                    Some(theirs) => theirs.label_sets.insert(label_set(labels)),
                    None => true,
                };
            if !is_new && shared.is_none() {
                let first = first.filter(|_| !is_ours).unwrap_or(SourceKind::Catalog);
                shared = Some(Shared::external(&name, labels, (first, source)));
            }
            is_new
        });
        if let Some(shared) = shared {
            self.drop(&family, Reason::Shared(shared));
        }
        if !family.served.is_empty() {
            self.push(family);
        }
    }

    /// Why a family can't be merged with those that have its name.
    fn obstacle(
        &self,
        family: &ForeignFamily,
        clash: Clash,
        ours: &[&'static Descriptor],
    ) -> Option<Reason> {
        let first = self.first(&family.served.name);
        let is_known = !ours.is_empty() || first.is_some();
        let same = ours.iter().all(|it| has_metadata_of(it, &family.served))
            && first.is_none_or(|it| it.served.has_metadata_of(&family.served));
        if is_known && same {
            return None;
        }
        let later = Metadata::of_external(family.source, &family.served);
        let ours = ours.iter().map(|it| Metadata::of_descriptor(it));
        let first = first.map(|it| Metadata::of_external(it.source, &it.served));
        let difference = ours.chain(first).find_map(|it| it.difference(&later));
        Some(difference.map_or_else(
            || {
                let first = self.first(&clash.first).filter(|_| !clash.is_before);
                let source = first.map_or(SourceKind::Catalog, |it| it.source);
                Reason::Clash(clash, source)
            },
            Reason::Differs,
        ))
    }

    /// The first family of a name.
    fn first(&self, name: &str) -> Option<&ForeignFamily> {
        let namesakes = self.by_name.get(name)?;
        self.families.get(namesakes.first)
    }

    fn push(&mut self, family: ForeignFamily) {
        let name = &family.served.name;
        if !self.by_name.contains_key(name) {
            let namesakes = Namesakes {
                first: self.families.len(),
                label_sets: HashSet::new(),
            };
            self.by_name.insert(name.clone(), namesakes);
        }
        self.families.push(family);
    }

    fn drop(&mut self, family: &ForeignFamily, reason: Reason) {
        self.dropped.push(Dropped {
            family: family.served.name.clone(),
            source: family.source,
            reason,
        });
    }
}

/// Whether a metric of a catalog and a family that has its name share their metadata.
fn has_metadata_of(metric: &Descriptor, family: &Served) -> bool {
    let units = metric.unit().zip(family.unit());
    (
        metric.name(),
        MetricType::from(metric.kind()),
        metric.help(),
    ) == (&*family.name, family.kind(), family.help())
        && units.is_none_or(|(ours, theirs)| ours == theirs)
}

/// Whether one of the series of a metric can have these labels.
fn can_have(metric: &Descriptor, labels: &[Label]) -> bool {
    let has = |label: &LabelDescriptor| {
        let found = labels.iter().find(|(name, _)| name == label.name());
        found.is_some_and(|(_, value)| label.allows(value))
    };
    let present = labels.iter().filter(|(_, value)| !value.is_empty());
    present.count() == metric.labels().len() && metric.labels().iter().all(has)
}
