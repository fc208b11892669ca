//! `completions`: what shells complete the arguments with.

use crate::args::Cli;
use crate::exit::Exit;
use crate::output::print;
use anyhow::Result;
use clap::CommandFactory;
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

pub fn run(args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Cli::command(),
        "pforge-metrics",
        &mut script,
    );
    print(&String::from_utf8(script)?)?;
    Ok(Exit::Sound)
}
