//! `--watch`: looks again and again, and shows what changes.

use super::{Args, Format, look};
use crate::exit::Exit;
use crate::output::print;
use anyhow::Result;
use pforge_metrics_cli::{Comparison, Finding};
use pforge_metrics_schema::Compiled;
use std::thread;
use std::time::Duration;

/// Goes on until the process is interrupted, or nobody reads it any more. An endpoint that is gone may come back.
pub fn run(args: &Args, compiled: &Compiled, interval: Duration) -> Result<Exit> {
    let mut before: Option<Result<Comparison, String>> = None;
    loop {
        let now = look(args, compiled).map_err(|error| format!("{error:#}"));
        let shown = match (&before, &now) {
            (Some(before), now) if before == now => String::new(),
            (Some(Ok(before)), Ok(now)) if args.format == Format::Text => changes(before, now),
            (_, Ok(now)) => args.shown(now),
            (_, Err(error)) => format!("error: {error}\n"),
        };
        // For programs a line that is no object would be noise.
        match &now {
            Err(error) if args.format == Format::Json => anstream::eprintln!("error: {error}"),
            _ => print(&shown)?,
        }
        before = Some(now);
        thread::sleep(interval);
    }
}

/// What is new, what is gone, and the coverage that is left.
fn changes(before: &Comparison, now: &Comparison) -> String {
    let lines = |sign, of: &[Finding], but: &[Finding]| -> String {
        // The line of a scrape moves with whatever comes before it.
        let same = |a: &Finding, b: &Finding| a.problem == b.problem && a.message == b.message;
        let changed = of
            .iter()
            .filter(|it| !but.iter().any(|other| same(it, other)));
        let changed = changed.map(|it| format!("{sign} {}: {}\n", it.problem.id(), it.message));
        changed.collect()
    };
    let gone = lines('-', &before.findings, &now.findings);
    let new = lines('+', &now.findings, &before.findings);
    let verdict = match now.findings.len() {
        0 => "sound".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    let is_same = gone.is_empty() && new.is_empty() && before.coverage() == now.coverage();
    if is_same {
        return String::new();
    }
    format!("{gone}{new}{verdict}: {}\n", now.coverage())
}
