//! The command line.

use clap::{Parser, ValueEnum};

use crate::contestant::Contestant;

/// Measures pforge-metrics beside its peers, prints the tables as Markdown, and fails when a bar is missed.
#[derive(Debug, Parser)]
#[command(name = "pforge-metrics-benches")]
pub struct Args {
    /// Fewer rounds: under a minute with --skip-compile, and rougher.
    #[arg(long)]
    pub quick: bool,

    /// Leave out the builds of 1,000 metrics.
    #[arg(long)]
    pub skip_compile: bool,

    /// One table alone.
    #[arg(long, value_name = "TABLE")]
    pub only: Option<Part>,

    /// Print the memory of one contestant's registry; the benchmark starts itself with this.
    #[arg(long, value_name = "CONTESTANT", hide = true)]
    pub resident_of: Option<Contestant>,

    /// Attack a server; the benchmark starts itself with this.
    #[arg(long, hide = true)]
    pub attack: bool,
}

/// A table with its bars.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Part {
    /// ns per operation.
    Updating,
    /// ns and bytes per series.
    Scraping,
    /// Milliseconds and bytes per answer over HTTP.
    Serving,
    /// What attacks on the exporter's port cost.
    Attacks,
    /// Seconds per build.
    Compiling,
}

/// How many rounds a figure is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Effort {
    /// Enough to see a regression.
    Quick,
    /// Enough to publish.
    Full,
}

impl Args {
    /// Whether the table was asked for.
    pub fn wants(&self, part: Part) -> bool {
        match self.only {
            Some(only) => only == part,
            None => part != Part::Compiling || !self.skip_compile,
        }
    }

    /// How thoroughly to measure.
    pub fn effort(&self) -> Effort {
        if self.quick {
            Effort::Quick
        } else {
            Effort::Full
        }
    }
}
