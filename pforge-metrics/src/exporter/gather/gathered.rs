//! The state of all sources at one time.

use super::catalogs::Catalogs;
use super::families::{Foreign, ForeignFamily};
use crate::exposition::model::{Fault, MetricFamily, Served};
use crate::names::Escaping;
use crate::registry::SourceKind;
use std::sync::{Arc, OnceLock};

/// The metrics of all sources of an exporter at one time, returned by [`Exporter::gather`](crate::exporter::Exporter::gather).
pub struct Gathered {
    pub(crate) catalogs: Arc<Catalogs>,
    /// Of each catalog the values of its cells.
    pub(crate) values: Vec<Vec<u64>>,
    external: Vec<GatheredFamily>,
    /// What is served of the families of other sources, under the names of each scheme that was asked for by now.
    served: [OnceLock<Foreign>; Escaping::COUNT],
    /// The start of the process in milliseconds since the epoch, if created timestamps are shown.
    pub(crate) created: Option<u64>,
    /// Whether the metrics of dropped families are shown: some family was dropped by now.
    pub(crate) shows_dropped: bool,
    /// Whether a collector or refresh function panicked: families are missing, or values are stale.
    pub(crate) is_partial: bool,
}

/// A family as a source has it.
pub(crate) struct GatheredFamily {
    pub(crate) source: SourceKind,
    pub(crate) family: Arc<MetricFamily>,
    /// Why metrics or native buckets were left out.
    pub(crate) fault: Option<Fault>,
}

impl Gathered {
    /// Families of other sources, of which nothing else was read yet.
    pub(crate) fn of(catalogs: Arc<Catalogs>, external: Vec<GatheredFamily>) -> Self {
        Self {
            catalogs,
            values: Vec::new(),
            external,
            served: [const { OnceLock::new() }; Escaping::COUNT],
            created: None,
            shows_dropped: false,
            is_partial: false,
        }
    }

    /// What is served of the families of other sources, under the names of a scheme.
    pub(crate) fn external(&self, escaping: Escaping) -> &Foreign {
        let of = |escaping| {
            let cell = &self.served[escaping as usize];
            cell.get_or_init(|| self.renamed(escaping))
        };
        let by_default = of(Escaping::Underscores);
        // Only `dots` changes plain names.
        if by_default.is_plain && escaping != Escaping::Dots {
            by_default
        } else {
            of(escaping)
        }
    }

    fn renamed(&self, escaping: Escaping) -> Foreign {
        let families = self.external.iter().map(|it| ForeignFamily {
            source: it.source,
            served: Served::new(&it.family, it.fault.clone(), escaping),
        });
        let families = families.filter(|it| !self.catalogs.tells_of_process(&it.served.name));
        Foreign::new(families, self.catalogs.named(escaping))
    }
}
