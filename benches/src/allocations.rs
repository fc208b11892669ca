//! Counts allocations with the global allocator of this process.
//!
//! The counting allocator adds two plain stores to each allocation, which does not distort the times of contestants that allocate.
//! It comes from a crate, because writing an allocator needs unsafe code.

use std::alloc::System;

use alloc_tracker::{Allocator, Session};
use anyhow::{Context, Result};

#[global_allocator]
static ALLOCATOR: Allocator<System> = Allocator::system();

/// Counts the allocations that this thread makes in `work`.
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

/// Counts the bytes that all threads allocate during `work`: a server runs on other threads.
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

/// The number of allocations in the only operation of a session, and their total bytes.
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
    fn a_new_buffer_is_counted_on_any_thread() {
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
