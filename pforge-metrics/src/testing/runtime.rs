//! Differences of async code.

use super::{Change, TOO_MANY_THREADS, lane};
use crate::catalogs::catalog::Catalog;
use crate::storage::store::Store;
use crate::storage::store::attribution::Tally;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::pin;
use tokio::runtime::Handle;

/// Runs a future and returns its output, and what the current tokio runtime counted meanwhile.
///
/// That is exact in `#[tokio::test]`, current-thread and multi-thread, whatever tests run in parallel: each has a runtime of
/// its own. Spawned tasks and `spawn_blocking` are included, as far as they have come when the future completes: wait for a
/// task whose counts the test asks for.
///
/// Not included is what runs outside of the runtime:
///
/// - in threads that the code starts by itself, with `std::thread::spawn` or in a pool such as rayon's. Measure inside of the
///   thread with [`thread_delta`](super::thread_delta), or run the work with `spawn_blocking`;
/// - in another runtime. Measure there, or give the test a process of its own and use [`delta`](super::delta).
///
/// Futures that are measured at the same time in one runtime see each other's counts, so a runtime that all tests of a process
/// share needs `delta` as well.
///
/// # Panics
///
/// Outside of a tokio runtime. With another executor, use `thread_delta(&CATALOG, || block_on(future))`.
///
/// If more than 640 threads are alive that count in the catalog, and one beyond belongs to the runtime.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::testing::runtime_delta;
///
/// async fn handler() -> &'static str {
///     tokio::task::yield_now().await;
///     JOBS_TOTAL.inc();
///     tokio::spawn(async { JOBS_TOTAL.inc() }).await.unwrap();
///     "done"
/// }
///
/// #[tokio::test]
/// # async fn named_by_its_claim() {}
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() { a_handler_counts_its_job_and_the_task_that_it_spawns().await }
/// async fn a_handler_counts_its_job_and_the_task_that_it_spawns() {
///     let (body, change) = runtime_delta(&CATALOG, handler()).await;
///     assert_eq!(body, "done");
///     assert_eq!(change.get(JOBS_TOTAL), 2);
/// }
/// ```
pub async fn runtime_delta<C: Store, T>(
    _: &Catalog<C>,
    future: impl Future<Output = T>,
) -> (T, Change<C>) {
    let mut measurement = Measurement::<C>::begin();
    let mut future = pin!(future);
    let output = poll_fn(|context| {
        measurement.join();
        future.as_mut().poll(context)
    })
    .await;
    let Some(counted) = measurement.end() else {
        panic!("{TOO_MANY_THREADS}");
    };
    (output, Change::new(&counted))
}

/// A measurement that is running. It ends when it is dropped.
struct Measurement<C: Store> {
    key: u64,
    catalog: PhantomData<C>,
}

impl<C: Store> Measurement<C> {
    fn begin() -> Self {
        // A lane that is taken while the measurement is made would wait for itself.
        let _ = lane::<C>();
        let Ok(runtime) = Handle::try_current() else {
            panic!(
                "`runtime_delta` measures a tokio runtime, but the calling thread runs none\n\
                 help: with another executor use `thread_delta(&CATALOG, || block_on(future))`"
            );
        };
        Self {
            key: C::storage().attribution.begin(C::storage(), runtime.id()),
            catalog: PhantomData,
        }
    }

    fn join(&self) {
        if let Some(lane) = lane::<C>() {
            C::storage().attribution.join(self.key, lane);
        }
    }

    fn end(&mut self) -> Option<Tally> {
        C::storage().attribution.end(C::storage(), self.key)
    }
}

impl<C: Store> Drop for Measurement<C> {
    fn drop(&mut self) {
        let _ = self.end();
    }
}
