//! `verify`: compares an exposition with the schema.

mod watch;

use super::selection::SelectionArgs;
use crate::comparison::{Comparison, compare, json};
use crate::input::Endpoint;
use crate::input::files;
use crate::output::Exit;
use crate::output::print;
use anyhow::{Result, bail};
use clap::ValueEnum;
use pforge_metrics_schema::Compiled;
use std::time::Duration;

/// Holds what a program exposes against its schema, and says what is missing or other than declared
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics verify http://localhost:8000
  pforge-metrics verify scrape.txt --schema crates/core/metrics.toml
  pforge-metrics verify https://pforge.example/metrics --bearer-file token
  pforge-metrics verify http://localhost:8000 --prefix go_ --ignore 'go_gc_*'
  pforge-metrics verify http://localhost:8000 --watch=30s

Reports undeclared families that begin with the schema's prefix or a --prefix, except those in `[verify] ignore`.
Series of open labels, and gauges with `init = \"unset\"`, need not be there before they are touched.
Reports violations of the format: all rules of OpenMetrics, and the histogram rules of the text format.

An endpoint that asks for a user and a password takes them in the URL: `http://user:password@host/metrics`.")]
pub struct Args {
    #[command(flatten)]
    endpoint: Endpoint,

    /// The schema, with what it includes
    #[arg(long, value_name = "FILE", default_value = "metrics.toml")]
    schema: String,

    #[command(flatten)]
    selection: SelectionArgs,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Looks again every 5 seconds, or as often as said (`500ms`, `30s`, `2m`), until interrupted, and shows what changes
    #[arg(long, value_name = "INTERVAL", num_args = 0..=1, require_equals = true, default_missing_value = "5s", value_parser = interval)]
    watch: Option<Duration>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// One object, for programs
    Json,
}

pub fn run(args: &Args) -> Result<Exit> {
    let compiled = files::sound(&args.schema)?;
    if let Some(interval) = args.watch {
        if args.endpoint.is_stdin() {
            bail!(
                "standard input can't be read again: leave `--watch` out, or name a URL or a file"
            );
        }
        let scrape = || compare_scrape(args, &compiled);
        return match args.format {
            Format::Text => watch::as_text(scrape, interval),
            Format::Json => watch::as_json(scrape, interval),
        };
    }
    let comparison = compare_scrape(args, &compiled)?;
    print(&match args.format {
        Format::Text => comparison.render_styled(),
        Format::Json => json::render(&comparison),
    })?;
    Ok(if comparison.is_sound() {
        Exit::Sound
    } else {
        Exit::Findings
    })
}

fn compare_scrape(args: &Args, compiled: &Compiled) -> Result<Comparison> {
    let exposition = args.endpoint.read()?;
    Ok(compare(compiled, &exposition, &args.selection.selection()))
}

/// A number with `ms`, `s` or `m` behind it.
fn interval(text: &str) -> Result<Duration, &'static str> {
    let unit = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number: u32 = text[..unit].parse().map_err(|_| "write it as `30s`")?;
    let unit = match &text[unit..] {
        "ms" => Duration::from_millis(1),
        "s" => Duration::from_secs(1),
        "m" => Duration::from_secs(60),
        _ => return Err("write it as `500ms`, `30s` or `2m`"),
    };
    match unit * number {
        Duration::ZERO => Err("nothing can be looked at all the time"),
        interval => Ok(interval),
    }
}
