//! `check`: runs all lints on schemas and the files that they include.

mod explain;

use crate::fix::Fixed;
use crate::input::files;
use crate::output::findings::{Checked, github, json, sarif, text};
use crate::output::{Exit, is_quiet, print, say};
use anyhow::Result;
use clap::ValueEnum;
use pforge_metrics_schema::Compiled;

/// Check schemas with all lints, honoring `[lint]` and `allow`
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics check
  pforge-metrics check crates/*/metrics.toml --deny-warnings
  pforge-metrics check --format github        # annotate a pull request
  pforge-metrics check --format sarif > metrics.sarif
  pforge-metrics check --diff                 # preview the edits of --fix
  pforge-metrics check --fix
  pforge-metrics check --fix --guesses        # also apply \"did you mean\" suggestions
  pforge-metrics check --explain counter_total

Exits with 1 if there are errors, or if there are warnings and --deny-warnings is set.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Args {
    /// Schema files; included files are checked too
    #[arg(default_value = "metrics.toml")]
    files: Vec<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,

    /// Apply exact fixes, rename all references, and print the diff
    #[arg(long, group = "edits", conflicts_with = "format")]
    fix: bool,

    /// Print the diff that `--fix` would apply; exit with 1 if it is not empty
    #[arg(long, group = "edits", conflicts_with = "format")]
    diff: bool,

    /// With --fix or --diff: also apply guesses, such as the most similar label value
    #[arg(long, requires = "edits")]
    guesses: bool,

    /// Explain a lint, with a wrong and a correct schema
    #[arg(long, value_name = "LINT", exclusive = true)]
    explain: Option<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// Source snippets
    #[default]
    Text,
    /// One JSON object
    Json,
    /// GitHub workflow commands, shown as annotations
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
