//! `rules`: the recording rules and alerts of a schema for Prometheus, and their tests for `promtool`.

use super::generated::{self, Generated};
use crate::output::Exit;
use crate::output::yaml::comment;
use crate::rules::{group, unit_tests};
use anyhow::{Context, Result, bail};
use std::path::{Component, Path, PathBuf};

/// Writes the recording rules and alerts of a schema as a rule file of Prometheus
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics rules > rules.yml
  pforge-metrics rules --output rules.yml --tests rules.test.yml
  promtool test rules rules.test.yml
  pforge-metrics rules --check rules.yml --tests rules.test.yml    # in CI: fails when one is stale

Prometheus loads the file if its configuration names it:
  rule_files: [rules.yml]")]
pub struct Args {
    /// The schema
    #[arg(default_value = "metrics.toml")]
    file: String,

    #[command(flatten)]
    generated: Generated,

    /// The file of the alerts' tests, for `promtool test rules`: written or compared with that of the rules
    #[arg(long, value_name = "FILE", requires = "Generated")]
    tests: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<Exit> {
    let Some(compiled) = generated::sound_or_shown(&args.file)? else {
        return Ok(Exit::Findings);
    };
    let (schema, made) = (&compiled.schema, &args.generated);
    if schema.records.is_empty() && schema.alerts.is_empty() {
        bail!(
            "{} has neither recording rules nor alerts: declare `[record.X]` or `[alert.X]`",
            args.file
        );
    }
    let head = head(&args.file);
    let rules = head.clone() + &group(schema);
    let (Some(file), Some(tests)) = (made.file(), &args.tests) else {
        return made.deliver(&rules, &args.file, "rules");
    };
    let text = unit_tests(schema, &path_between(tests, file)?);
    if text.is_empty() {
        bail!(
            "no alert of {} has `tests`: declare some, or leave out `--tests`",
            args.file
        );
    }
    let command = format!("rules --tests {}", tests.display());
    let outcomes = [
        made.deliver(&rules, &args.file, &command)?,
        made.deliver_to(tests, &(head + &text), &args.file, &command)?,
    ];
    let stale = outcomes.into_iter().find(|it| *it != Exit::Sound);
    Ok(stale.unwrap_or(Exit::Sound))
}

fn head(schema: &str) -> String {
    let made = format!("Made of {schema} by `pforge-metrics rules`: what is changed here is lost.");
    comment("", &made)
}

/// The path from the folder of a file to another one.
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

/// The folder of a file that need not be there, without links.
fn folder(file: &Path) -> Result<PathBuf> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    folder
        .canonicalize()
        .with_context(|| format!("{} can't be found", folder.display()))
}
