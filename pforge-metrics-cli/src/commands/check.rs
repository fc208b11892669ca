//! `check`: all lints, on schemas and the files that they include.

mod explain;

use crate::fix::Fixed;
use crate::input::files;
use crate::output::findings::{Checked, github, json, sarif, text};
use crate::output::{Exit, is_quiet, print, say};
use anyhow::Result;
use clap::ValueEnum;
use pforge_metrics_schema::Compiled;

/// Checks a schema against all rules, those that `[lint]` and `allow` turn down excepted
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics check
  pforge-metrics check crates/*/metrics.toml --deny-warnings
  pforge-metrics check --format github        # annotations on the lines of a pull request
  pforge-metrics check --format sarif > metrics.sarif
  pforge-metrics check --diff                 # shows the edits that --fix would make
  pforge-metrics check --fix
  pforge-metrics check --fix --guesses        # applies each \"did you mean\" too
  pforge-metrics check --explain counter_total

Ends with 1 if there are errors, or warnings and --deny-warnings.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Args {
    /// The schemas, each with what it includes
    #[arg(default_value = "metrics.toml")]
    files: Vec<String>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Takes warnings for errors
    #[arg(long)]
    deny_warnings: bool,

    /// Applies exact fixes, references to renamed items included, and shows the diff
    #[arg(long, group = "edits", conflicts_with = "format")]
    fix: bool,

    /// Shows the diff that `--fix` would apply, and ends with 1 if there is one
    #[arg(long, group = "edits", conflicts_with = "format")]
    diff: bool,

    /// Applies fixes that are guesses too, such as the label value that is most similar
    #[arg(long, requires = "edits")]
    guesses: bool,

    /// Says what a lint demands and why, with a schema that breaks it and one that does not
    #[arg(long, value_name = "LINT", exclusive = true)]
    explain: Option<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// Snippets, for people
    #[default]
    Text,
    /// One object, for programs
    Json,
    /// Commands of a GitHub workflow, which it shows as annotations
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

pub fn run(args: &Args) -> Result<Exit> {
    if let Some(lint) = &args.explain {
        return explain::run(lint);
    }
    if args.fix || args.diff {
        let fixed = Fixed::new(&args.files, args.guesses)?;
        if !fixed.is_empty() {
            print(&fixed.diff()?)?;
        }
        if args.diff && !fixed.is_empty() {
            return Ok(Exit::Findings);
        }
        if args.fix {
            fixed.write()?;
            say(&fixed.summary());
        }
        return shown(args, fixed.compiled());
    }
    let compiled = args.files.iter().map(|file| files::compiled(file));
    shown(args, &compiled.collect::<Result<Vec<_>>>()?)
}

fn shown(args: &Args, compiled: &[Compiled]) -> Result<Exit> {
    let checked = Checked::new(compiled);
    print(&match args.format {
        Format::Text => text::render(&checked, is_quiet(), args.fix || args.diff),
        Format::Json => json::render(&checked),
        Format::Github => github::render(&checked),
        Format::Sarif => sarif::render(&checked),
    })?;
    let is_sound = checked.errors == 0 && (checked.warnings == 0 || !args.deny_warnings);
    Ok(if is_sound {
        Exit::Sound
    } else {
        Exit::Findings
    })
}
