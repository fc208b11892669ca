//! Where families of other libraries come from.

use crate::exposition::model::{Fault, MetricFamily};
use crate::storage::store::Storage;
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

/// A kind of source that an [`Exporter`](crate::exporter::Exporter) serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceKind {
    /// A catalog, see [`ExporterBuilder::catalog`](crate::exporter::ExporterBuilder::catalog).
    Catalog,
    /// A registry of the `prometheus` crate, see `ExporterBuilder::registry`.
    Registry,
    /// A function that returns families, see [`ExporterBuilder::source`](crate::exporter::ExporterBuilder::source).
    Function,
}

impl fmt::Display for SourceKind {
    /// Writes the source with its article, such as `a catalog`.
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

/// Reads a source, but for collectors of the catalogs that are served in another way.
type Gather = dyn Fn(&[&'static Storage]) -> Found + Send + Sync;

/// What a source holds.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) families: Vec<FoundFamily>,
    /// Whether the refresh function of a catalog in a registry panicked: the catalog is there with the values that it had.
    pub(crate) is_stale: bool,
    /// The number of exemplars that could not be read.
    pub(crate) malformed_exemplars: u64,
}

/// A family, and why metrics or native buckets of it were left out.
pub(crate) struct FoundFamily {
    pub(crate) family: MetricFamily,
    pub(crate) fault: Option<Fault>,
}

impl From<MetricFamily> for FoundFamily {
    fn from(family: MetricFamily) -> Self {
        Self {
            family,
            fault: None,
        }
    }
}

impl FoundFamily {
    fn normal(self) -> Self {
        let (family, fault) = self.family.normalized();
        Self {
            family,
            fault: self.fault.or(fault),
        }
    }
}

impl FamilySource {
    /// A source by what reads it, which gets the catalogs that are served in another way.
    pub(super) fn new(
        kind: SourceKind,
        gather: impl Fn(&[&'static Storage]) -> Found + Send + Sync + 'static,
    ) -> Self {
        let gather = Arc::new(gather);
        Self { kind, gather }
    }

    pub(crate) fn function(
        families: impl Fn() -> Vec<MetricFamily> + Send + Sync + 'static,
    ) -> Self {
        Self::new(SourceKind::Function, move |_| Found {
            families: families().into_iter().map(Into::into).collect(),
            ..Found::default()
        })
    }

    /// What the source holds now, but for collectors of the catalogs that are served in another way: families in their normal form.
    /// A source that gathers its own exporter finds nothing of itself there, since it would call itself without end.
    pub(crate) fn gather(&self, served: &[&'static Storage]) -> Found {
        let Some(_running) = Running::begin(&self.gather) else {
            return Found::default();
        };
        let found = (self.gather)(served);
        let families = found.families.into_iter();
        Found {
            families: families.map(FoundFamily::normal).collect(),
            ..found
        }
    }
}

thread_local! {
    /// The addresses of the sources that run on this thread.
    static RUNNING: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// A source that runs, until this is dropped.
struct Running;

impl Running {
    /// `None` if the source runs on this thread already.
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

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.with_borrow_mut(Vec::pop);
    }
}
