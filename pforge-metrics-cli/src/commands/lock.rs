//! `lock`: writes the lock of a schema, unless the schema breaks the existing one.

use crate::input::files;
use crate::output::{Exit, print, say, unified_diff};
use anyhow::{Context, Result, bail};
use pforge_metrics_schema::{Compiled, lock};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Writes the lock of a schema: what its beta and stable metrics promise
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics lock                         # metrics.lock, beside metrics.toml
  pforge-metrics lock --check                 # in CI: fails when the lock is stale
  pforge-metrics lock --accept                # after a break on purpose

The lock belongs in version control. While it is there, a schema that breaks it
does not compile: a stable metric keeps its name, kind, unit, labels, values and
buckets, and so does a beta one until it is deprecated. What is new is promised,
and what is deprecated may go, once the lock is written anew.

Ends with 1, and writes nothing, if the schema breaks the lock that is there.")]
pub struct Args {
    /// The schema
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// Writes the lock even if the schema breaks the one that is there
    #[arg(long, conflicts_with = "check")]
    accept: bool,

    /// Compares the lock with what would be written, shows how they differ and ends with 1 if they do
    #[arg(long)]
    check: bool,
}

pub fn run(args: &Args) -> Result<Exit> {
    let schema = &args.file;
    let Some(path) = lock::path(schema) else {
        bail!("{schema} is called like a lock: name the schema that it belongs to");
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
        // What is to be replaced need not be text.
        Err(_) if args.accept => None,
        Err(error) => return Err(error).with_context(|| format!("{path} can't be read")),
    };
    // Git may check files out with the line ends of Windows.
    let found = found.map(|found| found.replace("\r\n", "\n"));
    if found.as_ref() == Some(&text) {
        say(&format!("{path} is up to date"));
        return Ok(Exit::Sound);
    }
    if args.check {
        print(&stale(schema, &path, found.as_deref(), &text))?;
        return Ok(Exit::Findings);
    }
    fs::write(&path, text).with_context(|| format!("{path} can't be written"))?;
    say(&format!("wrote {path}"));
    Ok(Exit::Sound)
}

/// What is wrong with a schema, and which promises it breaks.
fn findings(compiled: &Compiled) -> String {
    let shown = compiled.diagnostics.iter();
    let shown = shown.map(|it| it.render_styled(&compiled.sources));
    shown.collect::<Vec<_>>().join("\n")
}

/// How a lock differs from the one that would be written.
fn stale(schema: &str, path: &str, found: Option<&str>, text: &str) -> String {
    let write = format!("write it with `pforge-metrics lock {schema}`");
    let Some(found) = found else {
        return format!("{path} is missing: {write}\n");
    };
    let diff = unified_diff(found, text, path, schema);
    format!("{diff}{path} is stale: {write}\n")
}
