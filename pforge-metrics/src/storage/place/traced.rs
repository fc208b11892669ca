//! Counters and histograms that keep exemplars.

use super::{Lanes, Place, Shared};
use crate::clock::now_ms;
use crate::exemplar::{DROPPED_BUSY, Exemplar, Kept};
use crate::storage::slot::{Slot, slot_of_shared};
use crate::storage::store::{Storage, Store};
use crate::value::Value;
use std::marker::PhantomData;
use std::sync::atomic::Ordering::Relaxed;

/// Cells of a counter or histogram that is declared with `exemplars = true`: [`Lanes`] or [`Shared`] ones, and for each of
/// them room for the newest [`Exemplar`].
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

/// A [`Place`] that keeps exemplars: [`Traced`], and [`Native`](super::Native) around it.
#[diagnostic::on_unimplemented(
    message = "this metric keeps no exemplars",
    label = "declared without `exemplars = true`",
    note = "write `exemplars = true` in the table of the metric in metrics.toml"
)]
pub trait KeepsExemplars: Place {
    /// Keeps the exemplar of an update that was counted in a cell.
    #[doc(hidden)]
    fn keep<C: Store>(cell: usize, value: f64, exemplar: &Exemplar);
}

/// A [`Place`] whose cells can have slots for exemplars.
pub trait Slotted: Place {
    /// The slot of a cell: cells with slots are the first in lanes and the last of the shared ones.
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
    fn keep<C: Store>(cell: usize, value: f64, exemplar: &Exemplar) {
        if let Some(slot) = P::slot::<C>(cell).filter(|_| exemplar.is_valid()) {
            keep_in(slot, value, *exemplar);
        }
    }
}

/// Not inlined: what reads a clock takes longer than a call.
#[inline(never)]
fn keep_in(slot: &Slot, value: f64, exemplar: Exemplar) {
    let is_kept = slot.keep(|| Kept {
        exemplar,
        value,
        timestamp_ms: now_ms(),
    });
    if !is_kept {
        DROPPED_BUSY.fetch_add(1, Relaxed);
    }
}

/// Values are kept as without exemplars.
impl<P: Slotted> Place for Traced<P> {
    type Native = ();

    values_kept_as_in!(P);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exemplar_that_finds_its_slot_held_is_counted() {
        let (slot, exemplar) = (Slot::new(), Exemplar::new(1, 1));
        let kept = |value| Kept {
            exemplar,
            value,
            timestamp_ms: 0,
        };
        keep_in(&slot, 1.0, exemplar);
        assert_eq!(DROPPED_BUSY.load(Relaxed), 0);
        slot.keep(|| {
            keep_in(&slot, 2.0, exemplar);
            kept(3.0)
        });
        assert_eq!(slot.read(), Some(kept(3.0)));
        assert_eq!(DROPPED_BUSY.load(Relaxed), 1);
    }
}
