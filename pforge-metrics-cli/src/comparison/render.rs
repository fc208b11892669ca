//! A comparison for people.

use super::{Comparison, Finding, Share};
use clap::builder::styling::{AnsiColor, Style};
use std::fmt;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::BrightRed.on_default().bold();
const PLAIN: Style = Style::new();

impl Comparison {
    /// All findings and what was seen, in colours.
    #[must_use]
    pub fn render_styled(&self) -> String {
        self.render(GOOD, BAD)
    }

    /// What was seen, in a line, and what there may be more of.
    #[must_use]
    pub fn coverage(&self) -> String {
        let (metrics, series) = (self.metrics, self.series);
        let seen = format!("{metrics} metrics, {series} series");
        let others = (self.others > 0).then(|| {
            let families = counted(self.others, "family", "families");
            format!("; {families} of other programs ignored")
        });
        let untouched = (!self.untouched.is_empty())
            .then(|| format!("\nnot used yet: {}", self.untouched.join(", ")));
        [Some(seen), others, untouched]
            .into_iter()
            .flatten()
            .collect()
    }

    fn render(&self, good: Style, bad: Style) -> String {
        let findings = self.findings.iter();
        let shown: String = findings.map(|it| it.render(bad) + "\n").collect();
        let verdict = match self.findings.len() {
            0 => format!("{good}sound{good:#}"),
            count => format!("{bad}{}{bad:#}", counted(count, "finding", "findings")),
        };
        format!("{shown}{verdict}: {}\n", self.coverage())
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(PLAIN, PLAIN))
    }
}

impl Finding {
    fn render(&self, bad: Style) -> String {
        let title = format!(
            "{bad}error[{}]{bad:#}: {}\n",
            self.problem.id(),
            self.message
        );
        let place = self
            .declared
            .as_ref()
            .map(|place| format!("  --> {place}\n"));
        let line = self
            .line
            .map(|line| format!("  = exposed on line {line}\n"));
        let help = format!("  = help: {}\n", self.help);
        [Some(title), place, line, Some(help)]
            .into_iter()
            .flatten()
            .collect()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.seen, self.of)
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
