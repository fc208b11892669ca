//! `man`: the manual pages.

use crate::output::{Exit, say};
use anyhow::{Context, Result};
use clap::Command;
use std::fs;
use std::path::PathBuf;

/// Writes the manual pages, one for each command
#[derive(clap::Args)]
#[command(after_help = "Example:\n  pforge-metrics man ~/.local/share/man/man1")]
pub struct Args {
    /// The folder that they are written to; it is made if there is none
    folder: PathBuf,
}

/// Writes the pages of `program`, the command line of the program.
pub fn run(args: &Args, program: Command) -> Result<Exit> {
    let folder = &args.folder;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(program, folder))
        .with_context(|| format!("{} can't be written", folder.display()))?;
    say(&format!("wrote the manual pages to {}", folder.display()));
    Ok(Exit::Sound)
}
