//! Allocations of a scrape, counted by the global allocator of this process.
//!
//! The counting allocator adds two plain stores to each allocation, so the times of contestants that allocate stay
//! honest. The crate brings it along because an allocator of our own would need unsafe code.

use std::alloc::System;

use alloc_tracker::{Allocator, Session};
use anyhow::{Context, Result};

use super::Scrape;

#[global_allocator]
static ALLOCATOR: Allocator<System> = Allocator::system();

/// Counts the allocations of one scrape; the registry has been scraped before.
pub fn of_a_scrape(registry: &mut dyn Scrape) -> Result<f64> {
    let session = Session::new().no_stdout().no_file();
    let operation = session.operation("scrape");
    let span = operation.measure_thread().iterations(1);
    let outcome = registry.scrape();
    drop(span);
    outcome?;
    drop(operation);

    let report = session.to_report();
    let (_, counted) = report
        .operations()
        .next()
        .context("the allocator counted nothing")?;
    Ok(counted.total_allocations_count() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Forgetful(Vec<u8>);

    impl Scrape for Forgetful {
        fn scrape(&mut self) -> Result<()> {
            self.0 = vec![b'\n'; 10];
            Ok(())
        }

        fn body(&self) -> &[u8] {
            &self.0
        }
    }

    #[test]
    fn a_new_buffer_for_each_scrape_is_counted() {
        assert_eq!(
            of_a_scrape(&mut Forgetful(Vec::new())).unwrap().to_bits(),
            1.0_f64.to_bits()
        );
    }
}
