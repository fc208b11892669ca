//! A thread for what may hang.
//!
//! tokio waits for its blocking pool when a runtime is dropped, and so for a collector that hangs in it. A process ends without
//! waiting for a thread of the standard library.

use crate::panics::catch_panic;
use std::io;
use std::sync::mpsc::{self, SendError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;

/// The name of the thread: Linux shows 15 bytes of it.
const NAME: &str = "metrics-gather";

type Job = Box<dyn FnOnce() + Send>;

/// A thread that runs one job after the other. It starts with the first job, waits for the next one, and ends when this is
/// dropped and the last job has ended.
#[derive(Default)]
pub(super) struct JobThread {
    jobs: Mutex<Option<Sender<Job>>>,
}

impl JobThread {
    /// Runs a job after all earlier ones. A panic ends only this job.
    ///
    /// # Errors
    ///
    /// If the system has no thread left.
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
                // The panic hook has reported a panic.
                drop(catch_panic(job));
            }
        };
        thread.name(NAME.to_owned()).spawn(work)?;
        // The thread receives for as long as the sender is kept.
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
    fn a_job_that_panics_leaves_the_thread_to_the_next_one() {
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
    fn where_no_thread_is_left_the_job_is_refused_and_the_next_one_tried_again() {
        let jobs = JobThread::default();
        let too_large = Builder::new().stack_size(usize::MAX / 2);
        jobs.run_on(too_large, Box::new(|| {})).unwrap_err();
        let (sender, receiver) = mpsc::channel();
        jobs.run(move || sender.send(()).unwrap()).unwrap();
        receiver.recv().unwrap();
    }
}
