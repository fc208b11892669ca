//! `pforge-metrics`: checks a metrics.toml, and generates docs, dashboards and alert rules from it.
//!
//! The subcommands are modules of the library. Only this file knows the argument parser ([`args`]): commands that need the
//! command line of the program get it as a [`clap::Command`].

#![forbid(unsafe_code)]

mod args;

use args::{Cli, Command};
use clap::CommandFactory as _;
use pforge_metrics_cli::commands::{
    self, Exit, backtest, check, completions, dashboard, diff, docs, infer, lock, man, rules,
    schema, verify,
};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::read();
    commands::configure(cli.color, cli.quiet);
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
        Command::Backtest(args) => backtest::run(&args, &Cli::command()),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man(args) => man::run(&args, Cli::command()),
    };
    outcome.unwrap_or_else(|error| Exit::failed(&error)).into()
}
