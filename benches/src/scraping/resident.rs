//! Memory that the operating system keeps resident for a registry.
//!
//! Each contestant gets a fresh process (this program again, with `--resident-of`), since in a shared one a registry
//! would be built in the memory that the one before it has freed.

use std::env;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::contestant::Contestant;

use super::filled;
use super::workload::Population;

const POPULATION: Population = Population::Counters100k;

/// Bytes a series at 100 k counters, before and after the first scrape, as a process of its own finds them.
pub fn bytes_per_series(contestant: Contestant) -> Result<(f64, f64)> {
    let name = contestant
        .to_possible_value()
        .context("a contestant without a name")?;
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
        .context("two numbers expected")?;
    let series = f64::from(POPULATION.series());
    Ok((
        before.parse::<f64>()? / series,
        after.parse::<f64>()? / series,
    ))
}

/// What the process of one contestant prints: both numbers, for all series together.
pub fn report(contestant: Contestant) -> Result<String> {
    let empty = resident_bytes()?;
    let mut registry = filled(contestant, POPULATION)?;
    let before = resident_bytes()?.saturating_sub(empty);
    registry.scrape()?;
    let body = registry.body().len();
    let after = resident_bytes()?.saturating_sub(empty + body);
    Ok(format!("{before} {after}"))
}

/// From `smaps_rollup`: the cheaper counters of the kernel lag behind by up to 64 pages for each thread.
fn resident_bytes() -> Result<usize> {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup")
        .context("cannot read the size of this process")?;
    let kibibytes = rollup
        .lines()
        .find_map(|line| line.strip_prefix("Rss:")?.trim().strip_suffix(" kB"))
        .context("no `Rss` in `smaps_rollup`")?;
    Ok(kibibytes.trim().parse::<usize>()? * 1_024)
}
