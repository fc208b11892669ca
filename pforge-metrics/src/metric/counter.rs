//! Counters.

use super::reject;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Lanes, Place};
use crate::storage::store::Store;
use crate::value::Value;
use std::marker::PhantomData;

/// A number that only grows: one series of a counter.
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
/// An update of a counter or histogram is a load, an addition and a store. If a signal handler interrupts the thread between them
/// and updates the same series, the store overwrites its update. No other thread is affected. The first update of a thread also
/// allocates, which is not async-signal-safe, and an update of a gauge of a state group takes a lock, which the handler may wait
/// for forever. Updates of other gauges are atomic, and none is lost.
///
/// In a handler, add to an atomic of your own, and let the `refresh` function of the catalog [mirror](Counter::mirror) it:
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
///         refresh = super::look_up
///     );
/// }
///
/// fn look_up() {
///     metrics::SIGNALS_TOTAL.mirror(SIGNALS.load(Relaxed));
/// }
///
/// /// To be registered with `sigaction`.
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

    /// Adds `amount`. A counter of `u64` wraps around past its limit, which takes 584 years at one increment a
    /// nanosecond. One of `f64` becomes infinite beyond [`f64::MAX`].
    ///
    /// A counter of `f64` refuses a negative number, an infinity and NaN: the counter stays as it is, and
    /// [`Catalog::rejected`](crate::Catalog::rejected) counts one more.
    #[inline]
    pub fn inc_by(&self, amount: V) {
        if amount.is_increment() {
            P::add::<C, V>(self.cell, amount);
        } else {
            reject::<C>();
        }
    }

    /// Adds one, and keeps in which trace that was: see [`Exemplar`].
    #[inline]
    pub fn inc_with_exemplar(&self, exemplar: &Exemplar)
    where
        P: KeepsExemplars,
    {
        self.inc_by_with_exemplar(V::ONE, exemplar);
    }

    /// Adds `amount` as [`inc_by`](Self::inc_by) does, and keeps in which trace that was: see [`Exemplar`]. Of what is refused
    /// nothing is kept.
    ///
    /// It reads the clock. Of two threads that do so at the same time one may leave no exemplar; both are counted.
    #[inline]
    pub fn inc_by_with_exemplar(&self, amount: V, exemplar: &Exemplar)
    where
        P: KeepsExemplars,
    {
        if amount.is_increment() {
            P::add::<C, V>(self.cell, amount);
            P::keep::<C>(self.cell, amount.to_f64(), exemplar);
        } else {
            reject::<C>();
        }
    }

    /// Grows by as much as a source has counted since the last call, where `total` is what the source has counted in all: a
    /// counter of the kernel, of a device or of another library.
    ///
    /// The first call adds all that the source has counted. So where the source has started again since this process last did, its
    /// counter is smaller after a restart of this process than before: that looks like a counter reset.
    ///
    /// A source that counts less than it did has started again: then all that it counts now is new, and the counter keeps what was
    /// counted before. The same goes for a source that wraps around. What [`inc_by`](Self::inc_by) adds comes on top.
    ///
    /// Each series follows one source, which must not go down in any other case. A sum over parts that come and go does: give each
    /// part a series of its own. Values of an open label that find no room share the overflow series, in which their sources are
    /// mistaken for restarts of each other: give the label room for all sources.
    ///
    /// A counter of `f64` refuses what [`inc_by`](Self::inc_by) refuses.
    ///
    /// Reading the source and the call belong together: a thread that comes with an older total than another one looks like a
    /// restart. The `refresh` function of a catalog never runs twice at once, and so is the place for it. The call takes a lock,
    /// and allocates at the first use of a series.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
    /// # static OF_THE_CARD: AtomicU64 = AtomicU64::new(0);
    /// # fn read_card() -> u64 { OF_THE_CARD.load(Relaxed) }
    ///
    /// mod metrics {
    ///     pforge_metrics::include_metrics!(
    ///         inline = r#"
    ///             [counter.nic_packets_total]
    ///             help = "Packets that the network card has received."
    ///         "#,
    ///         refresh = super::look_up
    ///     );
    /// }
    /// use metrics::*;
    ///
    /// fn look_up() {
    ///     NIC_PACKETS_TOTAL.mirror(read_card());
    /// }
    ///
    /// # fn main() {
    /// // The driver is loaded again after 150 packets.
    /// for (of_the_card, expected) in [(100, 100), (150, 150), (7, 157), (20, 170)] {
    ///     OF_THE_CARD.store(of_the_card, Relaxed);
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

    /// The value now, with every increment that happened before.
    ///
    /// It reads one cell of each lane, and so costs about a cache miss for each of the most threads that ever counted at the
    /// same time.
    #[must_use]
    pub fn get(&self) -> V {
        P::get::<C, V>(self.cell)
    }
}
