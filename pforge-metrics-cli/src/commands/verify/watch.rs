//! `--watch`: compares again and again, and prints what changes.
//!
//! It ends when the process is interrupted or standard output is closed. An endpoint that is down may come back.

use crate::comparison::{Comparison, Finding, json};
use crate::output::{Exit, print};
use anyhow::Result;
use std::thread;
use std::time::Duration;

/// Prints the first comparison, and after it the differences.
pub fn as_text(compare: impl Fn() -> Result<Comparison>, interval: Duration) -> Result<Exit> {
    watch(compare, interval, |before, now| match (before, now) {
        (Some(Ok(before)), Ok(now)) => print(&changes(before, now)),
        (_, Ok(now)) => print(&now.render_styled()),
        (_, Err(error)) => print(&format!("error: {error}\n")),
    })
}

/// Prints every comparison that differs from the one before. Errors go to standard error, because they are not JSON.
pub fn as_json(compare: impl Fn() -> Result<Comparison>, interval: Duration) -> Result<Exit> {
    watch(compare, interval, |_, now| match now {
        Ok(now) => print(&json::render(now)),
        Err(error) => {
            anstream::eprintln!("error: {error}");
            Ok(())
        }
    })
}

type Outcome = Result<Comparison, String>;

/// Calls `report` with the outcome before and with each one that differs from it.
fn watch(
    compare: impl Fn() -> Result<Comparison>,
    interval: Duration,
    report: impl Fn(Option<&Outcome>, &Outcome) -> Result<()>,
) -> Result<Exit> {
    let mut before: Option<Outcome> = None;
    loop {
        let now = compare().map_err(|error| format!("{error:#}"));
        if before.as_ref() != Some(&now) {
            report(before.as_ref(), &now)?;
        }
        before = Some(now);
        thread::sleep(interval);
    }
}

/// Formats new findings, fixed findings and the coverage.
fn changes(before: &Comparison, now: &Comparison) -> String {
    let lines = |sign, of: &[Finding], but: &[Finding]| -> String {
        // The line number changes when earlier lines of the scrape change.
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
