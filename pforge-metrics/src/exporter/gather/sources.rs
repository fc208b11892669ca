//! Where an exporter's families come from, and how they become one exposition.

use super::difference::{Field, SourceKind};
use super::families::{Cataloged, Dropped, Reason, Registered};
use crate::builtin::exporter::promhttp::Cause;
use crate::builtin::exporter::{Callback, fail, panicked};
use crate::builtin::own::{self, families::FamilyFault};
use crate::builtin::process;
use crate::clock;
#[cfg(feature = "push")]
use crate::descriptor::{Kind, LabelDescriptor};
use crate::exporter::builder::BuildError;
use crate::exporter::gather::gathered::Exposition;
use crate::exporter::request::query::Filter;
use crate::exposition::family::Fault;
use crate::names::Escaping;
use crate::panics::contained;
use crate::registry::{Message, inwards};
use crate::storage::store::{Storage, Store};
use prometheus::Registry;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

/// The catalogs and registries of one exporter.
pub(crate) struct Sources {
    pub(crate) catalogs: Vec<&'static Storage>,
    registries: Vec<Registry>,
    /// When the process began, in milliseconds since the epoch, if series tell when they did.
    pub(crate) created: Option<u64>,
    cataloged: Cataloged,
    /// The same in the scheme `dots`.
    dotted: OnceLock<Cataloged>,
    /// The size of the largest body so far: what the next one is given room for.
    largest_body: AtomicUsize,
    has_dropped: AtomicBool,
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
    pub(crate) fn new(
        catalogs: Vec<&'static Storage>,
        registries: Vec<Registry>,
        shows_created: bool,
    ) -> Self {
        let cataloged = Cataloged::new(&catalogs, Escaping::Underscores);
        Self {
            catalogs,
            registries,
            created: shows_created.then(clock::process_start_ms),
            cataloged,
            dotted: OnceLock::new(),
            largest_body: AtomicUsize::new(0),
            has_dropped: AtomicBool::new(false),
        }
    }

    /// Looks for clashes among all that is there by now, under the names of the scheme that is the default.
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if let Some(clash) = &self.cataloged.clash {
            return Err(BuildError::dropped(clash.clone(), SourceKind::Catalog));
        }
        let gathered: Vec<Message> = self.families().collect();
        let registered = self.registered(&gathered, Escaping::Underscores);
        let dropped = registered.dropped.into_iter().next();
        dropped.map_or(Ok(()), |dropped| {
            Err(BuildError::dropped(dropped, SourceKind::Registry))
        })
    }

    /// Whether a name belongs to the catalog of the process, and that is served. The collector of `prometheus` has the same
    /// names for the same things, so they do not clash: they are served once, by us.
    fn tells_of_process(&self, name: &str) -> bool {
        let process = process::Cells::storage();
        let is_served = self.catalogs.iter().any(|it| std::ptr::eq(*it, process));
        is_served && process.descriptors.iter().any(|it| it.name() == name)
    }

    /// Gathers the registries and copies the values of the catalogs. A panic of a collector costs the families of its registry,
    /// a panic of a refresh function nothing but the new values of its catalog.
    pub(crate) fn gather(self: &Arc<Self>) -> Exposition {
        let mut is_partial = false;
        // Counted at once, so that this exposition shows it.
        let mut lost = |callback| {
            fail(Cause::Gathering);
            panicked(callback);
            is_partial = true;
        };
        let mut gathered = Vec::new();
        for registry in &self.registries {
            match contained(|| inwards::gather(registry, &self.catalogs)) {
                Ok(found) => {
                    gathered.extend(found.families);
                    if found.is_stale {
                        lost(Callback::Refresh);
                    }
                }
                Err(_) => lost(Callback::Collector),
            }
        }
        let registered = self.registered(&gathered, Escaping::Underscores);
        // Before the values are copied, so that they tell what this exposition lacks.
        self.count(&registered.dropped);
        let mut values = vec![Vec::new(); self.catalogs.len()];
        for (storage, values) in self.catalogs.iter().zip(&mut values) {
            if storage.copy_into(values).is_err() {
                lost(Callback::Refresh);
            }
        }
        Exposition::new(Arc::clone(self), (gathered, registered), values, is_partial)
    }

    /// The families of all registries, in the order of the registries.
    fn families(&self) -> impl Iterator<Item = Message> {
        let of = |registry| inwards::gather(registry, &self.catalogs).families;
        self.registries.iter().flat_map(of)
    }

    /// The first label of any series whose name is such a one, behind the name of its family.
    #[cfg(feature = "push")]
    pub(crate) fn label_of(
        &self,
        exposition: &Exposition,
        is_such: impl Fn(&str) -> bool,
    ) -> Option<(String, String)> {
        let ours = self.cataloged.families.iter().flat_map(|(_, family)| {
            let (name, labels) = (family.descriptor.name(), family.descriptor.labels().iter());
            let of_kind = match family.descriptor.kind() {
                Kind::StateSet => Some(name),
                Kind::Histogram => Some("le"),
                _ => None,
            };
            let labels = labels.map(LabelDescriptor::name).chain(of_kind);
            labels.map(move |label| (name, label))
        });
        let foreign = exposition.registered(Escaping::Underscores).families.iter();
        let theirs = foreign.flat_map(|family| {
            let metrics = family.metrics.iter();
            let labels = metrics.flat_map(|metric| {
                let bounds = metric.samples.iter().filter_map(|sample| sample.bound);
                let labels = metric.labels.iter().map(|(label, _)| label.as_str());
                labels.chain(bounds.map(|(label, _)| label))
            });
            labels.map(|label| (family.name.as_str(), label))
        });
        let found = ours.chain(theirs).find(|(_, label)| is_such(label))?;
        Some((found.0.to_owned(), found.1.to_owned()))
    }

    /// The catalogs' families under the names of a scheme.
    pub(crate) fn cataloged(&self, escaping: Escaping) -> &Cataloged {
        // The other schemes leave the names of a schema alone.
        if escaping != Escaping::Dots {
            return &self.cataloged;
        }
        self.dotted
            .get_or_init(|| Cataloged::new(&self.catalogs, escaping))
    }

    /// What is served of the registries' families, under the names of a scheme.
    pub(crate) fn registered(&self, gathered: &[Message], escaping: Escaping) -> Registered {
        let gathered = gathered.iter();
        let families = gathered.map(|message| inwards::family(message, escaping));
        let served = families.filter(|family| !self.tells_of_process(&family.name));
        Registered::new(served, self.cataloged(escaping))
    }

    /// How much room to give to a body.
    pub(crate) fn room(&self, filter: &Filter) -> usize {
        if filter.takes_all() {
            self.largest_body.load(Relaxed)
        } else {
            0
        }
    }

    /// Counts what an exposition lacks.
    fn count(&self, dropped: &[Dropped]) {
        for Dropped { family, reason } in dropped {
            let fault = match reason {
                Reason::Differs(it) => match it.field {
                    Field::Type => FamilyFault::MixedTypes,
                    Field::Help => FamilyFault::Help,
                    Field::Unit => FamilyFault::Name,
                },
                Reason::Clash(_) | Reason::Shared(_) => FamilyFault::Name,
                Reason::Fault(Fault::MixedTypes) => FamilyFault::MixedTypes,
                Reason::Fault(Fault::DuplicateLabel(_)) => FamilyFault::Label,
                Reason::Fault(Fault::DuplicateSeries) => FamilyFault::Series,
            };
            own::families::dropped(family, fault);
            self.has_dropped.store(true, Relaxed);
        }
    }

    /// Whether an exposition has ever lacked something.
    pub(crate) fn has_dropped(&self) -> bool {
        self.has_dropped.load(Relaxed)
    }

    pub(crate) fn wrote(&self, body: &[u8]) {
        self.largest_body.fetch_max(body.len(), Relaxed);
    }
}
