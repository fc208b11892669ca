//! `docs`: the reference of a schema, for people who read dashboards and write queries.

mod html;
mod markdown;
mod reference;

use crate::exit::Exit;
use crate::files;
use crate::output::{print, print_aside};
use anyhow::{Context, Result};
use clap::ValueEnum;
use reference::Reference;
use similar::TextDiff;
use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

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

    /// The file to write, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compares a file with what would be written, shows how they differ and ends with 1 if they do
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For repositories and wikis
    Markdown,
    /// One page without other files, which can be searched
    Html,
}

pub fn run(args: &Args) -> Result<Exit> {
    let compiled = files::compiled(&args.file)?;
    if compiled.has_errors() {
        for diagnostic in &compiled.diagnostics {
            print_aside(&format!(
                "{}\n",
                diagnostic.render_styled(&compiled.sources)
            ));
        }
        return Ok(Exit::Findings);
    }
    let reference = Reference::new(&compiled, &args.title);
    let page = match args.format() {
        Format::Markdown => markdown::page(&reference),
        Format::Html => html::page(&reference),
    };
    match (&args.check, &args.output) {
        (Some(file), _) => return check(file, &page, &args.file),
        (None, Some(file)) => {
            fs::write(file, page)
                .with_context(|| format!("{} can't be written", file.display()))?;
        }
        (None, None) => print(&page)?,
    }
    Ok(Exit::Sound)
}

impl Args {
    fn format(&self) -> Format {
        let file = self.check.as_ref().or(self.output.as_ref());
        let is_html = file
            .and_then(|file| file.extension())
            .is_some_and(|it| it == "html");
        let by_name = if is_html {
            Format::Html
        } else {
            Format::Markdown
        };
        self.format.unwrap_or(by_name)
    }
}

fn check(file: &Path, page: &str, schema: &str) -> Result<Exit> {
    let found = fs::read_to_string(file).with_context(|| {
        let file = file.display();
        format!(
            "{file} can't be read: write it with `pforge-metrics docs {schema} --output {file}`"
        )
    })?;
    if found == page {
        return Ok(Exit::Sound);
    }
    let diff = TextDiff::from_lines(&found, page);
    let file = file.display().to_string();
    let shown = diff.unified_diff().header(&file, schema).to_string();
    print(&format!(
        "{shown}{file} is stale: write it anew with `pforge-metrics docs {schema} --output {file}`\n"
    ))?;
    Ok(Exit::Findings)
}

/// Appends to a page. Writing to a String can't fail.
fn push(page: &mut String, text: fmt::Arguments) {
    let _ = page.write_fmt(text);
}
