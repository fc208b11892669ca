//! Findings as text, in the style of rustc, and a summary.

use super::checked::{Checked, counted};
use clap::builder::styling::{AnsiColor, Style};
use pforge_metrics_schema::Applicability;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::BrightRed.on_default().bold();

/// The findings, and unless only they are asked for, the line. `is_fixed` says that what could be fixed was.
pub fn render(checked: &Checked, is_quiet: bool, is_fixed: bool) -> String {
    let mut text = String::new();
    for finding in &checked.findings {
        text += &finding.diagnostic.render_styled(finding.sources);
        text.push('\n');
    }
    if is_quiet {
        return text;
    }
    let (errors, warnings) = (checked.errors, checked.warnings);
    let (style, verdict) = match (errors, warnings) {
        (0, 0) => (GOOD, "sound".to_owned()),
        (0, _) => (WARNING, counted(warnings, "warning")),
        (_, 0) => (BAD, counted(errors, "error")),
        _ => {
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            (BAD, format!("{errors}, {warnings}"))
        }
    };
    let mut of = counted(checked.metrics, "metric");
    for (count, what) in [
        (checked.records, "recording rule"),
        (checked.alerts, "alert"),
        (checked.dashboards, "dashboard"),
    ] {
        if count > 0 {
            of = format!("{of}, {}", counted(count, what));
        }
    }
    if checked.schemas > 1 {
        of = format!("{of} in {} schemas", checked.schemas);
    }
    text.extend([format!("{style}{verdict}{style:#}: {of}\n")]);
    if !is_fixed {
        text += &advice(checked);
    }
    text
}

/// How to fix what can be fixed; empty if nothing can.
fn advice(checked: &Checked) -> String {
    let count = |wanted| {
        let findings = checked.findings.iter();
        let fixes = findings.filter_map(|it| it.diagnostic.fix.as_ref());
        fixes.filter(|fix| fix.applicability == wanted).count()
    };
    let command = "pforge-metrics check --fix";
    match (count(Applicability::Exact), count(Applicability::Guess)) {
        (0, 0) => String::new(),
        (exact, 0) => {
            format!("help: `{command}` fixes {exact} of these; `--diff` shows the edits\n")
        }
        (0, guesses) => {
            format!(
                "help: `{command} --guesses` fixes {guesses} of these; `--diff` shows the edits\n"
            )
        }
        (exact, guesses) => format!(
            "help: `{command}` fixes {exact} of these, and {guesses} more with `--guesses`; `--diff` shows the edits\n"
        ),
    }
}
