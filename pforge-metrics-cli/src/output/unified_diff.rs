//! Unified diffs, in colour.

use clap::builder::styling::{AnsiColor, Style};
use similar::TextDiff;

/// Returns the differences between two texts, in the format that `patch` applies.
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
