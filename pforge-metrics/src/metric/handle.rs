//! What a family needs of its series: where the others stand from the first one.

use crate::label::ClosedLabel;
use crate::metric::counter::Counter;
use crate::metric::gauge::Gauge;
use crate::metric::histogram::Histogram;
use crate::metric::state_set::StateSet;
use crate::storage::place::{Place, Settable, Shared};
use crate::storage::store::Store;
use crate::value::Value;

mod sealed {
    pub trait Sealed {}
}

/// One series of a metric: a [`Counter`], [`Gauge`], [`Histogram`] or [`StateSet`].
///
/// It is what [`Family::with`](crate::Family::with) returns. Sealed: these four are all there are.
pub trait Handle: Copy + std::fmt::Debug + Send + Sync + sealed::Sealed + 'static {
    /// The series that stands `index` series behind this one. Series with an open label have a flag each.
    #[doc(hidden)]
    #[must_use]
    fn plus(self, index: usize, is_open: bool) -> Self;

    /// Raises the flag of a series with an open label, which exposes it.
    #[doc(hidden)]
    fn expose(self);
}

/// The distance from one series to the next: its cells, and the flag if there is one.
#[inline]
fn stride(cells: usize, has_flag: bool) -> usize {
    cells + usize::from(has_flag)
}

impl<C, V, P> sealed::Sealed for Counter<C, V, P> {}
impl<C, V, P> sealed::Sealed for Gauge<C, V, P> {}
impl<C, const N: usize, P: Place> sealed::Sealed for Histogram<C, N, P> {}
impl<C, S> sealed::Sealed for StateSet<C, S> {}

impl<C: Store, V: Value, P: Place> Handle for Counter<C, V, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open))
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.cell + 1);
    }
}

impl<C: Store, V: Value, P: Settable> Handle for Gauge<C, V, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open || P::UNSET))
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.cell + 1);
    }
}

impl<C: Store, const N: usize, P: Place> Handle for Histogram<C, N, P> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        let each = stride(N + 2 + P::NATIVE_CELLS, is_open);
        Self::with_native(self.first + index * each, self.bounds, self.native)
    }

    #[inline]
    fn expose(self) {
        P::expose::<C>(self.first + N + 2 + P::NATIVE_CELLS);
    }
}

impl<C: Store, S: ClosedLabel> Handle for StateSet<C, S> {
    #[inline]
    fn plus(self, index: usize, is_open: bool) -> Self {
        Self::new(self.cell + index * stride(1, is_open))
    }

    #[inline]
    fn expose(self) {
        Shared::expose::<C>(self.cell + 1);
    }
}
