//! Generated files: writes them, or checks that they are up to date.

use crate::input::files;
use crate::output::{Exit, print, print_findings, say, unified_diff};
use anyhow::{Context, Result};
use pforge_metrics_schema::Compiled;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the generated file goes.
#[derive(clap::Args)]
pub struct Generated {
    /// The file to write, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Compares a file with what would be written, shows how they differ and ends with 1 if they do
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
    /// Returns the file to write or to check; `None` stands for standard output.
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
