//! Runs one gather at a time and shares it among concurrent scrapes.

mod thread;

use super::bodies::Bodies;
use super::sources::ExporterSources;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use thread::JobThread;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, watch};

/// The sources and the running gather.
///
/// A scrape that arrives during a gather shares its result, so its values can be older than the request. A collector that hangs
/// therefore blocks a single thread, not one per scrape, and shutdown does not wait for that thread.
pub(crate) struct Gathering {
    sources: Arc<ExporterSources>,
    thread: JobThread,
    running: Mutex<Option<Gather>>,
    /// The size of the exporter's largest body so far.
    largest_body: Arc<AtomicUsize>,
}

/// The error of a gather that has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GatherError {
    /// The system cannot start a thread.
    NoThread,
    /// The exporter panicked. Panics of collectors and refresh functions are caught and do not cause this error.
    Panicked,
}

/// Receives the result of a gather when it ends.
type Gather = watch::Receiver<Option<Found>>;

type Found = Result<Arc<Bodies>, GatherError>;

impl Gathering {
    pub(crate) fn new(sources: Arc<ExporterSources>) -> Self {
        Self {
            sources,
            thread: JobThread::default(),
            running: Mutex::new(None),
            largest_body: Arc::default(),
        }
    }

    /// Returns the result of the running gather, or starts one, which holds the permit until it ends. Collectors run in the context
    /// of the calling task's runtime.
    pub(crate) async fn found(self: &Arc<Self>, permit: Arc<OwnedSemaphorePermit>) -> Found {
        let mut gather = self.current(permit)?;
        let found = gather.wait_for(Option::is_some).await;
        found
            .map_or(None, |it| it.clone())
            .unwrap_or(Err(GatherError::Panicked))
    }

    fn current(self: &Arc<Self>, permit: Arc<OwnedSemaphorePermit>) -> Result<Gather, GatherError> {
        let mut running = self.running();
        if let Some(gather) = &*running {
            return Ok(gather.clone());
        }
        let (sender, gather) = watch::channel(None);
        let (runtime, this) = (Handle::current(), Arc::clone(self));
        let begun = self.thread.run(move || {
            let (_permit, _context) = (permit, runtime.enter());
            let mut end = End::of(this, sender);
            let gathered = end.gathering.sources.gather();
            let largest = Arc::clone(&end.gathering.largest_body);
            end.found = Ok(Arc::new(Bodies::new(gathered, largest)));
        });
        begun.map_err(|_| GatherError::NoThread)?;
        *running = Some(gather.clone());
        Ok(gather)
    }

    fn running(&self) -> MutexGuard<'_, Option<Gather>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends a gather when dropped, including after a panic: waiting scrapes get the result, and the next scrape starts a new gather.
struct End {
    gathering: Arc<Gathering>,
    sender: watch::Sender<Option<Found>>,
    found: Found,
}

impl End {
    fn of(gathering: Arc<Gathering>, sender: watch::Sender<Option<Found>>) -> Self {
        Self {
            gathering,
            sender,
            // This stays only if the exporter panics: panics of collectors are caught in `ExporterSources::gather`.
            found: Err(GatherError::Panicked),
        }
    }
}

impl Drop for End {
    fn drop(&mut self) {
        *self.gathering.running() = None;
        self.sender.send_replace(Some(self.found.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::{ExporterSources, Gathering};
    use crate::exposition::model::{Metric, MetricFamily};
    use crate::registry::FamilySource;
    use std::sync::mpsc;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;
    use tokio::runtime::Builder;
    use tokio::sync::Semaphore;
    use tokio::task::{JoinSet, spawn_blocking, yield_now};

    const BOUND: Duration = Duration::from_secs(60);

    /// The blocking pool has a single thread.
    #[test]
    fn concurrent_scrapes_share_a_gather_and_do_not_occupy_the_blocking_pool() {
        const SCRAPES: usize = 3;
        let (asked, is_asked) = mpsc::sync_channel(SCRAPES);
        let (goes_on, go_on) = mpsc::channel();
        // Signals that it was called, then waits until the test lets it continue.
        let go_on = Mutex::new(go_on);
        let hangs = move || {
            asked.send(()).unwrap();
            go_on.lock().unwrap().recv_timeout(BOUND).unwrap();
            vec![MetricFamily::gauge("hangs", "Hangs.").metric(Metric::new(0.0))]
        };
        let sources = ExporterSources::new(Vec::new(), vec![FamilySource::function(hangs)], false);
        let gathering = Arc::new(Gathering::new(Arc::new(sources)));
        let permits = Arc::new(Semaphore::new(SCRAPES));
        let mut runtime = Builder::new_current_thread();
        let runtime = runtime.max_blocking_threads(1).build().unwrap();
        runtime.block_on(async {
            let mut scrapes = JoinSet::new();
            for _ in 0..SCRAPES {
                let permit = Arc::clone(&permits).try_acquire_owned().unwrap();
                let gathering = Arc::clone(&gathering);
                scrapes.spawn(async move { gathering.found(Arc::new(permit)).await.is_ok() });
            }
            yield_now().await;
            is_asked.recv_timeout(BOUND).unwrap();
            spawn_blocking(|| ()).await.unwrap();
            assert!(scrapes.try_join_next().is_none());
            goes_on.send(()).unwrap();
            assert_eq!(scrapes.join_all().await, [true; SCRAPES]);
            assert!(is_asked.try_recv().is_err());
        });
    }
}
