//! `completions`: scripts that complete arguments in a shell.

use crate::output::{Exit, print};
use anyhow::Result;
use clap::Command;
use clap_complete::Shell;

/// Prints a script that completes the arguments in a shell
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  pforge-metrics completions bash > ~/.local/share/bash-completion/completions/pforge-metrics"
)]
pub struct Args {
    /// The shell that reads it
    shell: Shell,
}

/// Prints the script for `program`, the command line of the program.
pub fn run(args: &Args, mut program: Command) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "pforge-metrics", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Exit::Sound)
}
