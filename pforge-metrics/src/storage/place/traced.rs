//! Counters and histograms that store exemplars.

use super::{Lanes, Place, Shared};
use crate::clock::now_ms;
use crate::exemplar::{DROPPED_BUSY, Exemplar, StoredExemplar};
use crate::storage::slot::{Slot, slot_of_shared};
use crate::storage::store::{Storage, Store};
use crate::value::Value;
use std::marker::PhantomData;
use std::sync::atomic::Ordering::Relaxed;

/// Storage of a counter or histogram that is declared with `exemplars = true`.
///
/// `P` is [`Lanes`] or [`Shared`] and stores the values. A slot per cell stores the newest [`Exemplar`].
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [counter.jobs_failed_total]
///     help      = "Jobs that failed."
///     exemplars = true
/// "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::Exemplar;
///
/// let failed: JobsFailedTotalSeries = JOBS_FAILED_TOTAL;
/// failed.inc_with_exemplar(&Exemplar::new(0x4bf9_2f35_77b3_4da6, 0x00f0_67aa));
/// failed.inc();
/// assert_eq!(failed.get(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Traced<P>(PhantomData<P>);

/// A [`Place`] that stores exemplars: [`Traced`], and a [`Native`](super::Native) that contains it.
#[diagnostic::on_unimplemented(
    message = "this metric does not store exemplars",
    label = "declared without `exemplars = true`",
    note = "write `exemplars = true` in the table of the metric in metrics.toml"
)]
pub trait KeepsExemplars: Place {
    /// Stores the exemplar of an update of a cell.
    #[doc(hidden)]
    fn store_exemplar<C: Store>(cell: usize, value: f64, exemplar: &Exemplar);
}

/// A [`Place`] whose cells can have slots for exemplars.
pub trait Slotted: Place {
    /// Returns the slot of a cell. Cells with slots are the first cells of a lane and the last shared cells.
    fn slot<C: Store>(cell: usize) -> Option<&'static Slot>;
}

impl Slotted for Lanes {
    #[inline]
    fn slot<C: Store>(cell: usize) -> Option<&'static Slot> {
        C::exemplars().get(cell)
    }
}

impl Slotted for Shared {
    #[inline]
    fn slot<C: Store>(cell: usize) -> Option<&'static Slot> {
        let slots = C::exemplars();
        slots.get(slot_of_shared(cell, slots, C::shared().len())?)
    }
}

impl<P: Slotted> KeepsExemplars for Traced<P> {
    #[inline]
    fn store_exemplar<C: Store>(cell: usize, value: f64, exemplar: &Exemplar) {
        if let Some(slot) = P::slot::<C>(cell).filter(|_| exemplar.is_valid()) {
            store_in(slot, value, *exemplar);
        }
    }
}

/// Stores an exemplar with the current time, or counts it as dropped.
///
/// It is not inlined: reading the clock takes longer than a call.
#[inline(never)]
fn store_in(slot: &Slot, value: f64, exemplar: Exemplar) {
    let is_stored = slot.store(|| StoredExemplar {
        exemplar,
        value,
        timestamp_ms: now_ms(),
    });
    if !is_stored {
        DROPPED_BUSY.fetch_add(1, Relaxed);
    }
}

/// Exemplars do not change how values are stored.
impl<P: Slotted> Place for Traced<P> {
    type Native = ();

    delegate_values_to!(P);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_an_exemplar_that_is_dropped_because_the_slot_is_busy() {
        let (slot, exemplar) = (Slot::new(), Exemplar::new(1, 1));
        let stored = |value| StoredExemplar {
            exemplar,
            value,
            timestamp_ms: 0,
        };
        store_in(&slot, 1.0, exemplar);
        assert_eq!(DROPPED_BUSY.load(Relaxed), 0);
        slot.store(|| {
            store_in(&slot, 2.0, exemplar);
            stored(3.0)
        });
        assert_eq!(slot.read(), Some(stored(3.0)));
        assert_eq!(DROPPED_BUSY.load(Relaxed), 1);
    }
}
