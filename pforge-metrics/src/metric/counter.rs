//! Counters.

use super::reject;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Lanes, Place};
use crate::storage::store::Store;
use crate::value::Value;
use std::marker::PhantomData;

/// One series of a counter: a number that only increases.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [counter.jobs_total]
///     help = "Jobs done."
///
///     [counter.cpu_seconds_total]
///     help  = "CPU time used by jobs."
///     value = "float"
/// "#);
/// # }
/// # use metrics::*;
/// JOBS_TOTAL.inc();
/// JOBS_TOTAL.inc_by(2);
/// CPU_SECONDS_TOTAL.inc_by(0.25);
/// assert_eq!(JOBS_TOTAL.get(), 3);
/// assert_eq!(CPU_SECONDS_TOTAL.get(), 0.25);
/// ```
///
/// # Signal handlers
///
/// An update of a counter or histogram is a load, an addition and a store. If a signal handler interrupts the thread
/// between them and updates the same series, the store overwrites the update of the handler. No other thread is affected. The first
/// update of a thread also allocates, which is not async-signal-safe. An update of a gauge of a state group takes a
/// lock, for which the handler may wait forever. Updates of other gauges are atomic, and no update is lost.
///
/// In a handler, add to an atomic of your own, and let the `refresh` function of the catalog
/// [mirror](Counter::mirror) it:
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
///
/// static SIGNALS: AtomicU64 = AtomicU64::new(0);
///
/// mod metrics {
///     pforge_metrics::include_metrics!(
///         inline = r#"
///             [counter.signals_total]
///             help = "Signals that were handled."
///         "#,
///         refresh = super::refresh
///     );
/// }
///
/// fn refresh() {
///     metrics::SIGNALS_TOTAL.mirror(SIGNALS.load(Relaxed));
/// }
///
/// /// A program registers this function with `sigaction`.
/// extern "C" fn handler(_signal: i32) {
///     SIGNALS.fetch_add(1, Relaxed);
/// }
/// # fn main() {
/// # handler(14);
/// # assert_eq!(metrics::CATALOG.snapshot().get(metrics::SIGNALS_TOTAL), 1);
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Counter<C, V = u64, P = Lanes> {
    pub(crate) cell: usize,
    of: PhantomData<(C, V, P)>,
}

impl<C: Store, V: Value, P: Place> Counter<C, V, P> {
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn new(cell: usize) -> Self {
        Self {
            cell,
            of: PhantomData,
        }
    }

    /// Adds one.
    #[inline]
    pub fn inc(&self) {
        P::add::<C, V>(self.cell, V::ONE);
    }

    /// Adds `amount`.
    ///
    /// A counter of `u64` wraps around at its limit, which takes 584 years at one increment per nanosecond. A counter
    /// of `f64` becomes infinite beyond [`f64::MAX`].
    ///
    /// A counter of `f64` rejects negative numbers, infinities and NaN: the counter does not change, and
    /// [`Catalog::rejected`](crate::Catalog::rejected) increases by one.
    #[inline]
    pub fn inc_by(&self, amount: V) {
        if amount.is_increment() {
            P::add::<C, V>(self.cell, amount);
        } else {
            reject::<C>();
        }
    }

    /// Adds one, and stores the exemplar of the update, which links it to a trace.
    #[inline]
    pub fn inc_with_exemplar(&self, exemplar: &Exemplar)
    where
        P: KeepsExemplars,
    {
        self.inc_by_with_exemplar(V::ONE, exemplar);
    }

    /// Adds `amount` like [`inc_by`](Self::inc_by), and stores the exemplar of the update, which links it to a trace.
    ///
    /// A rejected update stores no exemplar. The call reads the clock. If two threads store an exemplar of the same
    /// series at the same time, one of the exemplars may be dropped; both updates are counted.
    #[inline]
    pub fn inc_by_with_exemplar(&self, amount: V, exemplar: &Exemplar)
    where
        P: KeepsExemplars,
    {
        if amount.is_increment() {
            P::add::<C, V>(self.cell, amount);
            P::store_exemplar::<C>(self.cell, amount.to_f64(), exemplar);
        } else {
            reject::<C>();
        }
    }

    /// Follows an external counter, such as one of the kernel, of a device or of another library.
    ///
    /// `total` is the current total of the source. The counter grows by the increase of the total since the last
    /// call. The first call adds the whole total.
    ///
    /// A total that is less than the last one means that the source has restarted or wrapped around. Then the whole
    /// new total is added, and earlier counts are kept. [`inc_by`](Self::inc_by) on the same series adds to it
    /// independently.
    ///
    /// Each series must follow only one source, whose total decreases only when it restarts. A sum over parts that
    /// are added and removed is not such a source: give each part its own series. Values of an open label beyond its `max`
    /// share the overflow series, where the sources look like restarts of each other: set `max` to at least the
    /// number of sources.
    ///
    /// A counter of `f64` rejects the same values as [`inc_by`](Self::inc_by).
    ///
    /// Read the source and call this function in one critical section: an older total from another thread looks like a
    /// restart. The `refresh` function of a catalog is the right place, since it never runs twice at the same time.
    /// The call takes a lock, and allocates at the first use of a series.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
    /// # static CARD_TOTAL: AtomicU64 = AtomicU64::new(0);
    /// # fn read_card() -> u64 { CARD_TOTAL.load(Relaxed) }
    ///
    /// mod metrics {
    ///     pforge_metrics::include_metrics!(
    ///         inline = r#"
    ///             [counter.nic_packets_total]
    ///             help = "Packets that the network card has received."
    ///         "#,
    ///         refresh = super::refresh
    ///     );
    /// }
    /// use metrics::*;
    ///
    /// fn refresh() {
    ///     NIC_PACKETS_TOTAL.mirror(read_card());
    /// }
    ///
    /// # fn main() {
    /// // The driver restarts after 150 packets.
    /// for (card_total, expected) in [(100, 100), (150, 150), (7, 157), (20, 170)] {
    ///     CARD_TOTAL.store(card_total, Relaxed);
    ///     assert_eq!(CATALOG.snapshot().get(NIC_PACKETS_TOTAL), expected);
    /// }
    /// # }
    /// ```
    pub fn mirror(&self, total: V) {
        if total.is_increment() {
            let storage = C::storage();
            let growth = storage
                .mirrors
                .growth(P::offset(storage) + self.cell, total);
            P::add::<C, V>(self.cell, growth);
        } else {
            reject::<C>();
        }
    }

    /// Returns the current value, including every increment that happened before this call.
    ///
    /// It reads one cell of each lane, which costs about one cache miss per lane. The number of lanes is the largest
    /// number of threads that have updated the catalog's counters and histograms at the same time.
    #[must_use]
    pub fn get(&self) -> V {
        P::get::<C, V>(self.cell)
    }
}
