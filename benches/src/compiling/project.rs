//! A generated crate, and `cargo` commands in it.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};

use crate::contestant::Contestant;

use super::declaration::METRICS;

/// The source of a contestant's crate.
pub struct Source {
    /// The name of the package.
    pub package: &'static str,
    /// The lines under `[dependencies]`.
    pub dependencies: String,
    /// The files with their paths in the crate, including `src/main.rs`.
    pub files: Vec<(&'static str, String)>,
}

/// A crate on disk.
pub struct Project {
    /// The contestant that the crate uses.
    pub contestant: Contestant,
    package: &'static str,
    directory: PathBuf,
}

/// A build profile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Profile {
    /// The default profile.
    Debug,
    /// With `--release`.
    Release,
}

impl Project {
    /// Writes the crate into the target directory of the workspace. It uses the lock file of the workspace, and so the same versions.
    pub fn write(contestant: Contestant, source: &Source) -> Result<Self> {
        let directory = target_directory()?.join("compiling").join(source.package);
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        write(
            &directory.join("Cargo.lock"),
            &fs::read_to_string(workspace.join("Cargo.lock"))?,
        )?;
        write(&directory.join("Cargo.toml"), &manifest(source))?;
        for (path, text) in &source.files {
            write(&directory.join(path), text)?;
        }
        let project = Self {
            contestant,
            package: source.package,
            directory,
        };
        project.edit()?;
        Ok(project)
    }

    /// The directory of the crate.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Builds the dependencies for each measured step.
    pub fn build_dependencies(&self) -> Result<()> {
        self.check()?;
        self.build(Profile::Debug)?;
        self.build(Profile::Release)?;
        Ok(())
    }

    /// Removes the build artifacts of this crate, but not of its dependencies.
    pub fn clean(&self, profile: Profile) -> Result<()> {
        self.cargo(&["clean", "--package", self.package], profile)?;
        Ok(())
    }

    /// Edits one line outside the metrics.
    pub fn edit(&self) -> Result<()> {
        let path = self.directory.join("src/edited.rs");
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
        Ok(fs::write(
            path,
            format!("pub const EDITED: u128 = {now};\n"),
        )?)
    }

    /// Measures `cargo check`.
    pub fn check(&self) -> Result<Duration> {
        self.cargo(&["check"], Profile::Debug)
    }

    /// Measures `cargo build`.
    pub fn build(&self, profile: Profile) -> Result<Duration> {
        self.cargo(&["build"], profile)
    }

    /// The size of the release binary, after checking that it exposes every metric.
    pub fn stripped_kibibytes(&self) -> Result<f64> {
        let release = self.directory.join("target/release");
        let program = release
            .join(self.package)
            .with_extension(env::consts::EXE_EXTENSION);
        let output = Command::new(&program).output()?;
        let body = String::from_utf8(output.stdout)?;
        let exposed = body
            .lines()
            .filter(|line| line.starts_with("# TYPE "))
            .count();
        ensure!(
            exposed == METRICS,
            "{} exposes {exposed} metrics",
            self.package
        );
        Ok(fs::metadata(program)?.len() as f64 / 1_024.0)
    }

    /// Measures a `cargo check` that fails with this number of errors.
    pub fn check_with_errors(&self, errors: usize) -> Result<Duration> {
        let (elapsed, output) = self.run(&["check"], Profile::Debug)?;
        let messages = String::from_utf8_lossy(&output.stderr);
        let shown = messages.matches("--> metrics.toml:").count();
        ensure!(
            !output.status.success() && shown == errors,
            "{} has {shown} errors: {messages}",
            self.package
        );
        Ok(elapsed)
    }

    fn cargo(&self, command: &[&str], profile: Profile) -> Result<Duration> {
        let (elapsed, output) = self.run(command, profile)?;
        ensure!(
            output.status.success(),
            "cargo in {}: {}",
            self.package,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(elapsed)
    }

    fn run(&self, command: &[&str], profile: Profile) -> Result<(Duration, Output)> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo.current_dir(&self.directory).args(command).args([
            "--offline",
            "--quiet",
            "--target-dir",
            "target",
        ]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        let start = Instant::now();
        let output = cargo
            .env_remove("CARGO_INCREMENTAL")
            .output()
            .context("can't start cargo")?;
        Ok((start.elapsed(), output))
    }
}

/// Declares a separate workspace: cargo would otherwise expect the crate to be a member of this workspace.
fn manifest(source: &Source) -> String {
    format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{}\n\
         [profile.release]\nstrip = true\n\n\
         [workspace]\n",
        source.package, source.dependencies
    )
}

/// Returns the target directory, which contains this program as `<profile>/<name>`.
pub fn target_directory() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let directory = program
        .ancestors()
        .nth(2)
        .context("this program is not in a target directory")?;
    Ok(directory.to_owned())
}

/// Writes a file unless it already has this text, so that cargo does not rebuild the dependencies in a second run.
fn write(path: &Path, text: &str) -> Result<()> {
    match fs::read_to_string(path) {
        Ok(written) if written == text => return Ok(()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    fs::create_dir_all(path.parent().context("the path has no parent directory")?)?;
    fs::write(path, text).with_context(|| format!("can't write `{}`", path.display()))
}
