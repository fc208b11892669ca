//! `--explain`: the page of a lint.

use crate::output::{Exit, print};
use anyhow::{Result, bail};
use clap::builder::styling::Style;
use pforge_metrics_schema::{Rule, Severity, rules};

const STRONG: Style = Style::new().bold();

pub fn run(lint: &str) -> Result<Exit> {
    let Some(rule) = rules::find(lint) else {
        bail!("unknown lint `{lint}`\nhelp: {}", instead(lint));
    };
    print(&explained(rule))?;
    Ok(Exit::Sound)
}

/// What to ask for instead of an unknown lint.
fn instead(lint: &str) -> String {
    let name = lint.to_ascii_lowercase().replace(['-', ' '], "_");
    if let Some(meant) = rules::nearest(&name) {
        return format!("did you mean `{}`?", meant.id);
    }
    let ids = || rules::all().map(|rule| rule.id);
    let mut similar: Vec<&str> = ids()
        .filter(|id| !name.is_empty() && id.contains(&name))
        .collect();
    let lints = if similar.is_empty() {
        similar = ids().collect();
        "the lints are"
    } else {
        "lints of that name are"
    };
    format!("{lints} {}", similar.join(", "))
}

fn explained(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
    };
    let adjustable = if rule.fixed {
        "and `[lint]` and `allow` have no effect on it".to_owned()
    } else {
        format!(
            "unless `[lint] {0} = …` sets another level, or an item has `allow = {{ {0} = \"reason\" }}`",
            rule.id
        )
    };
    let (wrong, right) = (indented(rule.wrong()), indented(rule.right()));
    format!(
        "{STRONG}{}{STRONG:#}: {}\n\nIt is {severity}, {adjustable}.\n\n{}\n\n\
         {STRONG}Why is this bad?{STRONG:#}\n\n{}\n\n\
         {STRONG}Example:{STRONG:#}\n\n{wrong}\n{STRONG}Use instead:{STRONG:#}\n\n{right}",
        rule.id,
        rule.title(),
        rule.what_it_does(),
        rule.why_is_this_bad()
    )
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect()
}
