//! Standard output and standard error: colours for terminals, plain text for programs.

use anyhow::{Context, Result};
use clap::ColorChoice;
use pforge_metrics_schema::Compiled;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Sets how this run prints, before anything is printed.
pub fn configure(color: ColorChoice, is_quiet: bool) {
    let color = match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    IS_QUIET.store(is_quiet, Ordering::Relaxed);
}

/// Whether only findings and results are printed.
pub fn is_quiet() -> bool {
    IS_QUIET.load(Ordering::Relaxed)
}

/// Writes to standard error what was done. A closed standard error is ignored.
pub fn say(done: &str) {
    if !is_quiet() {
        let _ = writeln!(anstream::stderr(), "{done}");
    }
}

/// Prints to standard output; colours are left out unless a terminal shows them.
pub fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Writes the findings of a schema to standard error, for commands whose result is something else. Write errors are ignored.
pub fn print_findings(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        anstream::eprintln!("{}", diagnostic.render_styled(&compiled.sources));
    }
}
