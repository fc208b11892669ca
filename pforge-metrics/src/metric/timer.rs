//! Timers: guards that observe elapsed time.

use super::handle::HistogramHandle;
use super::histogram::Histogram;
use crate::exemplar::Exemplar;
use crate::storage::place::{KeepsExemplars, Place};
use crate::storage::store::Store;
use std::time::{Duration, Instant};

/// A guard that observes the elapsed seconds when it is stopped or dropped. Created by [`Histogram::start_timer`].
///
/// `H` is the type of the histogram's series. The timer of a metric `x` has the type `Timer<XSeries>`, see
/// [the example](crate::include_metrics#metrics-in-a-struct).
///
/// Bind it to a name: `let _timer = …` keeps it until the end of the block, `let _ = …` drops it at once. The
/// rustc lint [`let_underscore_drop`], which is off by default, warns about this.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [histogram.job_duration_seconds]
///     help    = "Time that a job took."
///     buckets = [0.1, 1, 10]
/// "#);
/// # }
/// # use metrics::*;
/// {
///     let _timer = JOB_DURATION_SECONDS.start_timer();
/// }
/// assert_eq!(JOB_DURATION_SECONDS.count(), 1);
/// ```
///
/// [`let_underscore_drop`]: https://doc.rust-lang.org/rustc/lints/listing/allowed-by-default.html#let-underscore-drop
#[must_use = "a timer that is dropped at once observes no time: bind it with `let _timer = …`"]
#[derive(Debug)]
pub struct Timer<H: HistogramHandle> {
    histogram: H,
    start: Instant,
}

impl<C: Store, const N: usize, P: Place> Histogram<C, N, P> {
    /// Starts a timer, which observes the elapsed seconds when it is stopped or dropped.
    ///
    /// Bind it to a name, as in `let _timer = …`: `let _ = …` drops it at once, and it observes no time.
    /// [`time`](Self::time) and [`time_future`](Self::time_future) need no guard.
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [histogram.job_duration_seconds]
    /// #     help    = "Time that a job took."
    /// #     buckets = [0.1, 1, 10]
    /// # "#);
    /// # }
    /// # use metrics::*;
    /// let timer = JOB_DURATION_SECONDS.start_timer();
    /// let took = timer.stop();
    /// assert_eq!(JOB_DURATION_SECONDS.sum(), took.as_secs_f64());
    ///
    /// JOB_DURATION_SECONDS.start_timer().discard();
    /// assert_eq!(JOB_DURATION_SECONDS.count(), 1);
    /// ```
    pub fn start_timer(&self) -> Timer<Self> {
        Timer {
            histogram: *self,
            start: Instant::now(),
        }
    }

    /// Runs `work` and observes the seconds it takes, even if it panics. Returns the result of `work`.
    pub fn time<T>(&self, work: impl FnOnce() -> T) -> T {
        let _timer = self.start_timer();
        work()
    }

    /// Wraps a future, and observes the seconds from this call until the future completes or is dropped.
    ///
    /// ```
    /// # mod metrics {
    /// # pforge_metrics::include_metrics!(inline = r#"
    /// #     [histogram.job_duration_seconds]
    /// #     help    = "Time that a job took."
    /// #     buckets = [0.1, 1, 10]
    /// # "#);
    /// # }
    /// # use metrics::*;
    /// let cancelled = JOB_DURATION_SECONDS.time_future(std::future::pending::<()>());
    /// drop(cancelled);
    /// assert_eq!(JOB_DURATION_SECONDS.count(), 1);
    /// ```
    pub fn time_future<F: Future>(
        &self,
        future: F,
    ) -> impl Future<Output = F::Output> + use<C, N, P, F> {
        let timer = self.start_timer();
        async move {
            let output = future.await;
            timer.stop();
            output
        }
    }
}

impl<H: HistogramHandle> Timer<H> {
    /// Observes the time since the start, in seconds, and returns it.
    pub fn stop(self) -> Duration {
        let elapsed = self.start.elapsed();
        self.histogram.add_observation(elapsed.as_secs_f64());
        std::mem::forget(self);
        elapsed
    }

    /// Returns the time since the start without observing it.
    pub fn discard(self) -> Duration {
        let elapsed = self.start.elapsed();
        std::mem::forget(self);
        elapsed
    }
}

impl<C: Store, const N: usize, P: KeepsExemplars> Timer<Histogram<C, N, P>> {
    /// Observes and returns the time since the start, and stores the exemplar of the observation.
    pub fn stop_with_exemplar(self, exemplar: &Exemplar) -> Duration {
        let elapsed = self.start.elapsed();
        let seconds = elapsed.as_secs_f64();
        self.histogram.observe_with_exemplar(seconds, exemplar);
        std::mem::forget(self);
        elapsed
    }
}

impl<H: HistogramHandle> Drop for Timer<H> {
    fn drop(&mut self) {
        let elapsed = self.start.elapsed();
        self.histogram.add_observation(elapsed.as_secs_f64());
    }
}
