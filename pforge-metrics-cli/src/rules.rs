//! `rules`: what Prometheus makes of a schema's recording rules and alerts, and what `promtool` tests them with.

mod group;
mod unit_tests;
mod yaml;

use crate::exit::Exit;
use crate::files;
use crate::output::{print, print_aside};
use anyhow::{Context, Result, bail};
use group::group;
use similar::TextDiff;
use std::fs;
use std::path::{Component, Path, PathBuf};
use unit_tests::unit_tests;
use yaml::comment;

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

    /// The file to write, in place of standard output
    #[arg(long, short, value_name = "FILE", group = "kept")]
    output: Option<PathBuf>,

    /// Compares a file with what would be written, shows how they differ and ends with 1 if they do
    #[arg(long, value_name = "FILE", group = "kept")]
    check: Option<PathBuf>,

    /// The file of the alerts' tests, for `promtool test rules`: written or compared with that of the rules
    #[arg(long, value_name = "FILE", requires = "kept")]
    tests: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<Exit> {
    let compiled = files::compiled(&args.file)?;
    if compiled.has_errors() {
        for diagnostic in &compiled.diagnostics {
            print_aside(&format!(
                "{}\n",
                diagnostic.render_styled(&compiled.sources)
            ));
        }
        return Ok(Exit::Findings);
    }
    let schema = &compiled.schema;
    if schema.records.is_empty() && schema.alerts.is_empty() {
        bail!(
            "{} has neither recording rules nor alerts: declare `[record.X]` or `[alert.X]`",
            args.file
        );
    }
    let head = head(&args.file);
    let rules = head.clone() + &group(schema);
    let Some(file) = args.output.as_ref().or(args.check.as_ref()) else {
        print(&rules)?;
        return Ok(Exit::Sound);
    };
    let Some(tests) = &args.tests else {
        return args.keep(file, &rules);
    };
    let text = unit_tests(schema, &path_between(tests, file)?);
    if text.is_empty() {
        bail!(
            "no alert of {} has `tests`: declare some, or leave out `--tests`",
            args.file
        );
    }
    let outcomes = [args.keep(file, &rules)?, args.keep(tests, &(head + &text))?];
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

impl Args {
    /// Writes a file, or holds the one that there is against what would be written.
    fn keep(&self, file: &Path, text: &str) -> Result<Exit> {
        let shown = file.display();
        if self.output.is_some() {
            fs::write(file, text).with_context(|| format!("{shown} can't be written"))?;
            return Ok(Exit::Sound);
        }
        let found = fs::read_to_string(file)
            .with_context(|| format!("{shown} can't be read: write it with {}", self.anew()))?;
        if found == text {
            return Ok(Exit::Sound);
        }
        let diff = TextDiff::from_lines(&*found, text);
        let diff = diff
            .unified_diff()
            .header(&shown.to_string(), &self.file)
            .to_string();
        print(&format!(
            "{diff}{shown} is stale: write it anew with {}\n",
            self.anew()
        ))?;
        Ok(Exit::Findings)
    }

    /// The command that writes what is compared.
    fn anew(&self) -> String {
        let option = |name, file: &Option<PathBuf>| {
            let file = file.as_ref();
            file.map_or_else(String::new, |file| format!(" --{name} {}", file.display()))
        };
        let (rules, tests) = (option("output", &self.check), option("tests", &self.tests));
        format!("`pforge-metrics rules {}{rules}{tests}`", self.file)
    }
}
