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

/// Compare a live endpoint or a saved scrape with the schema
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics verify http://localhost:8000
  pforge-metrics verify scrape.txt --schema crates/core/metrics.toml
  pforge-metrics verify https://pforge.example/metrics --bearer-file token
  pforge-metrics verify http://localhost:8000 --prefix go_ --ignore 'go_gc_*'
  pforge-metrics verify http://localhost:8000 --watch=30s

Reports missing families and series, wrong types, help texts, units, labels and buckets, and violations of the exposition format.
Reports undeclared families whose names start with the schema's prefix or with --prefix, except those in `[verify] ignore`.
Series with open labels and gauges with `init = \"unset\"` may be missing: they appear when they are first used.

For basic authentication, put the credentials into the URL: `http://user:password@host/metrics`.
Exits with 1 if there are findings.")]
pub struct Args {
    #[command(flatten)]
    endpoint: Endpoint,

    /// Schema file
    #[arg(long, value_name = "FILE", default_value = "metrics.toml")]
    schema: String,

    #[command(flatten)]
    selection: SelectionArgs,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Repeat every INTERVAL (`500ms`, `30s`, `2m`; default: 5s) until interrupted, and print changes
    #[arg(long, value_name = "INTERVAL", num_args = 0..=1, require_equals = true, default_missing_value = "5s", value_parser = interval)]
    watch: Option<Duration>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences
    #[default]
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: &Args) -> Result<Exit> {
    let compiled = files::sound(&args.schema)?;
    if let Some(interval) = args.watch {
        if args.endpoint.is_stdin() {
            bail!("cannot watch standard input\nhelp: remove `--watch`, or pass a URL or a file");
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

/// Parses an integer with the unit `ms`, `s` or `m`.
fn interval(text: &str) -> Result<Duration, &'static str> {
    let unit = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number: u32 = text[..unit]
        .parse()
        .map_err(|_| "expected a duration such as `30s`")?;
    let unit = match &text[unit..] {
        "ms" => Duration::from_millis(1),
        "s" => Duration::from_secs(1),
        "m" => Duration::from_secs(60),
        _ => return Err("expected a duration such as `500ms`, `30s` or `2m`"),
    };
    match unit * number {
        Duration::ZERO => Err("the interval must be longer than zero"),
        interval => Ok(interval),
    }
}
