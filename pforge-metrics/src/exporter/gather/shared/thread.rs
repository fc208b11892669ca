//! A thread for jobs that may hang.
//!
//! When a runtime is dropped, tokio waits for its blocking pool, and thus for a collector that hangs there. A process exits
//! without waiting for threads of the standard library.

use crate::panics::catch_panic;
use std::io;
use std::sync::mpsc::{self, SendError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

/// The name of the thread. Linux shows up to 15 bytes.
const NAME: &str = "metrics-gather";

type Job = Box<dyn FnOnce() + Send>;

/// A thread that runs jobs in order. It starts with the first job, and exits after the last job when this value is dropped.
#[derive(Default)]
pub(super) struct JobThread {
    jobs: Mutex<Option<Sender<Job>>>,
}

impl JobThread {
    /// Queues a job. A panic ends the job but not the thread.
    ///
    /// # Errors
    ///
    /// Returns an error if the system cannot start a thread.
    pub(super) fn run(&self, job: impl FnOnce() + Send + 'static) -> io::Result<()> {
        self.run_on(Builder::new(), Box::new(job))
    }

    fn run_on(&self, thread: Builder, job: Job) -> io::Result<()> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let job = match &*jobs {
            None => job,
            Some(sender) => match sender.send(job) {
                Ok(()) => return Ok(()),
                Err(SendError(job)) => job,
            },
        };
        let (sender, receiver) = mpsc::channel::<Job>();
        let work = move || {
            for job in receiver {
                // The panic hook has already reported a panic.
                drop(catch_panic(job));
            }
        };
        thread.name(NAME.to_owned()).spawn(work)?;
        // Sending cannot fail: the thread receives until the sender is dropped.
        let _ = sender.send(job);
        *jobs = Some(sender);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::JobThread;
    use std::sync::mpsc;
    use std::thread::{self, Builder};

    #[test]
    fn a_panic_in_a_job_does_not_end_the_thread() {
        let jobs = JobThread::default();
        let (sender, receiver) = mpsc::channel();
        for is_broken in [false, true, false] {
            let sender = sender.clone();
            let job = move || {
                assert!(!is_broken, "a job with a bug");
                let thread = thread::current();
                sender
                    .send((thread.id(), thread.name().map(str::to_owned)))
                    .unwrap();
            };
            jobs.run(job).unwrap();
        }
        let [first, second] = [(); 2].map(|()| receiver.recv().unwrap());
        assert_eq!(first, second);
        assert_eq!(first.1.as_deref(), Some(super::NAME));
    }

    #[test]
    fn returns_an_error_if_the_thread_cannot_start_and_retries_with_the_next_job() {
        let jobs = JobThread::default();
        let too_large = Builder::new().stack_size(usize::MAX / 2);
        jobs.run_on(too_large, Box::new(|| {})).unwrap_err();
        let (sender, receiver) = mpsc::channel();
        jobs.run(move || sender.send(()).unwrap()).unwrap();
        receiver.recv().unwrap();
    }
}
