//! `diff`: the changes between two states of a schema.

use crate::input::files;
use crate::output::{Exit, print, print_findings};
use anyhow::{Result, bail};
use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use pforge_metrics_schema::rules::is_about_queries;
use pforge_metrics_schema::{
    Change, Compiled, Diagnostic, RuleChange, User, changes, rule_changes,
};
use serde_json::json;
use std::fmt::Display;
use std::path::Path;

const BREAKING: Style = AnsiColor::BrightRed.on_default().bold();

/// Compares two states of a schema, and says what breaks dashboards and alerts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics diff HEAD                    # what is not committed yet
  pforge-metrics diff v1.2.0 HEAD             # between two revisions
  pforge-metrics diff origin/main --format json
  pforge-metrics diff old.toml new.toml       # between two files

A change breaks something if the old state promised otherwise: a stable metric
keeps its name, kind, unit, labels, values and buckets, and so does a beta one
until it is deprecated. What is deprecated may go. Alerts, recording rules and
dashboards of the old state that asked for what is gone are named, and those of
the new one that ask in vain are broken. Ends with 1 if something breaks.")]
pub struct Args {
    /// The old state: a revision of git, or a file
    old: String,

    /// The new state; what is there now unless stated
    new: Option<String>,

    /// The schema, where a state is a revision
    #[arg(long, value_name = "FILE", default_value = "metrics.toml")]
    file: String,

    /// How changes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A line for each, for people
    #[default]
    Text,
    /// One object, for programs
    Json,
}

pub fn run(args: &Args) -> Result<Exit> {
    let old = state(&args.old, &args.file)?;
    let new = match &args.new {
        Some(new) => state(new, &args.file)?,
        None => files::compiled_alone(&args.file)?,
    };
    can_be_compared(&old, Diagnostic::is_error)?;
    // What a new state asks for in vain is a difference as well.
    let breaks_a_rule = |it: &Diagnostic| it.is_error() && is_about_queries(it.rule.id);
    can_be_compared(&new, |it| it.is_error() && !breaks_a_rule(it))?;
    let broken = new.diagnostics.iter().filter(|it| breaks_a_rule(it));
    let found = Found {
        changes: changes(&old.schema, &new.schema),
        of_rules: rule_changes(&old.schema, &new.schema),
        broken: broken.map(|it| it.headline(&new.sources)).collect(),
    };
    print(&match args.format {
        Format::Text => text(&found),
        Format::Json => json(&found),
    })?;
    Ok(if found.breaking() == 0 && found.broken.is_empty() {
        Exit::Sound
    } else {
        Exit::Findings
    })
}

/// What is different.
struct Found {
    changes: Vec<Change>,
    of_rules: Vec<RuleChange>,
    /// What rules, alerts and dashboards of the new state ask for in vain, with the places.
    broken: Vec<String>,
}

impl Found {
    fn breaking(&self) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.is_breaking).count()
    }
}

/// Shows what is wrong with a state, if any of it keeps its metrics from being known.
fn can_be_compared(state: &Compiled, is_in_the_way: impl Fn(&Diagnostic) -> bool) -> Result<()> {
    let path = &state.sources.root().path;
    if !state.diagnostics.iter().any(is_in_the_way) {
        return Ok(());
    }
    print_findings(state);
    bail!("{path} has errors: nothing can be said of its metrics")
}

/// A file if there is one of that name, and a revision otherwise; what breaks a lock is shown like any other change.
fn state(name: &str, file: &str) -> Result<Compiled> {
    if Path::new(name).is_file() {
        files::compiled_alone(name)
    } else {
        files::compiled_at(name, file)
    }
}

fn text(found: &Found) -> String {
    let Found {
        changes,
        of_rules,
        broken,
    } = found;
    if changes.is_empty() && of_rules.is_empty() && broken.is_empty() {
        return "no changes\n".to_owned();
    }
    let mut shown = String::new();
    for change in changes {
        shown += &line(change.is_breaking.then_some("breaking"), change);
        if !change.asked_for_by.is_empty() {
            let by = named(&change.asked_for_by).join(", ");
            shown += &line(None, &format!("  asked for by {by}"));
        }
    }
    for change in of_rules {
        shown += &line(None, change);
    }
    for error in broken {
        shown += &line(Some("broken"), error);
    }
    let count = changes.len() + of_rules.len();
    let plural = if count == 1 { "" } else { "s" };
    let breaking = found.breaking();
    let broken = match broken.len() {
        0 => String::new(),
        broken => format!(", {broken} broken"),
    };
    format!("{shown}{count} change{plural}, {breaking} breaking{broken}\n")
}

fn line(mark: Option<&str>, said: &dyn Display) -> String {
    let mark = mark.unwrap_or_default();
    format!(
        "{BREAKING}{mark}{BREAKING:#}{:1$} {said}\n",
        "",
        8 - mark.len()
    )
}

fn named(users: &[User]) -> Vec<String> {
    users.iter().map(ToString::to_string).collect()
}

fn json(found: &Found) -> String {
    let changes = found.changes.iter().map(|change| {
        json!({
            "metric": change.metric,
            "change": change.what.to_string(),
            "breaking": change.is_breaking,
            "asked_for_by": named(&change.asked_for_by),
        })
    });
    let of_rules = found
        .of_rules
        .iter()
        .map(|change| json!({ "rule": change.of.to_string(), "change": change.what.to_string() }));
    let object = json!({
        "breaking": found.breaking(),
        "changes": changes.collect::<Vec<_>>(),
        "rules": of_rules.collect::<Vec<_>>(),
        "broken": found.broken,
    });
    format!("{object:#}\n")
}
