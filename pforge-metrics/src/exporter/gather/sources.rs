//! The sources of an exporter's families.

use super::catalogs::Catalogs;
use super::difference::Field;
use super::families::{Dropped, Reason};
use super::gathered::{Gathered, GatheredFamily};
use crate::builtin::exporter::promhttp::Cause;
use crate::builtin::exporter::{Callback, fail, panicked};
use crate::builtin::own::exemplars::{self, DropReason};
use crate::builtin::own::{self, families::FamilyFault};
use crate::clock;
use crate::exposition::model::Fault;
use crate::names::Escaping;
use crate::panics::catch_panic;
use crate::registry::{FamilySource, SourceFamilies, SourceFamily};
use crate::storage::store::Storage;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// The catalogs and other sources of one exporter.
pub(crate) struct ExporterSources {
    catalogs: Arc<Catalogs>,
    external: Vec<FamilySource>,
    created: Option<u64>,
    has_dropped: AtomicBool,
}

impl fmt::Debug for ExporterSources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = self.external.iter().map(|source| source.kind);
        f.debug_struct("ExporterSources")
            .field("catalogs", &self.catalogs.storages.len())
            .field("external", &kinds.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl ExporterSources {
    pub(crate) fn new(
        catalogs: Vec<&'static Storage>,
        external: Vec<FamilySource>,
        shows_created: bool,
    ) -> Self {
        Self {
            catalogs: Arc::new(Catalogs::new(catalogs)),
            external,
            created: shows_created.then(clock::process_start_ms),
            has_dropped: AtomicBool::new(false),
        }
    }

    /// Checks the current families of all sources for conflicts, with the names of the default escaping scheme. Returns the first
    /// conflict as an error.
    pub(crate) fn check(&self) -> Result<(), Dropped> {
        let escaping = Escaping::Underscores;
        if let Some(clash) = &self.catalogs.named(escaping).clash {
            return Err(clash.clone());
        }
        let mut families = Vec::new();
        for source in &self.external {
            push(source, self.read(source), &mut families);
        }
        let gathered = Gathered::of(Arc::clone(&self.catalogs), families);
        let dropped = gathered.external(escaping).dropped.first();
        dropped.map_or(Ok(()), |dropped| Err(dropped.clone()))
    }

    /// Gathers the sources and copies the values of the catalogs. If a collector or function panics, the families of its source are
    /// omitted. If a refresh function panics, its catalog keeps the previous values.
    pub(crate) fn gather(&self) -> Gathered {
        let mut is_partial = false;
        // Counted before the values are copied, so that this exposition includes it.
        let mut lost = |callback| {
            fail(Cause::Gathering);
            panicked(callback);
            is_partial = true;
        };
        let mut families = Vec::new();
        for source in &self.external {
            match catch_panic(|| self.read(source)) {
                Ok(found) => {
                    exemplars::dropped(DropReason::Malformed, found.malformed_exemplars);
                    if found.is_stale {
                        lost(Callback::Refresh);
                    }
                    push(source, found, &mut families);
                }
                Err(_) => lost(Callback::Collector),
            }
        }
        let mut gathered = Gathered::of(Arc::clone(&self.catalogs), families);
        // Counted before the values are copied, so that this exposition includes the count.
        self.count(&gathered.external(Escaping::Underscores).dropped);
        for storage in &self.catalogs.storages {
            let mut values = Vec::new();
            if storage.copy_into(&mut values).is_err() {
                lost(Callback::Refresh);
            }
            gathered.values.push(values);
        }
        gathered.created = self.created;
        gathered.shows_dropped = self.has_dropped.load(Relaxed);
        gathered.is_partial = is_partial;
        gathered
    }

    fn read(&self, source: &FamilySource) -> SourceFamilies {
        source.gather(&self.catalogs.storages)
    }

    /// Counts the dropped families and metrics.
    fn count(&self, dropped: &[Dropped]) {
        for Dropped { family, reason, .. } in dropped {
            let fault = match reason {
                Reason::Differs(it) => match it.field {
                    Field::Type => FamilyFault::MixedTypes,
                    Field::Help => FamilyFault::Help,
                    Field::Unit => FamilyFault::Name,
                },
                Reason::Clash(..) | Reason::Shared(_) => FamilyFault::Name,
                Reason::Fault(fault) => counted(fault),
            };
            own::families::dropped(family, fault);
            self.has_dropped.store(true, Relaxed);
        }
    }
}

/// Returns the label value under which a fault is counted.
fn counted(fault: &Fault) -> FamilyFault {
    match fault {
        Fault::UnnamedFamily => FamilyFault::Name,
        Fault::UnnamedLabel | Fault::DuplicateLabel(_) | Fault::ReservedLabel { .. } => {
            FamilyFault::Label
        }
        Fault::DuplicateSeries => FamilyFault::Series,
        Fault::WrongType { .. } => FamilyFault::MixedTypes,
        Fault::InvalidValue(_) => FamilyFault::Value,
    }
}

fn push(source: &FamilySource, found: SourceFamilies, families: &mut Vec<GatheredFamily>) {
    let found = found.families.into_iter();
    families.extend(found.map(|SourceFamily { family, fault }| GatheredFamily {
        source: source.kind,
        family: Arc::new(family),
        fault,
    }));
}
