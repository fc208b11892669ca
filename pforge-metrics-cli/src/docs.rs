//! `docs`: the reference of a schema, for people who read dashboards and write queries.

mod html;
pub mod markdown;
mod reference;

use crate::exit::Exit;
use crate::made::{self, Made};
use anyhow::Result;
use clap::ValueEnum;
use reference::Reference;
use std::fmt::{self, Write as _};

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
    made: Made,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For repositories and wikis
    Markdown,
    /// One page without other files, which can be searched
    Html,
}

pub fn run(args: &Args) -> Result<Exit> {
    let Some(compiled) = made::sound_or_shown(&args.file)? else {
        return Ok(Exit::Findings);
    };
    let reference = Reference::new(&compiled, &args.title);
    let page = match args.format() {
        Format::Markdown => markdown::page(&reference),
        Format::Html => html::page(&reference),
    };
    args.made.deliver(&page, &args.file, "docs")
}

impl Args {
    fn format(&self) -> Format {
        let by_name = if self.made.is_html() {
            Format::Html
        } else {
            Format::Markdown
        };
        self.format.unwrap_or(by_name)
    }
}

/// Appends to a page. Writing to a String can't fail.
fn push(page: &mut String, text: fmt::Arguments) {
    let _ = page.write_fmt(text);
}
