//! Measures pforge-metrics beside its peers, in one process and in turns, and holds it to its bars.

mod args;
mod contestant;
mod figures;
mod labels;
mod markdown;
mod sampling;
mod updating;

use anyhow::Result;
use clap::Parser;

use crate::args::{Args, Part};

fn main() -> Result<()> {
    let args = Args::parse();
    if args.wants(Part::Updating) {
        let figures = updating::measure(args.effort())?;
        println!("{}", updating::markdown(&figures));
    }
    Ok(())
}
