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

    /// What the metrics are, in the order of their declaration.
    #[must_use]
    pub fn descriptors(&self) -> &'static [Descriptor] {
        C::storage().descriptors
    }

    /// The value of every series now. If the schema was included with a `refresh` function, that runs first.
    ///
    /// Each is read once, not all at the same instant: of updates that run meanwhile the snapshot may hold a later one
    /// without an earlier one. State groups are whole: of an update of one it holds all fields or none.
    ///
    /// # Panics
    ///
    /// If the `refresh` function panics. Only snapshots pass the panic on, since they have no other way to report that their
    /// values are stale; see [`refresh_panics`](Self::refresh_panics).
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<C> {
        Snapshot::take()
    }

    /// A collector that registers with any [`prometheus::Registry`], for code that gathers or pushes through one.
    ///
    /// An [`Exporter`](crate::exporter::Exporter) that serves this catalog leaves the collector out when it gathers that
    /// registry, so nothing is served twice. Integers above 2^53 lose digits on this way, since `prometheus` counts in `f64`; what
    /// else its data model has no room for is listed at [`CatalogCollector`].
    #[cfg(feature = "registry")]
    #[must_use]
    pub fn collector(&self) -> CatalogCollector {
        CatalogCollector::new(C::storage())
    }

    /// How many updates were refused since the start of the process: observations of an infinity or NaN, and increments of
    /// an `f64` counter by a negative number, an infinity or NaN.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        C::storage().rejected.load(Relaxed)
    }

    /// The number of times that the `refresh` function of this catalog has panicked since the start of the process. It is 0
    /// for a catalog without one.
    ///
    /// A panic in that function is caught: expositions show the values as they are, and the next reader runs the function
    /// again. Nothing is caught in a program that is built with `panic = "abort"`. An
    /// [`Exporter`](crate::exporter::Exporter) counts the panic of a scrape in its
    /// [own metrics](crate::exporter::metrics) as well.
    #[must_use]
    pub fn refresh_panics(&self) -> u64 {
        C::storage().refresh_panics()
    }
}
