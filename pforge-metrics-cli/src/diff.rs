//! `diff`: what has changed between two states of a schema.

use crate::exit::Exit;
use crate::files;
use crate::output::{print, print_aside};
use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use pforge_metrics_schema::{Change, Compiled, changes};
use serde_json::json;
use std::path::Path;

const BREAKING: Style = AnsiColor::BrightRed.on_default().bold();

/// Compares two states of a schema, and says what breaks dashboards and alerts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics diff HEAD                    # what is not committed yet
  pforge-metrics diff v1.2.0 HEAD             # between two revisions
  pforge-metrics diff origin/main --format json
  pforge-metrics diff old.toml new.toml       # between two files

A change breaks something if the old state promised otherwise: a stable metric
keeps its name, kind, unit, labels, values and buckets, and so does a beta one
until it is deprecated. What is deprecated may go. Ends with 1 if something
breaks.")]
pub struct Args {
    /// The old state: a revision of git, or a file
    old: String,

    /// The new state; what is there now unless stated
    new: Option<String>,

    /// The schema, where a state is a revision
    #[arg(long, value_name = "FILE", default_value = "metrics.toml")]
    file: String,

    /// How changes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A line for each, for people
    #[default]
    Text,
    /// One object, for programs
    Json,
}

pub fn run(args: &Args) -> Result<Exit> {
    let old = state(&args.old, &args.file)?;
    let new = match &args.new {
        Some(new) => state(new, &args.file)?,
        None => files::compiled_alone(&args.file)?,
    };
    for compiled in [&old, &new] {
        if compiled.has_errors() {
            for diagnostic in &compiled.diagnostics {
                print_aside(&format!(
                    "{}\n",
                    diagnostic.render_styled(&compiled.sources)
                ));
            }
            bail!(
                "{} has errors: nothing can be said of its metrics",
                compiled.sources.root().path
            );
        }
    }
    let changes = changes(&old.schema, &new.schema);
    let breaking = changes.iter().filter(|change| change.is_breaking).count();
    print(&match args.format {
        Format::Text => text(&changes, breaking),
        Format::Json => json(&changes, breaking),
    })?;
    Ok(if breaking == 0 {
        Exit::Sound
    } else {
        Exit::Findings
    })
}

/// A file if there is one of that name, and a revision otherwise; what breaks a lock is shown like any other change.
fn state(name: &str, file: &str) -> Result<Compiled> {
    if Path::new(name).is_file() {
        files::compiled_alone(name)
    } else {
        files::compiled_at(name, file)
    }
}

fn text(changes: &[Change], breaking: usize) -> String {
    if changes.is_empty() {
        return "no changes\n".to_owned();
    }
    let lines = changes.iter().map(|change| {
        if change.is_breaking {
            format!("{BREAKING}breaking{BREAKING:#} {change}\n")
        } else {
            format!("         {change}\n")
        }
    });
    let lines: String = lines.collect();
    let count = changes.len();
    let plural = if count == 1 { "" } else { "s" };
    format!("{lines}{count} change{plural}, {breaking} breaking\n")
}

fn json(changes: &[Change], breaking: usize) -> String {
    let shown = changes.iter().map(|change| {
        json!({
            "metric": change.metric,
            "change": change.what.to_string(),
            "breaking": change.is_breaking,
        })
    });
    let object = json!({ "breaking": breaking, "changes": shown.collect::<Vec<_>>() });
    format!("{object:#}\n")
}
