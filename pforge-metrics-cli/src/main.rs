//! `pforge-metrics`: checks a metrics.toml, and makes of it what is not Rust.
//!
//! Each command is a module with its arguments and what it does. What a schema means is for the schema crate to know: here it
//! is read from files ([`files`]), and what comes of it is shown ([`output`]).

#![forbid(unsafe_code)]

mod args;
mod backtest;
mod check;
mod completions;
mod dashboard;
mod diff;
mod docs;
mod endpoint;
mod exit;
mod infer;
mod lock;
mod made;
mod man;
mod moment;
mod numbers;
mod output;
mod rules;
mod scale;
mod schema;
mod verify;
mod web;

use args::{Cli, Command};
use exit::Exit;
use pforge_metrics_cli::files;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::read();
    output::configure(cli.color, cli.quiet);
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Lock(args) => lock::run(&args),
        Command::Docs(args) => docs::run(&args),
        Command::Dashboard(args) => dashboard::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Schema => schema::run(),
        Command::Verify(args) => verify::run(&args),
        Command::Infer(args) => infer::run(&args),
        Command::Backtest(args) => backtest::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    outcome.unwrap_or_else(|error| Exit::failed(&error)).into()
}
