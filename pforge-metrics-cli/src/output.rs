//! What a command prints: in colour where a person looks, plain where a program reads.

use anyhow::{Context, Result};
use pforge_metrics_schema::Compiled;
use std::io::Write;

/// Prints to standard output; colours are left out unless a terminal shows them.
pub fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("standard output can't be written")
}

/// Prints to standard error what is wrong with a schema, where that is not what was asked for. That nobody reads it is no
/// reason to fail.
pub fn print_findings(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        anstream::eprintln!("{}", diagnostic.render_styled(&compiled.sources));
    }
}
