//! `infer`: drafts a schema from an exposition.

use super::selection::SelectionArgs;
use crate::inference::infer;
use crate::input::Endpoint;
use crate::output::{Exit, print};
use anyhow::Result;

/// Prints a first metrics.toml for a program, by what it exposes: a draft, with comments where a person must decide
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics infer http://localhost:9100 --prefix node_ > metrics.toml
  pforge-metrics infer scrape.txt --ignore 'go_*' --ignore 'process_*'
  pforge-metrics infer https://pforge.example/metrics --bearer-file token

What it prints passes `pforge-metrics check`, and `pforge-metrics verify` against the same scrape. \
What can't be declared is a comment, and is named in `[verify] ignore`.

Text is the better input where names of counters lack `_total`: OpenMetrics shows those without a type. \
A file can have it: `curl -H 'Accept: text/plain' URL > scrape.txt`.

An endpoint that asks for a user and a password takes them in the URL: `http://user:password@host/metrics`.

With --prefix names that begin otherwise are left out.")]
pub struct Args {
    #[command(flatten)]
    endpoint: Endpoint,

    #[command(flatten)]
    selection: SelectionArgs,
}

pub fn run(args: &Args) -> Result<Exit> {
    let exposition = args.endpoint.read_strictly()?;
    print(&infer(&exposition, &args.selection.selection()))?;
    Ok(Exit::Sound)
}
