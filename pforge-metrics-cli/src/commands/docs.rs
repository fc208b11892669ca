//! `docs`: the reference of a schema, as Markdown or HTML.

use super::generated::{self, Generated};
use crate::output::Exit;
use crate::reference::{html, markdown, reference};
use anyhow::Result;
use clap::ValueEnum;

/// Writes the reference of a schema, as Markdown or as an HTML page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics docs > METRICS.md
  pforge-metrics docs --output metrics.html
  pforge-metrics docs --check METRICS.md      # in CI: fails when the file is stale")]
pub struct Args {
    /// The schema
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// The heading of the page
    #[arg(long, default_value = "Metrics")]
    title: String,

    /// The format; by the name of the file unless stated, and Markdown without one
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    generated: Generated,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For repositories and wikis
    Markdown,
    /// One page without other files, which can be searched
    Html,
}

pub fn run(args: &Args) -> Result<Exit> {
    let Some(compiled) = generated::sound_or_shown(&args.file)? else {
        return Ok(Exit::Findings);
    };
    let reference = reference(&compiled, &args.title);
    let page = match args.format() {
        Format::Markdown => markdown::page(&reference),
        Format::Html => html::page(&reference),
    };
    args.generated.deliver(&page, &args.file, "docs")
}

impl Args {
    fn format(&self) -> Format {
        let by_name = if self.generated.is_html() {
            Format::Html
        } else {
            Format::Markdown
        };
        self.format.unwrap_or(by_name)
    }
}
