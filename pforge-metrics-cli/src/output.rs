//! What a command prints: in colour where a person looks, plain where a program reads.

use anyhow::{Context, Result};
use clap::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};
use pforge_metrics_schema::Compiled;
use similar::TextDiff;
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

/// Says on standard error what was done. A closed standard error is ignored.
pub fn say(done: &str) {
    if !is_quiet() {
        let _ = writeln!(anstream::stderr(), "{done}");
    }
}

/// How two texts differ, ready to be applied by `patch`.
pub fn unified_diff(before: &str, after: &str, from: &str, to: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let diff = diff.unified_diff().header(from, to).to_string();
    let lines = diff.split_inclusive('\n').map(|line| {
        let style = match line.chars().next() {
            Some('+') => AnsiColor::Green.on_default(),
            Some('-') => AnsiColor::Red.on_default(),
            Some('@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        let (text, end) = match line.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line, ""),
        };
        format!("{style}{text}{style:#}{end}")
    });
    lines.collect()
}

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
