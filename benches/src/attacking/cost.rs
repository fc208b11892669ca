//! The CPU time of this thread, which does not include the time of other threads.

use std::fs;
use std::hint::black_box;
use std::thread;

use anyhow::{Context, Result};

use crate::sampling::interleave;
use crate::schema::updating::{BENCH_CALLS_TOTAL, Vendor};

/// CPU time in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The time of an increment with a label that is computed at run time.
    pub updates: f64,
    /// The time of a step of a random number generator, which uses only registers.
    pub arithmetic: f64,
}

/// The operations of a sample: a few milliseconds, so that the overhead of reading the CPU time is negligible.
const OPERATIONS: u32 = 1 << 22;

/// Measures both in interleaved rounds, and returns the medians.
pub fn measure(rounds: usize) -> Result<Cost> {
    let mut subjects = [update as fn(u64), arithmetic];
    let medians = interleave(&mut subjects, rounds, |subject| {
        let before = cpu_time()?;
        for number in 0..u64::from(OPERATIONS / 8) {
            subject(black_box(number));
        }
        let took = cpu_time()? - before;
        Ok(Some(took as f64 / f64::from(OPERATIONS)))
    })?;
    let [Some(updates), Some(arithmetic)] = medians[..] else {
        anyhow::bail!("no round was measured");
    };
    Ok(Cost {
        updates,
        arithmetic,
    })
}

/// Eight increments.
fn update(number: u64) {
    for step in 0..8 {
        let index = (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) + step;
        let vendor = Vendor::ALL[usize::try_from(index).unwrap_or(0) % Vendor::ALL.len()];
        BENCH_CALLS_TOTAL.with(vendor).inc();
        black_box(());
    }
}

/// Eight steps of xorshift (George Marsaglia, "Xorshift RNGs", 2003).
fn arithmetic(number: u64) {
    let mut state = number | 1;
    for _ in 0..8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    black_box(state);
}

/// The CPU time of this thread in nanoseconds.
fn cpu_time() -> Result<u64> {
    // The kernel updates this value when it schedules, so the thread yields first.
    thread::yield_now();
    let stat = fs::read_to_string("/proc/thread-self/schedstat");
    let stat = stat.context("can't read the CPU time of this thread")?;
    let first = stat.split_ascii_whitespace().next();
    Ok(first.context("`schedstat` is empty")?.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn waiting_does_not_count() {
        let (began, before) = (Instant::now(), cpu_time().unwrap());
        thread::sleep(Duration::from_millis(50));
        let waiting = cpu_time().unwrap() - before;
        assert!(u128::from(waiting) < began.elapsed().as_nanos() / 2);

        let before = cpu_time().unwrap();
        let began = Instant::now();
        (0..1 << 20).for_each(arithmetic);
        let working = cpu_time().unwrap() - before;
        assert!(working > 0);
        assert!(u128::from(working) <= began.elapsed().as_nanos() + 1_000_000);
    }

    #[test]
    fn an_update_increments_the_counter() {
        let before = BENCH_CALLS_TOTAL.total();
        update(3);
        assert!(BENCH_CALLS_TOTAL.total() >= before + 8);
    }
}
