//! `lock`: writes the lock of a schema, unless the schema breaks the existing one.

use crate::input::files;
use crate::output::{Exit, print, say, unified_diff};
use anyhow::{Context, Result, bail};
use pforge_metrics_schema::{Compiled, lock};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Write metrics.lock, which records what beta and stable metrics promise
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics lock                         # writes metrics.lock next to metrics.toml
  pforge-metrics lock --check                 # in CI: fails if the lock is stale
  pforge-metrics lock --accept                # after an intended breaking change

Commit the lock. While it exists, a schema that breaks it does not compile:
stable metrics keep their name, kind, unit, labels, values and buckets, and so do
beta metrics until they are deprecated. Run `pforge-metrics lock` after adding
metrics or removing deprecated ones.

Exits with 1 and writes nothing if the schema breaks the existing lock.")]
pub struct Args {
    /// Schema file
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// Write the lock even if the schema breaks the existing one
    #[arg(long, conflicts_with = "check")]
    accept: bool,

    /// Compare the lock with the schema; print the diff and exit with 1 if it is stale
    #[arg(long)]
    check: bool,
}

pub fn run(args: &Args) -> Result<Exit> {
    let schema = &args.file;
    let Some(path) = lock::path(schema) else {
        bail!("`{schema}` is a lock\nhelp: pass the schema that it belongs to");
    };
    let compiled = if args.accept {
        files::compiled_alone(schema)?
    } else {
        files::compiled(schema)?
    };
    if compiled.has_errors() {
        print(&findings(&compiled))?;
        return Ok(Exit::Findings);
    }
    let text = lock::text(&compiled.schema);
    let found = match fs::read_to_string(&path) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound && !Path::new(&path).is_symlink() => None,
        // An unreadable lock is replaced.
        Err(_) if args.accept => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read `{path}`")),
    };
    // Git may check files out with CRLF line endings.
    let found = found.map(|found| found.replace("\r\n", "\n"));
    if found.as_ref() == Some(&text) {
        say(&format!("{path} is up to date"));
        return Ok(Exit::Sound);
    }
    if args.check {
        print(&stale(schema, &path, found.as_deref(), &text))?;
        return Ok(Exit::Findings);
    }
    fs::write(&path, text).with_context(|| format!("cannot write `{path}`"))?;
    say(&format!("wrote {path}"));
    Ok(Exit::Sound)
}

/// Renders the diagnostics of a schema, broken promises included.
fn findings(compiled: &Compiled) -> String {
    let shown = compiled.diagnostics.iter();
    let shown = shown.map(|it| it.render_styled(&compiled.sources));
    shown.collect::<Vec<_>>().join("\n")
}

/// Renders the difference between the lock and the one that would be written.
fn stale(schema: &str, path: &str, found: Option<&str>, text: &str) -> String {
    let write = format!("run `pforge-metrics lock {schema}`");
    let Some(found) = found else {
        return format!("{path} is missing: {write}\n");
    };
    let diff = unified_diff(found, text, path, schema);
    format!("{diff}{path} is stale: {write}\n")
}
