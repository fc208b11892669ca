//! Allocations, counted by the global allocator of this process.
//!
//! The counting allocator adds two plain stores to each allocation, so the times of contestants that allocate stay
//! honest. The crate brings it along because an allocator of our own would need unsafe code.

use std::alloc::System;

use alloc_tracker::{Allocator, Session};
use anyhow::{Context, Result};

#[global_allocator]
static ALLOCATOR: Allocator<System> = Allocator::system();

/// How many allocations this thread makes while something is done.
pub fn on_this_thread(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let session = Session::new().no_stdout().no_file();
    let operation = session.operation("work");
    let span = operation.measure_thread().iterations(1);
    let outcome = work();
    drop(span);
    drop(operation);
    outcome?;
    Ok(counted(&session)?.0)
}

/// How many bytes all threads allocate while something is done: a server works on threads of its own.
pub fn bytes_on_all_threads(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let session = Session::new().no_stdout().no_file();
    let operation = session.operation("work");
    let span = operation.measure_process().iterations(1);
    let outcome = work();
    drop(span);
    drop(operation);
    outcome?;
    Ok(counted(&session)?.1)
}

/// How many allocations the session's only operation made, and of how many bytes.
fn counted(session: &Session) -> Result<(f64, f64)> {
    let report = session.to_report();
    let (_, counted) = report
        .operations()
        .next()
        .context("the allocator counted nothing")?;
    Ok((
        counted.total_allocations_count() as f64,
        counted.total_bytes_allocated() as f64,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_buffer_is_counted_on_whatever_thread() {
        let allocate = || {
            drop(std::hint::black_box(vec![0_u8; 4_096]));
            Ok(())
        };
        assert_eq!(
            on_this_thread(allocate).unwrap().to_bits(),
            1.0_f64.to_bits()
        );

        let elsewhere = || std::thread::spawn(allocate).join().unwrap();
        assert_eq!(
            on_this_thread(|| Ok(())).unwrap().to_bits(),
            0.0_f64.to_bits()
        );
        assert!(bytes_on_all_threads(elsewhere).unwrap() >= 4_096.0);
    }
}
