//! Compares pforge-metrics with other libraries, and checks its performance targets.
//!
//! Prints five tables ([`updating`], [`scraping`], [`serving`], [`attacking`], [`compiling`]), followed by the [`targets`]. README.md
//! describes the method and the columns.

#![forbid(unsafe_code)]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are printed with three digits"
)]

mod allocations;
mod args;
mod attacking;
mod compiling;
mod contestant;
mod figures;
mod markdown;
mod peer_label;
mod sampling;
mod schema;
mod scraping;
mod serving;
mod targets;
mod updating;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::args::{Args, Table};
use crate::figures::Figures;
use crate::targets::Results;

fn main() -> Result<ExitCode> {
    let args = Args::parse();
    if let Some(contestant) = args.resident_of {
        print(&scraping::resident::report(contestant)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.attack {
        attacking::run_attack_process()?;
        return Ok(ExitCode::SUCCESS);
    }
    let (targets, all_met) = targets::evaluate(&run(&args)?);
    print(&targets)?;
    Ok(if all_met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Measures the selected tables, and prints each as soon as it is complete.
fn run(args: &Args) -> Result<Results> {
    let effort = args.effort();
    let mut run = Results {
        updating: Figures::new(),
        scraping: Figures::new(),
        serving: Figures::new(),
        attacking: attacking::AttackResults::new(),
        compiling: Figures::new(),
    };
    if args.includes(Table::Updating) {
        run.updating = updating::measure(effort)?;
        print(&updating::markdown(&run.updating))?;
    }
    if args.includes(Table::Scraping) {
        run.scraping = scraping::measure(effort)?;
        print(&scraping::markdown(&run.scraping))?;
    }
    if args.includes(Table::Serving) {
        run.serving = serving::measure(effort)?;
        print(&serving::markdown(&run.serving))?;
    }
    if args.includes(Table::Attacks) {
        run.attacking = attacking::measure(effort)?;
        print(&attacking::markdown(&run.attacking))?;
    }
    if args.includes(Table::Compiling) {
        run.compiling = compiling::measure(effort)?;
        print(&compiling::markdown(&run.compiling))?;
    }
    Ok(run)
}

/// Prints a line. Unlike `println!`, it does not panic if the pipe is closed.
fn print(text: &str) -> Result<()> {
    Ok(writeln!(io::stdout(), "{text}")?)
}
