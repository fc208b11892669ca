//! Timers.

use super::histogram::Histogram;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Lanes, Place};
use crate::storage::store::Store;
use std::time::{Duration, Instant};

/// A running clock: made by [`Histogram::start_timer`], it observes the seconds it ran when it is dropped.
///
/// Bind it to a name: `let _timer = …` keeps it until the end of the block, `let _ = …` drops it at once. rustc says so if the
/// lint [`let_underscore_drop`] is on; it is off by default, and no attribute of a type can turn it on.
///
/// [`let_underscore_drop`]: https://doc.rust-lang.org/rustc/lints/listing/allowed-by-default.html#let-underscore-drop
#[must_use = "a timer that is dropped at once observes no time: bind it with `let _timer = …`"]
#[derive(Debug)]
pub struct Timer<C: Store, const N: usize, P: Place = Lanes> {
    histogram: Histogram<C, N, P>,
    start: Instant,
}

impl<C: Store, const N: usize, P: Place> Timer<C, N, P> {
    pub(crate) fn start(histogram: Histogram<C, N, P>) -> Self {
        Self {
            histogram,
            start: Instant::now(),
        }
    }

    /// Observes the time since the start, and tells it.
    pub fn stop(self) -> Duration {
        let elapsed = self.start.elapsed();
        self.histogram.observe(elapsed.as_secs_f64());
        std::mem::forget(self);
        elapsed
    }

    /// The same as [`stop`](Self::stop), and keeps in which trace that was: see [`Exemplar`].
    pub fn stop_with_exemplar(self, exemplar: &Exemplar) -> Duration
    where
        P: KeepsExemplars,
    {
        let elapsed = self.start.elapsed();
        let seconds = elapsed.as_secs_f64();
        self.histogram.observe_with_exemplar(seconds, exemplar);
        std::mem::forget(self);
        elapsed
    }

    /// Tells the time since the start without observing it.
    pub fn discard(self) -> Duration {
        let elapsed = self.start.elapsed();
        std::mem::forget(self);
        elapsed
    }
}

impl<C: Store, const N: usize, P: Place> Drop for Timer<C, N, P> {
    fn drop(&mut self) {
        self.histogram.observe(self.start.elapsed().as_secs_f64());
    }
}
