//! `docs`: the reference of a schema, as Markdown or HTML.

use super::generated::{self, Generated};
use crate::output::Exit;
use crate::reference::{html, markdown, reference};
use anyhow::Result;
use clap::ValueEnum;

/// Generate reference documentation as Markdown or HTML
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics docs > METRICS.md
  pforge-metrics docs --output metrics.html
  pforge-metrics docs --check METRICS.md      # in CI: fails if the file is stale")]
pub struct Args {
    /// Schema file
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// Page title
    #[arg(long, default_value = "Metrics")]
    title: String,

    /// Output format [default: html for a file name with .html, else markdown]
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    generated: Generated,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown, for repositories and wikis
    Markdown,
    /// A self-contained page with a search field
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
