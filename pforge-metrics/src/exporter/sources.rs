//! Where an exporter's families come from, and how they become one exposition.

use super::builder::BuildError;
use super::exposition::Exposition;
use super::format::Format;
use super::metrics::promhttp::Cause;
use super::metrics::{Callback, fail, panicked};
use super::names::{self, Clash, Names};
use super::query::Filter;
use crate::bridge::{delimited, inwards};
use crate::cells::store::{Storage, Store};
use crate::clock;
#[cfg(feature = "push")]
use crate::descriptor::{Kind, LabelDescriptor};
use crate::escaping::Escaping;
use crate::foreign::Family;
use crate::process;
use crate::text::Dialect::{OpenMetrics as OPENMETRICS, Prometheus as PROMETHEUS};
use crate::text::{self, ComposedFamily, Dialect};
use prometheus::Registry;
use std::collections::HashSet;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

/// The catalogs and registries of one exporter.
pub(super) struct Sources {
    catalogs: Vec<&'static Storage>,
    registries: Vec<Registry>,
    /// When the process began, in milliseconds since the epoch, if series tell when they did.
    created: Option<u64>,
    /// What the catalogs' families are called.
    names: Names,
    /// The same in the scheme `dots`.
    dotted: OnceLock<Names>,
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
    pub(super) fn new(
        catalogs: Vec<&'static Storage>,
        registries: Vec<Registry>,
        shows_created: bool,
    ) -> Self {
        let created = shows_created.then(clock::process_start_ms);
        let (mut names, mut clash, mut families) = (Names::default(), None, Vec::new());
        for (catalog, storage) in catalogs.iter().enumerate() {
            for family in text::composed(storage, PROMETHEUS, None).families() {
                let name = family.descriptor.name();
                let wanted = names::of_series(family.descriptor, shows_created);
                match names.claim_all(name, wanted, &Names::default()) {
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
            created,
            names,
            dotted: OnceLock::new(),
            clash,
            families,
            largest_body,
        }
    }

    /// Looks for clashes among all that is there by now, under the names of the scheme that is the default.
    pub(super) fn check(&self) -> Result<(), BuildError> {
        if let Some((clash, second)) = &self.clash {
            return Err(BuildError::duplicate_name(clash, second));
        }
        let mut names = Names::default();
        for family in self.families() {
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

    /// Gathers the registries and copies the values of the catalogs. A panic of a collector costs the families of its registry,
    /// a panic of a refresh function nothing but the new values of its catalog.
    pub(super) fn gather(self: &Arc<Self>) -> Exposition {
        let mut is_partial = false;
        // Counted at once, so that this exposition shows it.
        let mut lost = |callback| {
            fail(Cause::Gathering);
            panicked(callback);
            is_partial = true;
        };
        let mut gathered = Vec::new();
        for registry in &self.registries {
            // What a collector leaves half done is its own: nothing here is shared with it.
            let gather = AssertUnwindSafe(|| inwards::gather(registry, &self.catalogs));
            match catch_unwind(gather) {
                Ok(found) => {
                    gathered.extend(found.families);
                    if found.is_stale {
                        lost(Callback::Refresh);
                    }
                }
                Err(_) => lost(Callback::Collector),
            }
        }
        let mut values = vec![Vec::new(); self.catalogs.len()];
        for (storage, values) in self.catalogs.iter().zip(&mut values) {
            if storage.copy_into(values).is_err() {
                lost(Callback::Refresh);
            }
        }
        Exposition::new(Arc::clone(self), gathered, values, is_partial)
    }

    /// The families that a filter takes, in the order of their names.
    pub(super) fn write(
        &self,
        exposition: &Exposition,
        format: Format,
        filter: &Filter,
    ) -> Vec<u8> {
        let room = if filter.takes_all() {
            self.largest_body.load(Relaxed)
        } else {
            0
        };
        let mut body = Vec::with_capacity(room);
        let escaping = format.escaping();
        let parts = self.parts(exposition.foreign(escaping), escaping);
        let wanted = parts.iter().filter(|part| self.takes(filter, part));
        match format {
            Format::Text | Format::Text1(_) => {
                let of = (escaping, PROMETHEUS);
                wanted.for_each(|part| self.write_text(part, exposition, of, &mut body));
            }
            Format::OpenMetrics(_) | Format::OldOpenMetrics => {
                let of = (escaping, OPENMETRICS);
                let mut families = HashSet::new();
                // Here a counter `x_total` is the family `x`: of two that become one the first stays.
                wanted
                    .filter(|part| families.insert(part.family_in_openmetrics()))
                    .for_each(|part| self.write_text(part, exposition, of, &mut body));
                body.extend_from_slice(b"# EOF\n");
            }
            Format::Protobuf(_) => {
                wanted.for_each(|part| self.write_message(part, exposition, &mut body));
            }
        }
        self.largest_body.fetch_max(body.len(), Relaxed);
        body
    }

    fn takes(&self, filter: &Filter, part: &Part) -> bool {
        let created = || match part {
            Part::Catalog(_, family) if self.created.is_some() => names::created(family.descriptor),
            _ => None,
        };
        filter.takes(part.name(), part.suffixes())
            || created().is_some_and(|name| filter.takes(&name, &[]))
    }

    fn write_text(
        &self,
        part: &Part,
        of: &Exposition,
        (escaping, dialect): (Escaping, Dialect),
        body: &mut Vec<u8>,
    ) {
        match part {
            Part::Catalog(catalog, family) => {
                let (storage, values) = (self.catalogs[*catalog], &of.values[*catalog]);
                let composed = text::composed_by(escaping, storage, dialect, self.created);
                composed.write(composed.family(family), storage, values, body);
            }
            Part::Foreign(family) => text::write_foreign(family, dialect, body),
        }
    }

    fn write_message(&self, part: &Part, of: &Exposition, body: &mut Vec<u8>) {
        match part {
            Part::Catalog(catalog, family) => {
                let (storage, values) = (self.catalogs[*catalog], &of.values[*catalog]);
                delimited::write(storage, family.descriptor, values, self.created, body);
            }
            Part::Foreign(family) => delimited::write_foreign(family, body),
        }
    }

    /// The families of all registries, in the order of the registries.
    fn families(&self) -> impl Iterator<Item = Family> {
        let of = |registry| inwards::gather(registry, &self.catalogs).families;
        let messages = self.registries.iter().flat_map(of);
        messages.map(|message| inwards::family(&message, Escaping::Underscores))
    }

    /// The first label of any series whose name is such a one, behind the name of its family.
    #[cfg(feature = "push")]
    pub(super) fn label_of(
        &self,
        exposition: &Exposition,
        is_such: impl Fn(&str) -> bool,
    ) -> Option<(String, String)> {
        let ours = self.families.iter().flat_map(|(_, family)| {
            let (name, labels) = (family.descriptor.name(), family.descriptor.labels().iter());
            let of_kind = match family.descriptor.kind() {
                Kind::StateSet => Some(name),
                Kind::Histogram => Some("le"),
                _ => None,
            };
            let labels = labels.map(LabelDescriptor::name).chain(of_kind);
            labels.map(move |label| (name, label))
        });
        let foreign = exposition.foreign(Escaping::Underscores).iter();
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

    /// What the catalogs' families are called in a scheme.
    fn names(&self, escaping: Escaping) -> &Names {
        if escaping != Escaping::Dots {
            return &self.names;
        }
        self.dotted.get_or_init(|| {
            let mut names = Names::default();
            for (_, family) in &self.families {
                let name = escaping.metric(family.descriptor.name());
                // Names that differ do so in this scheme too.
                let _ = names.claim(&name, family.descriptor.suffixes(), &Names::default());
            }
            names
        })
    }

    /// All families in the order of their names. Of two that clash, the one of the earlier source stays.
    fn parts<'a>(&self, foreign: &'a [Family], escaping: Escaping) -> Vec<Part<'a>> {
        let (ours, mut names) = (self.names(escaping), Names::default());
        let fits = |family: &&Family| {
            let claimed = names.claim(&family.name, family.suffixes(), ours);
            claimed.is_ok()
        };
        let foreign = foreign.iter().filter(fits).map(Part::Foreign);
        let ours = self.families.iter().map(|&(catalog, family)| {
            let composed = text::composed_by(escaping, self.catalogs[catalog], PROMETHEUS, None);
            Part::Catalog(catalog, composed.family(family))
        });
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

    fn family_in_openmetrics(&self) -> &str {
        match self {
            Self::Catalog(_, family) => OPENMETRICS.family(family.descriptor),
            Self::Foreign(family) => OPENMETRICS.foreign_family(family),
        }
    }

    fn suffixes(&self) -> &'static [&'static str] {
        match self {
            Self::Catalog(_, family) => family.descriptor.suffixes(),
            Self::Foreign(family) => family.suffixes(),
        }
    }
}
