//! What a command prints: in colour where a person looks, plain where a program reads.

use anyhow::{Context, Result};
use std::io::Write;

/// Prints to standard output; colours are left out unless a terminal shows them.
pub fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("standard output can't be written")
}

/// Prints to standard error what is no result. That nobody reads it is no reason to fail.
pub fn print_aside(text: &str) {
    anstream::eprint!("{text}");
}
