//! A temporary cargo project of a user.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub struct Project {
    name: &'static str,
    directory: PathBuf,
}

/// The result of a build.
#[derive(Debug, PartialEq, Eq)]
pub enum BuildResult {
    Rebuilt,
    UpToDate,
    /// Contains the output of rustc.
    Failed(String),
}

impl Project {
    /// Creates a project that depends on this `pforge-metrics`, with the lock file of this workspace.
    pub fn new(name: &'static str) -> Self {
        Self::with_features(name, &[])
    }

    pub fn with_features(name: &'static str, features: &[&str]) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if directory.exists() {
            fs::remove_dir_all(&directory).unwrap();
        }
        let project = Self { name, directory };
        let runtime = workspace.join("pforge-metrics");
        let runtime = runtime.display();
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n\n\
             [dependencies]\npforge-metrics = {{ path = '{runtime}', default-features = false, features = {features:?} }}\n\n\
             [workspace]\n"
        );
        project.write("Cargo.toml", &manifest);
        fs::copy(
            workspace.join("Cargo.lock"),
            project.directory.join("Cargo.lock"),
        )
        .unwrap();
        project
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.directory.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[cfg(unix)]
    pub fn link(&self, path: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.directory.join(path)).unwrap();
    }

    pub fn build(&self) -> BuildResult {
        let output = self.cargo("build", &["--message-format=json-render-diagnostics"]);
        if !output.status.success() {
            return BuildResult::Failed(text(output.stderr));
        }
        let artifacts = text(output.stdout);
        let name = format!(r#""name":"{}""#, self.name);
        let artifact = artifacts
            .lines()
            .find(|line| line.contains(r#""reason":"compiler-artifact""#) && line.contains(&name))
            .unwrap();
        if artifact.contains(r#""fresh":true"#) {
            BuildResult::UpToDate
        } else {
            BuildResult::Rebuilt
        }
    }

    /// Builds and runs the program, and returns its output.
    pub fn run(&self) -> String {
        let output = self.cargo("run", &[]);
        assert!(output.status.success(), "{}", text(output.stderr));
        text(output.stdout)
    }

    /// Runs rustdoc.
    pub fn document(&self) {
        let output = self.cargo("rustdoc", &[]);
        assert!(output.status.success(), "{}", text(output.stderr));
    }

    /// Returns a page of the documentation.
    pub fn page(&self, item: &str) -> String {
        let crate_name = self.name.replace('-', "_");
        let page = target()
            .join("doc")
            .join(crate_name)
            .join(format!("{item}.html"));
        fs::read_to_string(page).unwrap()
    }

    fn cargo(&self, command: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet"])
            .args(arguments)
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", target())
            .output()
            .unwrap()
    }
}

/// The target directory of this workspace, which contains the built dependencies.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("..")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}
