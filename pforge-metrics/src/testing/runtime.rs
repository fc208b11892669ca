//! Measures the counts of a tokio runtime.

use super::{Change, TOO_MANY_THREADS, lane};
use crate::catalogs::catalog::Catalog;
use crate::storage::store::Store;
use crate::storage::store::attribution::Tally;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::pin;
use tokio::runtime::Handle;

/// Runs a future, and returns its output and the counts of the current tokio runtime meanwhile.
///
/// The counts are exact in `#[tokio::test]`, both current-thread and multi-thread, even if other tests run in parallel,
/// because each test has its own runtime. They include spawned tasks and `spawn_blocking` up to the time when the
/// future completes. If a test depends on the counts of a task, the future must wait for that task.
///
/// Code that runs outside of the runtime is not included:
///
/// - For threads that the code starts itself, with `std::thread::spawn` or in a pool such as rayon's, call
///   [`thread_delta`](super::thread_delta) in the thread, or run the work with `spawn_blocking`.
/// - For another runtime, measure in that runtime, or run the test in its own process and use [`delta`](super::delta).
///
/// Concurrent measurements in one runtime include each other's counts. If all tests of a process share a runtime, use
/// `delta`.
///
/// # Panics
///
/// Panics outside of a tokio runtime. With another executor, use `thread_delta(&CATALOG, || block_on(future))`.
///
/// Panics if more than 640 live threads have updated the catalog and a thread of the runtime shares its cells with
/// others.
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
/// # async fn placeholder() {}
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

/// A running measurement. Dropping it ends the measurement.
struct Measurement<C: Store> {
    key: u64,
    catalog: PhantomData<C>,
}

impl<C: Store> Measurement<C> {
    fn begin() -> Self {
        // This acquires the lane first: acquiring it while the measurement begins would deadlock.
        let _ = lane::<C>();
        let Ok(runtime) = Handle::try_current() else {
            panic!(
                "`runtime_delta` requires a tokio runtime, but the calling thread has no runtime\n\
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
