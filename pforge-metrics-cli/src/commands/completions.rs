//! `completions`: shell completion scripts.

use crate::output::{Exit, print};
use anyhow::Result;
use clap::Command;
use clap_complete::Shell;

/// Print a shell completion script
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  pforge-metrics completions bash > ~/.local/share/bash-completion/completions/pforge-metrics"
)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Prints the script for `program`.
pub fn run(args: &Args, mut program: Command) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "pforge-metrics", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Exit::Sound)
}
