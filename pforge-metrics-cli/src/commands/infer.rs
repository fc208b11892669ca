//! `infer`: drafts a schema from an exposition.

use super::selection::SelectionArgs;
use crate::inference::infer;
use crate::input::Endpoint;
use crate::output::{Exit, print};
use anyhow::Result;

/// Draft a metrics.toml from what a program exposes
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics infer http://localhost:9100 --prefix node_ > metrics.toml
  pforge-metrics infer scrape.txt --ignore 'go_*' --ignore 'process_*'
  pforge-metrics infer https://pforge.example/metrics --bearer-file token

The draft passes `pforge-metrics check`, and `pforge-metrics verify` on the same scrape. \
It has comments where you must decide. Families that a schema cannot declare become comments and entries of `[verify] ignore`.

If counter names lack `_total`, pass the text format instead of OpenMetrics, which exposes such counters without a type: \
`curl -H 'Accept: text/plain' URL > scrape.txt`.

For basic authentication, put the credentials into the URL: `http://user:password@host/metrics`.")]
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
