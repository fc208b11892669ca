//! Generated files: writes them, or checks that they are up to date.

use crate::input::files;
use crate::output::{Exit, print, print_findings, say, unified_diff};
use anyhow::{Context, Result, anyhow};
use pforge_metrics_schema::Compiled;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the generated file goes.
#[derive(clap::Args)]
pub struct Generated {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compare this file with the output; print the diff and exit with 1 if it is stale
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,
}

/// Returns a schema without errors. If it has errors, prints them and returns `None`.
pub fn sound_or_shown(file: &str) -> Result<Option<Compiled>> {
    let compiled = files::compiled(file)?;
    if !compiled.has_errors() {
        return Ok(Some(compiled));
    }
    print_findings(&compiled);
    Ok(None)
}

impl Generated {
    /// Returns the file to write or to check; `None` means standard output.
    pub fn file(&self) -> Option<&Path> {
        self.check.as_deref().or(self.output.as_deref())
    }

    /// Returns whether the name of the file ends in `.html`.
    pub fn is_html(&self) -> bool {
        let extension = self.file().and_then(Path::extension);
        extension.is_some_and(|it| it == "html")
    }

    /// Writes the text that a command generated from a schema, or compares the existing file with it.
    pub fn deliver(&self, text: &str, schema: &str, command: &str) -> Result<Exit> {
        if let Some(file) = self.file() {
            return self.deliver_to(file, text, schema, command);
        }
        print(text)?;
        Ok(Exit::Sound)
    }

    /// Like [`deliver`](Self::deliver), for a second file that the command generates.
    pub fn deliver_to(&self, file: &Path, text: &str, schema: &str, command: &str) -> Result<Exit> {
        let shown = file.display().to_string();
        if self.output.is_some() {
            fs::write(file, text).with_context(|| format!("cannot write `{shown}`"))?;
            say(&format!("wrote {shown}"));
            return Ok(Exit::Sound);
        }
        let first = self.file().unwrap_or(file).display();
        let update = format!("`pforge-metrics {command} {schema} --output {first}`");
        let found = fs::read_to_string(file)
            .map_err(|error| anyhow!("cannot read `{shown}`: {error}\nhelp: run {update}"))?;
        // Git may check files out with CRLF line endings.
        let found = found.replace("\r\n", "\n");
        if found == text {
            say(&format!("{shown} is up to date"));
            return Ok(Exit::Sound);
        }
        let diff = unified_diff(&found, text, &shown, schema);
        print(&format!("{diff}{shown} is stale: run {update}\n"))?;
        Ok(Exit::Findings)
    }
}
