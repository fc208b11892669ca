//! Sources of families of other libraries.

use crate::exposition::model::{Fault, MetricFamily};
use crate::storage::store::Storage;
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// A kind of source that an [`Exporter`](crate::exporter::Exporter) serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceKind {
    /// A catalog. See [`ExporterBuilder::catalog`](crate::exporter::ExporterBuilder::catalog).
    Catalog,
    /// A registry of the `prometheus` crate. See `ExporterBuilder::registry`.
    Registry,
    /// A function that returns families. See [`ExporterBuilder::source`](crate::exporter::ExporterBuilder::source).
    Function,
}

impl fmt::Display for SourceKind {
    /// Writes the source with an article, such as `a catalog`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Catalog => "a catalog",
            Self::Registry => "a registry",
            Self::Function => "a source",
        })
    }
}

/// A registry or a function that returns families.
#[derive(Clone)]
pub(crate) struct FamilySource {
    pub(crate) kind: SourceKind,
    gather: Arc<Gather>,
}

/// Reads a source, except the collectors of the given catalogs, which are served directly.
type Gather = dyn Fn(&[&'static Storage]) -> SourceFamilies + Send + Sync;

/// The families of a source.
#[derive(Default)]
pub(crate) struct SourceFamilies {
    pub(crate) families: Vec<SourceFamily>,
    /// Whether the `refresh` function of a catalog in a registry panicked, so that the catalog has stale values.
    pub(crate) is_stale: bool,
    /// The number of exemplars that could not be parsed.
    pub(crate) malformed_exemplars: u64,
}

/// A family, and the reason if some of its metrics or native buckets were omitted.
pub(crate) struct SourceFamily {
    pub(crate) family: MetricFamily,
    pub(crate) fault: Option<Fault>,
}

impl From<MetricFamily> for SourceFamily {
    fn from(family: MetricFamily) -> Self {
        Self {
            family,
            fault: None,
        }
    }
}

impl SourceFamily {
    fn normalized(self) -> Self {
        let (family, fault) = self.family.normalized();
        Self {
            family,
            fault: self.fault.or(fault),
        }
    }
}

impl FamilySource {
    /// Returns a source that calls `gather` with the catalogs that are served directly.
    pub(super) fn new(
        kind: SourceKind,
        gather: impl Fn(&[&'static Storage]) -> SourceFamilies + Send + Sync + 'static,
    ) -> Self {
        let gather = Arc::new(gather);
        Self { kind, gather }
    }

    pub(crate) fn function(
        families: impl Fn() -> Vec<MetricFamily> + Send + Sync + 'static,
    ) -> Self {
        Self::new(SourceKind::Function, move |_| SourceFamilies {
            families: families().into_iter().map(Into::into).collect(),
            ..SourceFamilies::default()
        })
    }

    /// Returns the normalized families of the source, except collectors of the `served` catalogs, which are served
    /// directly.
    ///
    /// If the source is already running on this thread, because it gathers its own exporter, returns no families.
    /// Otherwise it would call itself endlessly.
    pub(crate) fn gather(&self, served: &[&'static Storage]) -> SourceFamilies {
        let Some(_running) = RunningGuard::begin(&self.gather) else {
            return SourceFamilies::default();
        };
        let gathered = (self.gather)(served);
        let families = gathered.families.into_iter();
        SourceFamilies {
            families: families.map(SourceFamily::normalized).collect(),
            ..gathered
        }
    }
}

thread_local! {
    /// The addresses of the sources that run on this thread.
    static RUNNING: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Marks a source as running until this is dropped.
struct RunningGuard;

impl RunningGuard {
    /// Returns `None` if the source is already running on this thread.
    fn begin(source: &Arc<Gather>) -> Option<Self> {
        let address = Arc::as_ptr(source).cast::<()>().addr();
        RUNNING.with_borrow_mut(|running| {
            let is_new = !running.contains(&address);
            is_new.then(|| {
                running.push(address);
                Self
            })
        })
    }
}

impl Drop for RunningGuard {
    fn drop(&mut self) {
        RUNNING.with_borrow_mut(Vec::pop);
    }
}
