//! Processor time of this thread, which is not counted while others run.

use std::fs;
use std::hint::black_box;
use std::thread;

use anyhow::{Context, Result};

use crate::sampling::interleave;
use crate::schema::updating::{BENCH_CALLS_TOTAL, Vendor};

/// Nanoseconds of processor time.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Of an increment by a label that is not known before.
    pub updates: f64,
    /// Of as many steps of a generator of random numbers, which stays in registers.
    pub arithmetic: f64,
}

/// A few milliseconds: what the kernel does between two readings is lost in it.
const OPERATIONS: u32 = 1 << 22;

/// Medians over rounds, in which both take turns.
pub fn measure(rounds: usize) -> Result<Cost> {
    let mut subjects = [update as fn(u64), arithmetic];
    let medians = interleave(&mut subjects, rounds, |subject| {
        let before = processor_time()?;
        for number in 0..u64::from(OPERATIONS / 8) {
            subject(black_box(number));
        }
        let took = processor_time()? - before;
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

/// Nanoseconds that this thread has run.
fn processor_time() -> Result<u64> {
    // The kernel adds up what has run when it schedules, so it is made to.
    thread::yield_now();
    let stat = fs::read_to_string("/proc/thread-self/schedstat");
    let stat = stat.context("the kernel tells no processor time of threads")?;
    let first = stat.split_ascii_whitespace().next();
    Ok(first.context("`schedstat` is empty")?.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn time_in_which_a_thread_waits_does_not_count() {
        let (began, before) = (Instant::now(), processor_time().unwrap());
        thread::sleep(Duration::from_millis(50));
        let waiting = processor_time().unwrap() - before;
        assert!(u128::from(waiting) < began.elapsed().as_nanos() / 2);

        let before = processor_time().unwrap();
        let began = Instant::now();
        (0..1 << 20).for_each(arithmetic);
        let working = processor_time().unwrap() - before;
        assert!(working > 0);
        assert!(u128::from(working) <= began.elapsed().as_nanos() + 1_000_000);
    }

    #[test]
    fn an_update_counts() {
        let before = BENCH_CALLS_TOTAL.total();
        update(3);
        assert!(BENCH_CALLS_TOTAL.total() >= before + 8);
    }
}
