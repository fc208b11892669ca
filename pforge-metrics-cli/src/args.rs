//! The arguments, as `--help` shows them.

use crate::exit;
use crate::{backtest, check, completions, dashboard, diff, docs, infer, lock, man, rules, verify};
use clap::{Parser, Subcommand};

/// Checks metrics.toml, and makes of it what is not Rust.
#[derive(Parser)]
#[command(
    name = "pforge-metrics",
    version,
    after_help = exit::CODES,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Check(check::Args),
    Diff(diff::Args),
    Lock(lock::Args),
    Docs(docs::Args),
    Dashboard(dashboard::Args),
    Rules(rules::Args),
    Verify(verify::Args),
    Infer(infer::Args),
    /// Prints the JSON Schema of metrics.toml, which editors check and complete with
    #[command(after_help = "Example:\n  pforge-metrics schema > metrics.schema.json")]
    Schema,
    Backtest(Box<backtest::Args>),
    Completions(completions::Args),
    Man(man::Args),
}
