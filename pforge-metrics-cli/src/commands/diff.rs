//! `diff`: the changes between two versions of a schema.

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

/// Compare two versions of a schema and report breaking changes
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics diff HEAD                    # uncommitted changes
  pforge-metrics diff v1.2.0 HEAD             # between two revisions
  pforge-metrics diff origin/main --format json
  pforge-metrics diff old.toml new.toml       # between two files

A change is breaking if the old version promised otherwise: stable metrics keep
their name, kind, unit, labels, values and buckets, and so do beta metrics until
they are deprecated. Deprecated metrics may be removed. For each removed series,
the report names the alerts, recording rules and dashboards that used it. Rules
of the new version that query missing series are reported as broken.
Exits with 1 if anything is breaking or broken.")]
pub struct Args {
    /// Old version: a git revision or a file
    old: String,

    /// New version: a git revision or a file [default: the working tree]
    new: Option<String>,

    /// Schema file to read from git revisions
    #[arg(long, value_name = "FILE", default_value = "metrics.toml")]
    file: String,

    /// Output format
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// One line per change
    #[default]
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: &Args) -> Result<Exit> {
    let old = version(&args.old, &args.file)?;
    let new = match &args.new {
        Some(new) => version(new, &args.file)?,
        None => files::compiled_alone(&args.file)?,
    };
    ensure_comparable(&old, Diagnostic::is_error)?;
    // Queries for missing series are findings of the comparison, not errors.
    let breaks_a_rule = |it: &Diagnostic| it.is_error() && is_about_queries(it.rule.id);
    ensure_comparable(&new, |it| it.is_error() && !breaks_a_rule(it))?;
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

/// The differences.
struct Found {
    changes: Vec<Change>,
    of_rules: Vec<RuleChange>,
    /// Errors in queries of the new version, with their locations.
    broken: Vec<String>,
}

impl Found {
    fn breaking(&self) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.is_breaking).count()
    }
}

/// Prints the diagnostics of a version and fails if it has errors that hide its metrics.
fn ensure_comparable(
    version: &Compiled,
    hides_metrics: impl Fn(&Diagnostic) -> bool,
) -> Result<()> {
    let path = &version.sources.root().path;
    if !version.diagnostics.iter().any(hides_metrics) {
        return Ok(());
    }
    print_findings(version);
    bail!("cannot compare `{path}`: it has errors")
}

/// Compiles a file if it exists, otherwise a git revision. The lock is ignored, so that its violations show up as changes.
fn version(name: &str, file: &str) -> Result<Compiled> {
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
            shown += &line(None, &format!("  used by {by}"));
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
            "used_by": named(&change.asked_for_by),
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
