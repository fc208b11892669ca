//! Measures pforge-metrics beside its peers, in one process and in turns, and holds it to its bars.
//!
//! Five tables ([`updating`], [`scraping`], [`serving`], [`attacking`], [`compiling`]), then the [`bars`]. README.md says how to read them.

#![forbid(unsafe_code)]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are read to three digits, not to sixteen"
)]

mod allocations;
mod args;
mod attacking;
mod bars;
mod compiling;
mod contestant;
mod figures;
mod markdown;
mod peer_label;
mod sampling;
mod schema;
mod scraping;
mod serving;
mod updating;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::args::{Args, Part};
use crate::bars::Run;
use crate::figures::Figures;

fn main() -> Result<ExitCode> {
    let args = Args::parse();
    if let Some(contestant) = args.resident_of {
        print(&scraping::resident::report(contestant)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.attack {
        attacking::run_as_told()?;
        return Ok(ExitCode::SUCCESS);
    }
    let (bars, all_hold) = bars::judge(&run(&args)?);
    print(&bars)?;
    Ok(if all_hold {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints each table as soon as it is measured.
fn run(args: &Args) -> Result<Run> {
    let effort = args.effort();
    let mut run = Run {
        updating: Figures::new(),
        scraping: Figures::new(),
        serving: Figures::new(),
        attacking: attacking::Outcomes::new(),
        compiling: Figures::new(),
    };
    if args.wants(Part::Updating) {
        run.updating = updating::measure(effort)?;
        print(&updating::markdown(&run.updating))?;
    }
    if args.wants(Part::Scraping) {
        run.scraping = scraping::measure(effort)?;
        print(&scraping::markdown(&run.scraping))?;
    }
    if args.wants(Part::Serving) {
        run.serving = serving::measure(effort)?;
        print(&serving::markdown(&run.serving))?;
    }
    if args.wants(Part::Attacks) {
        run.attacking = attacking::measure(effort)?;
        print(&attacking::markdown(&run.attacking))?;
    }
    if args.wants(Part::Compiling) {
        run.compiling = compiling::measure(effort)?;
        print(&compiling::markdown(&run.compiling))?;
    }
    Ok(run)
}

/// Unlike `println!`, it survives a reader that has seen enough.
fn print(text: &str) -> Result<()> {
    Ok(writeln!(io::stdout(), "{text}")?)
}
