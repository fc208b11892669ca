//! The command line.

use clap::{Parser, ValueEnum};

use crate::contestant::Contestant;

/// Compares pforge-metrics with other libraries. Prints tables as Markdown, and exits with 1 if a performance target is missed.
#[derive(Debug, Parser)]
#[command(name = "pforge-metrics-benches")]
pub struct Args {
    /// Run fewer rounds, with less precise results. Takes under a minute with --skip-compile.
    #[arg(long)]
    pub quick: bool,

    /// Skip the builds of 1,000 metrics.
    #[arg(long)]
    pub skip_compile: bool,

    /// Measure only this table.
    #[arg(long, value_name = "TABLE")]
    pub only: Option<Table>,

    /// Print the memory of one contestant's registry. The benchmark starts itself with this option.
    #[arg(long, value_name = "CONTESTANT", hide = true)]
    pub resident_of: Option<Contestant>,

    /// Attack a server. The benchmark starts itself with this option.
    #[arg(long, hide = true)]
    pub attack: bool,
}

/// A table with its performance targets.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Table {
    /// Nanoseconds per update.
    Updating,
    /// Nanoseconds and bytes per series.
    Scraping,
    /// Milliseconds and bytes per HTTP response.
    Serving,
    /// The cost of attacks on the exporter's port.
    Attacks,
    /// Seconds per build.
    Compiling,
}

/// The number of rounds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effort {
    /// Enough to detect a regression.
    Quick,
    /// Enough for published figures.
    Full,
}

impl Args {
    /// Whether the arguments select a table.
    pub fn includes(&self, table: Table) -> bool {
        match self.only {
            Some(only) => only == table,
            None => table != Table::Compiling || !self.skip_compile,
        }
    }

    /// The number of rounds to run.
    pub fn effort(&self) -> Effort {
        if self.quick {
            Effort::Quick
        } else {
            Effort::Full
        }
    }
}
