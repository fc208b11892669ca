//! `man`: the manual pages.

use crate::output::{Exit, say};
use anyhow::{Context, Result};
use clap::Command;
use std::fs;
use std::path::PathBuf;

/// Write the manual pages, one per command
#[derive(clap::Args)]
#[command(after_help = "Example:\n  pforge-metrics man ~/.local/share/man/man1")]
pub struct Args {
    /// Output directory, created if missing
    folder: PathBuf,
}

/// Writes the pages of `program`.
pub fn run(args: &Args, program: Command) -> Result<Exit> {
    let folder = &args.folder;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(program, folder))
        .with_context(|| format!("cannot write `{}`", folder.display()))?;
    say(&format!("wrote the manual pages to {}", folder.display()));
    Ok(Exit::Sound)
}
