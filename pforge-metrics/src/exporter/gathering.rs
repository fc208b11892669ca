//! One gather at a time, shared by all scrapes that come while it runs.

mod thread;

use super::exposition::Exposition;
use super::failure::Failure;
use super::sources::Sources;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use thread::JobThread;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;

/// The sources, and the gather that runs now.
///
/// A scrape that comes while one runs gets what it finds: values that may be older than the request by the time that it takes. So
/// a collector that hangs is asked once, not once for each scrape, and hangs on a thread that nothing waits for.
pub(super) struct Gathering {
    sources: Arc<Sources>,
    thread: JobThread,
    running: Mutex<Option<Arc<Gather>>>,
}

/// One gather, and its result once it has ended.
#[derive(Default)]
struct Gather {
    found: Mutex<Option<Found>>,
    changed: Condvar,
}

type Found = Result<Arc<Exposition>, Failure>;

/// A scrape that waits for a gather.
pub(super) struct Waiter {
    gather: Arc<Gather>,
    is_given_up: Arc<AtomicBool>,
}

/// Ends the wait when it is dropped. A scrape holds it, whose task a runtime drops before it waits for blocked threads.
pub(super) struct GiveUp {
    gather: Arc<Gather>,
    is_given_up: Arc<AtomicBool>,
}

impl Gathering {
    pub(super) fn new(sources: Arc<Sources>) -> Self {
        Self {
            sources,
            thread: JobThread::default(),
            running: Mutex::new(None),
        }
    }

    /// Joins the gather that runs, or begins one, which holds the permit until it has ended. Has to be called inside a tokio
    /// runtime, whose context collectors have too.
    pub(super) fn join(
        self: &Arc<Self>,
        permit: Arc<OwnedSemaphorePermit>,
    ) -> Result<(Waiter, GiveUp), Failure> {
        let gather = self.current(permit)?;
        let is_given_up = Arc::new(AtomicBool::new(false));
        let waiter = Waiter {
            gather: Arc::clone(&gather),
            is_given_up: Arc::clone(&is_given_up),
        };
        let give_up = GiveUp {
            gather,
            is_given_up,
        };
        Ok((waiter, give_up))
    }

    fn current(
        self: &Arc<Self>,
        permit: Arc<OwnedSemaphorePermit>,
    ) -> Result<Arc<Gather>, Failure> {
        let mut running = self.running();
        if let Some(gather) = &*running {
            return Ok(Arc::clone(gather));
        }
        let gather = Arc::<Gather>::default();
        let (runtime, this, of) = (Handle::current(), Arc::clone(self), Arc::clone(&gather));
        let begun = self.thread.run(move || {
            let (_permit, _context) = (permit, runtime.enter());
            let mut end = End::of(this, of);
            end.found = Ok(Arc::new(Sources::gather(&end.gathering.sources)));
        });
        begun.map_err(|_| Failure::NoThread)?;
        *running = Some(Arc::clone(&gather));
        Ok(gather)
    }

    fn running(&self) -> MutexGuard<'_, Option<Arc<Gather>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The end of a gather, also of one that panics: the next scrape begins another one, and those that wait get the result.
struct End {
    gathering: Arc<Gathering>,
    gather: Arc<Gather>,
    found: Found,
}

impl End {
    fn of(gathering: Arc<Gathering>, gather: Arc<Gather>) -> Self {
        Self {
            gathering,
            gather,
            // Panics of collectors and refresh functions are caught further down.
            found: Err(Failure::Bug),
        }
    }
}

impl Drop for End {
    fn drop(&mut self) {
        *self.gathering.running() = None;
        *self.gather.found() = Some(self.found.clone());
        self.gather.changed.notify_all();
    }
}

impl Gather {
    fn found(&self) -> MutexGuard<'_, Option<Found>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiter {
    /// Blocks the thread until the gather has ended, or the scrape is given up.
    ///
    /// That is better than to wait in the scrape's task: the thread goes on with the body, and a clock of tokio's that a test has
    /// paused does not jump to the end of the scrape's timeout, as it would if no task of the runtime did anything.
    pub(super) fn wait(&self) -> Found {
        let is_waiting =
            |found: &mut Option<Found>| found.is_none() && !self.is_given_up.load(Relaxed);
        let found = self
            .gather
            .changed
            .wait_while(self.gather.found(), is_waiting);
        let found = found.unwrap_or_else(PoisonError::into_inner);
        found.clone().unwrap_or(Err(Failure::TimedOut))
    }
}

impl Drop for GiveUp {
    fn drop(&mut self) {
        // Under the lock, so that it does not fall between the waiter's look at the flag and its sleep.
        let found = self.gather.found();
        self.is_given_up.store(true, Relaxed);
        drop(found);
        self.gather.changed.notify_all();
    }
}
