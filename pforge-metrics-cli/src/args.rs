//! The command line arguments.

use clap::{ColorChoice, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use pforge_metrics_cli::commands::{
    self, backtest, check, completions, dashboard, diff, docs, infer, lock, man, rules, verify,
};
use std::ffi::OsString;

/// Checks metrics.toml and generates docs, dashboards and alert rules from it.
#[derive(Parser)]
#[command(
    name = "pforge-metrics",
    version,
    after_help = commands::CODES,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// When to use colors; `auto` depends on the terminal, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub color: ColorChoice,

    /// Print only findings and results
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

impl Cli {
    /// Parses the arguments of this run. Usage errors honor `--color`.
    pub fn read() -> Self {
        let color = color(std::env::args_os().skip(1));
        let matches = Self::command().color(color).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Finds `--color` among arguments that are not parsed yet. Arguments behind `--` are not options.
fn color(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let arguments = arguments.map(|it| it.to_string_lossy().into_owned());
    let mut arguments = arguments.take_while(|it| it != "--");
    let mut color = ColorChoice::Auto;
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some(("--color", value)) => Some(value.to_owned()),
            None if argument == "--color" => arguments.next(),
            _ => None,
        };
        if let Some(value) = value.and_then(|it| it.parse().ok()) {
            color = value;
        }
    }
    color
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
    /// Print the JSON Schema of metrics.toml, for editors
    #[command(
        after_help = "Example:\n  pforge-metrics schema > metrics.schema.json\n\nEditors with taplo read it if metrics.toml begins with `#:schema metrics.schema.json`."
    )]
    Schema,
    Backtest(Box<backtest::Args>),
    Completions(completions::Args),
    Man(man::Args),
}

#[cfg(test)]
mod tests {
    use super::color;
    use clap::ColorChoice::{Always, Auto, Never};
    use std::ffi::OsString;

    #[test]
    fn arguments_after_two_dashes_do_not_set_the_color() {
        for (arguments, expected) in [
            (&["check", "--color", "never"][..], Never),
            (&["check", "--color=always", "--", "a.toml"], Always),
            (&["check", "--", "--color=always"], Auto),
            (&["check", "--", "--color", "always"], Auto),
        ] {
            let arguments_os = arguments.iter().map(OsString::from);
            assert_eq!(color(arguments_os), expected, "{arguments:?}");
        }
    }
}
