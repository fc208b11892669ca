//! `rules`: the recording rules and alerts of a schema for Prometheus, and their tests for `promtool`.

use super::generated::{self, Generated};
use crate::output::Exit;
use crate::output::yaml::comment;
use crate::rules::{group, unit_tests};
use anyhow::{Context, Result, bail};
use std::path::{Component, Path, PathBuf};

/// Generate a Prometheus rule file with the recording rules and alerts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics rules > rules.yml
  pforge-metrics rules --output rules.yml --tests rules.test.yml
  promtool test rules rules.test.yml
  pforge-metrics rules --check rules.yml --tests rules.test.yml    # in CI: fails if one is stale

Add the file to the Prometheus configuration:
  rule_files: [rules.yml]")]
pub struct Args {
    /// Schema file
    #[arg(default_value = "metrics.toml")]
    file: String,

    #[command(flatten)]
    generated: Generated,

    /// Also write or check the unit tests of the alerts, for `promtool test rules`
    #[arg(long, value_name = "FILE", requires = "Generated")]
    tests: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<Exit> {
    let Some(compiled) = generated::sound_or_shown(&args.file)? else {
        return Ok(Exit::Findings);
    };
    let (schema, output) = (&compiled.schema, &args.generated);
    if schema.records.is_empty() && schema.alerts.is_empty() {
        bail!(
            "`{}` declares no recording rules and no alerts\nhelp: add `[record.X]` or `[alert.X]`",
            args.file
        );
    }
    let head = head(&args.file);
    let rules = head.clone() + &group(schema);
    let (Some(file), Some(tests)) = (output.file(), &args.tests) else {
        return output.deliver(&rules, &args.file, "rules");
    };
    let text = unit_tests(schema, &path_between(tests, file)?);
    if text.is_empty() {
        bail!(
            "no alert in `{}` has `tests`\nhelp: add `tests` to an alert, or remove `--tests`",
            args.file
        );
    }
    let command = format!("rules --tests {}", tests.display());
    let outcomes = [
        output.deliver(&rules, &args.file, &command)?,
        output.deliver_to(tests, &(head + &text), &args.file, &command)?,
    ];
    let stale = outcomes.into_iter().find(|it| *it != Exit::Sound);
    Ok(stale.unwrap_or(Exit::Sound))
}

fn head(schema: &str) -> String {
    let note = format!("Generated from {schema} by `pforge-metrics rules`. Do not edit.");
    comment("", &note)
}

/// Returns the path from the directory of one file to another file.
fn path_between(from: &Path, to: &Path) -> Result<String> {
    let (from, to) = (
        folder(from)?,
        folder(to)?.join(to.file_name().unwrap_or_default()),
    );
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(from, to)| from == to).count();
    let up = from.components().skip(shared).map(|_| "..".as_ref());
    let down = to.components().skip(shared).map(Component::as_os_str);
    let path: PathBuf = up.chain(down).collect();
    Ok(path.display().to_string())
}

/// Returns the directory of a file, without symbolic links. The file may not exist yet.
fn folder(file: &Path) -> Result<PathBuf> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    folder
        .canonicalize()
        .with_context(|| format!("cannot find `{}`", folder.display()))
}
