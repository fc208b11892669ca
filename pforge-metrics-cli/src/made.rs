//! Files that are made of a schema: written, or held against what would be written.

use crate::exit::Exit;
use crate::files;
use crate::output::{print, print_findings, say, unified_diff};
use anyhow::{Context, Result};
use pforge_metrics_schema::Compiled;
use std::fs;
use std::path::{Path, PathBuf};

/// Where what is made goes.
#[derive(clap::Args)]
pub struct Made {
    /// The file to write, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compares a file with what would be written, shows how they differ and ends with 1 if they do
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    check: Option<PathBuf>,
}

/// A schema; of one that has errors none, and the errors are shown.
pub fn sound_or_shown(file: &str) -> Result<Option<Compiled>> {
    let compiled = files::compiled(file)?;
    if !compiled.has_errors() {
        return Ok(Some(compiled));
    }
    print_findings(&compiled);
    Ok(None)
}

impl Made {
    /// The file, unless what is made goes to standard output.
    pub fn file(&self) -> Option<&Path> {
        self.check.as_deref().or(self.output.as_deref())
    }

    /// Whether the file is a page, by its name.
    pub fn is_html(&self) -> bool {
        let extension = self.file().and_then(Path::extension);
        extension.is_some_and(|it| it == "html")
    }

    /// Writes a text that a command has made of a schema, or holds the file that there is against it.
    pub fn deliver(&self, text: &str, schema: &str, command: &str) -> Result<Exit> {
        if let Some(file) = self.file() {
            return self.deliver_to(file, text, schema, command);
        }
        print(text)?;
        Ok(Exit::Sound)
    }

    /// The same for a file that the command makes beside its own.
    pub fn deliver_to(&self, file: &Path, text: &str, schema: &str, command: &str) -> Result<Exit> {
        let shown = file.display().to_string();
        if self.output.is_some() {
            fs::write(file, text).with_context(|| format!("{shown} can't be written"))?;
            say(&format!("wrote {shown}"));
            return Ok(Exit::Sound);
        }
        let own = self.file().unwrap_or(file).display();
        let anew = format!("`pforge-metrics {command} {schema} --output {own}`");
        let found = fs::read_to_string(file)
            .with_context(|| format!("{shown} can't be read: write it with {anew}"))?;
        // Git may check files out with the line ends of Windows.
        let found = found.replace("\r\n", "\n");
        if found == text {
            say(&format!("{shown} is up to date"));
            return Ok(Exit::Sound);
        }
        let diff = unified_diff(&found, text, &shown, schema);
        print(&format!(
            "{diff}{shown} is stale: write it anew with {anew}\n"
        ))?;
        Ok(Exit::Findings)
    }
}
