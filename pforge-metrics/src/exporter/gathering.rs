//! One gather at a time, shared by all who ask while it runs.

use super::exposition::Exposition;
use super::sources::Sources;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::watch::{self, Receiver};

/// The sources, and the gather that runs now.
///
/// Who comes while one runs gets what it finds: values that may be older than the request by the time that it takes. So a
/// collector that hangs is asked once, not once for each scrape.
pub(super) struct Gathering {
    sources: Arc<Sources>,
    running: Mutex<Option<Receiver<Option<Arc<Exposition>>>>>,
}

/// The runtime ended before the gather did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopped;

impl Gathering {
    pub(super) fn new(sources: Arc<Sources>) -> Self {
        Self {
            sources,
            running: Mutex::new(None),
        }
    }

    /// Waits for the gather that runs, or for a new one, which holds the permit until it has ended.
    pub(super) async fn join(
        self: &Arc<Self>,
        permit: Arc<OwnedSemaphorePermit>,
    ) -> Result<Arc<Exposition>, Stopped> {
        let mut gather = self.current(permit);
        let found = gather.wait_for(Option::is_some).await;
        found.map_err(|_| Stopped)?.clone().ok_or(Stopped)
    }

    fn current(
        self: &Arc<Self>,
        permit: Arc<OwnedSemaphorePermit>,
    ) -> Receiver<Option<Arc<Exposition>>> {
        let mut running = self.running();
        // One whose sender is gone without a word was dropped with its runtime.
        if let Some(gather) = running.as_ref().filter(|it| it.has_changed().is_ok()) {
            return gather.clone();
        }
        let (found, gather) = watch::channel(None);
        *running = Some(gather.clone());
        let this = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let exposition = Sources::gather(&this.sources);
            *this.running() = None;
            found.send_replace(Some(Arc::new(exposition)));
        });
        gather
    }

    fn running(&self) -> MutexGuard<'_, Option<Receiver<Option<Arc<Exposition>>>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
