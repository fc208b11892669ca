//! Measures the resident memory of a registry.
//!
//! Each contestant has a new process (this program with `--resident-of`). In a shared process, a registry would reuse the memory
//! that another one has freed.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::contestant::Contestant;

use super::fill;
use super::workload::Population;

const POPULATION: Population = Population::Counters100k;

/// Bytes per series with 100 k counters, before and after the first scrape, measured in a new process.
pub fn bytes_per_series(contestant: Contestant) -> Result<(f64, f64)> {
    let name = contestant
        .to_possible_value()
        .context("the contestant has no name")?;
    let output = Command::new(env::current_exe()?)
        .args(["--resident-of", name.get_name()])
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    let printed = String::from_utf8(output.stdout)?;
    let (before, after) = printed
        .trim()
        .split_once(' ')
        .context("expected two numbers")?;
    let series = f64::from(POPULATION.series());
    Ok((
        before.parse::<f64>()? / series,
        after.parse::<f64>()? / series,
    ))
}

/// The output of the process for one contestant: the bytes before and after the first scrape.
pub fn report(contestant: Contestant) -> Result<String> {
    let empty = resident_bytes()?;
    let mut registry = fill(contestant, POPULATION)?;
    let before = resident_bytes()?.saturating_sub(empty);
    registry.scrape()?;
    let body = registry.body().len();
    let after = resident_bytes()?.saturating_sub(empty + body);
    Ok(format!("{before} {after}"))
}

/// Reads the resident memory from `smaps_rollup`. The cheaper counters of the kernel can be off by 64 pages for each thread.
fn resident_bytes() -> Result<usize> {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup")
        .context("can't read /proc/self/smaps_rollup")?;
    let kibibytes = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Rss:")?.trim().strip_suffix(" kB"))
        .context("missing `Rss` in /proc/self/smaps_rollup")?;
    Ok(kibibytes.trim().parse::<usize>()? * 1_024)
}
