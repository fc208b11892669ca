//! Reads schema files from disk or from a revision, with the version of the crate that holds them.

use anyhow::{Context, Result, anyhow, bail};
use pforge_metrics_schema::{Compiled, Source, Surroundings, Version, compile, lock};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process;
use toml::de::{DeTable, DeValue};

/// Compiles a schema file and its included files, with the version of its crate and with the lock next to it, if it exists.
///
/// # Errors
///
/// Returns an error if the file or its lock cannot be read.
pub fn compiled(path: &str) -> Result<Compiled> {
    compiled_over(path, &Texts::new())
}

/// Compiles a schema file without its lock.
///
/// # Errors
///
/// Returns an error if the file cannot be read.
pub fn compiled_alone(path: &str) -> Result<Compiled> {
    compiled_with(path, None, &Texts::new())
}

fn lock_at(path: String) -> Result<Option<Source>> {
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(Source { path, text })),
        // A dangling symbolic link is an error: the lock was lost.
        Err(error) if error.kind() == ErrorKind::NotFound && !Path::new(&path).is_symlink() => {
            Ok(None)
        }
        Err(error) => Err(error).with_context(|| format!("cannot read `{path}`")),
    }
}

/// Replacement texts of files, by path.
pub type Texts = BTreeMap<String, String>;

/// Compiles with replacement texts for some files; the lock is always read from disk.
///
/// # Errors
///
/// Returns an error if the file or its lock cannot be read.
pub fn compiled_over(path: &str, texts: &Texts) -> Result<Compiled> {
    let lock = lock::path(path).map(lock_at).transpose()?;
    compiled_with(path, lock.flatten(), texts)
}

fn compiled_with(path: &str, lock: Option<Source>, texts: &Texts) -> Result<Compiled> {
    let read = |path: &str| match texts.get(path) {
        Some(text) => Ok(text.clone()),
        None => fs::read_to_string(path),
    };
    let text = read(path).with_context(|| format!("cannot read `{path}`"))?;
    let version = version_of_crate(Path::new(path));
    let read = |path: &str| read(path).map_err(|error| error.to_string());
    let surroundings = Surroundings {
        version,
        read: &read,
        lock,
    };
    Ok(compiled_from(path, text, &surroundings))
}

/// Compiles a schema file of a git revision, without a lock, and without a version, so that expired metrics are accepted.
///
/// # Errors
///
/// Returns an error if git cannot be run or does not have the file.
pub fn compiled_at(revision: &str, path: &str) -> Result<Compiled> {
    let read = |path: &str| {
        let object = format!("{revision}:./{path}");
        let output = process::Command::new("git")
            .args(["show", "--end-of-options", &object])
            .output();
        let output = output.map_err(|error| format!("cannot run git: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    };
    let text = read(path)
        .map_err(|error| anyhow!("cannot read `{path}` at revision `{revision}`: {error}"))?;
    let named = format!("{revision}:{path}");
    let within = |included: &str| {
        let path = included.strip_prefix(&format!("{revision}:"));
        read(path.unwrap_or(included))
    };
    let surroundings = Surroundings {
        read: &within,
        ..Surroundings::NONE
    };
    Ok(compiled_from(&named, text, &surroundings))
}

fn compiled_from(path: &str, text: String, surroundings: &Surroundings) -> Compiled {
    let source = Source {
        path: path.to_owned(),
        text,
    };
    compile(source, surroundings)
}

/// Compiles a schema file that has no errors and keeps its lock.
///
/// # Errors
///
/// Returns an error if the file cannot be read or has errors.
pub fn sound(path: &str) -> Result<Compiled> {
    let compiled = compiled(path)?;
    if compiled.has_errors() {
        bail!("`{path}` has errors\nhelp: run `pforge-metrics check {path}`");
    }
    Ok(compiled)
}

/// Returns the version of the crate that contains a file: from the nearest Cargo.toml above it, or from its workspace.
fn version_of_crate(file: &Path) -> Option<Version> {
    let file = std::path::absolute(file).ok()?;
    let mut manifests = file
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("Cargo.toml"));
    let own = manifests.find(|manifest| manifest.is_file())?;
    let version = match version_in(&own, &["package"])? {
        ManifestVersion::Here(version) => version,
        ManifestVersion::InWorkspace => {
            [own].into_iter().chain(manifests).find_map(|manifest| {
                match version_in(&manifest, &["workspace", "package"])? {
                    ManifestVersion::Here(version) => Some(version),
                    ManifestVersion::InWorkspace => None,
                }
            })?
        }
    };
    version.parse().ok()
}

enum ManifestVersion {
    Here(String),
    InWorkspace,
}

/// Returns the `version` in a table of a manifest.
fn version_in(manifest: &PathBuf, table: &[&str]) -> Option<ManifestVersion> {
    let text = fs::read_to_string(manifest).ok()?;
    let root = DeTable::parse(&text).ok()?;
    let mut inner = root.get_ref();
    for key in table {
        inner = inner.get(*key)?.get_ref().as_table()?;
    }
    match inner.get("version")?.get_ref() {
        DeValue::String(version) => Some(ManifestVersion::Here(version.to_string())),
        DeValue::Table(_) => Some(ManifestVersion::InWorkspace),
        _ => None,
    }
}
