//! All metrics of one schema.

use crate::catalogs::snapshot::Snapshot;
use crate::descriptor::Descriptor;
#[cfg(feature = "registry")]
use crate::registry::CatalogCollector;
use crate::storage::store::Store;
use crate::sync::Ordering::Relaxed;
use std::marker::PhantomData;

/// All metrics of one schema: the type of the `CATALOG` that [`include_metrics!`](crate::include_metrics) generates.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [counter.jobs_total]
///     help = "Jobs done."
/// "#);
/// # }
/// # use metrics::*;
/// JOBS_TOTAL.inc();
/// assert_eq!(CATALOG.snapshot().get(JOBS_TOTAL), 1);
/// assert_eq!(CATALOG.descriptors()[0].name(), "jobs_total");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Catalog<C>(PhantomData<C>);

impl<C: Store> Catalog<C> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// Returns the descriptor of each metric, in the order of declaration.
    #[must_use]
    pub fn descriptors(&self) -> &'static [Descriptor] {
        C::storage().descriptors
    }

    /// Takes a snapshot of the value of every series. If the schema was included with a `refresh` function, calls that
    /// first.
    ///
    /// The snapshot is not atomic: it reads each series once, so it may contain an update without another one that
    /// happened before. State groups are atomic: a snapshot contains either all fields of an update or none of them.
    ///
    /// # Panics
    ///
    /// Panics if the `refresh` function panics. Snapshots propagate the panic, because they cannot report stale values in
    /// another way. All other readers catch it; see [`refresh_panics`](Self::refresh_panics).
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<C> {
        Snapshot::take()
    }

    /// Returns a collector for a [`prometheus::Registry`], for code that gathers or pushes through a registry.
    ///
    /// An [`Exporter`](crate::exporter::Exporter) that serves this catalog skips the collector when it gathers the
    /// registry, so nothing is served twice. The data model of `prometheus` is less precise: [`CatalogCollector`] lists
    /// what it loses.
    #[cfg(feature = "registry")]
    #[must_use]
    pub fn collector(&self) -> CatalogCollector {
        CatalogCollector::new(C::storage())
    }

    /// Returns the number of updates that were rejected since the start of the process: observations of an infinity or
    /// NaN, and increments of an `f64` counter by a negative number, an infinity or NaN.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        C::storage().rejected.load(Relaxed)
    }

    /// Returns the number of times that the `refresh` function of this catalog has panicked since the start of the
    /// process. Returns 0 for a catalog without a `refresh` function.
    ///
    /// Readers other than snapshots catch the panic: an exposition shows the stale values, and the next reader calls
    /// the function again. In a program that is built with `panic = "abort"`, a panic aborts the process. An
    /// [`Exporter`](crate::exporter::Exporter) also counts the panics of its scrapes in its [own
    /// metrics](crate::exporter::metrics).
    #[must_use]
    pub fn refresh_panics(&self) -> u64 {
        C::storage().refresh_panics()
    }
}
