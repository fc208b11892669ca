//! The invariants of ARCHITECTURE.md that a test can check.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const CRATES: [&str; 6] = [
    "pforge-metrics-schema",
    "pforge-metrics-macros",
    "pforge-metrics-proxy",
    "pforge-metrics",
    "pforge-metrics-backtest",
    "pforge-metrics-cli",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All Rust files in a directory, with their text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no Rust file");
    found
}

/// The files in a directory that contain a text.
fn containing(folder: &str, text: &str) -> Vec<String> {
    let mut files: Vec<String> = rust_files(folder)
        .into_iter()
        .filter(|(_, source)| source.contains(text))
        .map(|(path, _)| path.display().to_string())
        .collect();
    files.sort();
    files
}

/// The dependencies in a section of a manifest.
fn dependencies(krate: &str, section: &str) -> Vec<String> {
    let manifest = read(Path::new(krate).join("Cargo.toml"));
    let lines = manifest.lines().skip_while(|line| *line != section).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Without symbolic links, which is the default on Windows, git checks them out as text files.
#[test]
fn git_tracks_no_symbolic_link() {
    let listed = Command::new("git")
        .args(["ls-files", "--stage"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(listed.status.success());
    let listed = String::from_utf8(listed.stdout).unwrap();
    let links: Vec<&str> = listed
        .lines()
        .filter(|line| line.starts_with("120000"))
        .collect();
    assert!(!listed.is_empty());
    assert_eq!(links, [""; 0]);
}

#[test]
fn every_crate_forbids_unsafe_code() {
    for krate in CRATES {
        let text = read(format!("{krate}/src/lib.rs"));
        assert!(
            text.lines().any(|line| line == "#![forbid(unsafe_code)]"),
            "{krate}"
        );
    }
}

#[test]
fn crates_have_only_the_allowed_dependencies() {
    let of = |krate| dependencies(krate, "[dependencies]");
    assert_eq!(
        of("pforge-metrics-schema"),
        [
            "annotate-snippets",
            "lrpar",
            "promql-parser",
            "serde_json",
            "toml"
        ]
    );
    assert_eq!(
        of("pforge-metrics-macros"),
        ["pforge-metrics-schema", "proc-macro2", "quote", "syn"]
    );
    assert_eq!(of("pforge-metrics-proxy"), ["base64", "httparse", "ureq"]);
    assert_eq!(
        of("pforge-metrics"),
        [
            "axum",
            "base64",
            "bcrypt",
            "bytemuck",
            "flate2",
            "form_urlencoded",
            "hyper",
            "hyper-util",
            "itoa",
            "opentelemetry",
            "pforge-metrics-macros",
            "pforge-metrics-proxy",
            "prometheus",
            "rustls-webpki",
            "saphyr-parser",
            "serde_core",
            "sha2",
            "similar",
            "subtle",
            "tokio",
            "tokio-rustls",
            "tower-layer",
            "tower-service",
            "tracing",
            "tracing-opentelemetry",
            "ureq",
            "zmij"
        ]
    );
}

#[test]
fn the_macro_builds_json_and_promql_only_with_their_features() {
    let schema = read("pforge-metrics-schema/Cargo.toml");
    for optional in ["lrpar", "promql-parser", "serde_json"] {
        let line = format!("\n{optional} = {{ workspace = true, optional = true }}\n");
        assert!(schema.contains(&line), "{optional}");
    }
    let manifest = read("Cargo.toml");
    let schema = manifest
        .lines()
        .find(|line| line.starts_with("pforge-metrics-schema = "));
    assert!(schema.unwrap().contains("default-features = false"));
    let readers = containing("pforge-metrics-schema/src", "promql_parser");
    assert!(!readers.is_empty());
    let is_in_promql = |file: &String| file.starts_with("pforge-metrics-schema/src/promql");
    assert!(readers.iter().all(is_in_promql), "{readers:?}");
    assert_eq!(
        containing("pforge-metrics-schema/src", "serde_json"),
        ["pforge-metrics-schema/src/reference/json.rs"]
    );
    let macros = read("pforge-metrics-macros/Cargo.toml");
    assert!(macros.contains("\npforge-metrics-schema.workspace = true\n"));
}

#[test]
fn only_the_registry_uses_the_data_model_of_prometheus() {
    let mut files = containing("pforge-metrics/src", "prometheus::proto");
    assert!(files.contains(&"pforge-metrics/src/registry/model.rs".to_owned()));
    files.retain(|file| !file.starts_with("pforge-metrics/src/registry"));
    assert_eq!(files, [""; 0]);
}

#[test]
fn dependencies_of_a_feature_are_built_only_with_it() {
    let manifest = read("pforge-metrics/Cargo.toml");
    for (dependency, features) in [
        ("prometheus", ["registry"].as_slice()),
        ("flate2", &["gzip"]),
        ("sha2", &["basic-auth"]),
        ("subtle", &["exporter"]),
    ] {
        let named = manifest.lines().filter(|line| {
            line.contains(" = [") && line.contains(&format!("\"dep:{dependency}\""))
        });
        let named: Vec<_> = named.filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(named, features, "{dependency}");
        assert!(
            manifest.contains(&format!(
                "\n{dependency} = {{ workspace = true, optional = true }}\n"
            )),
            "{dependency}"
        );
    }
    let workspace = read("Cargo.toml");
    let line = "\nprometheus = { version = \"0.14.0\", default-features = false }\n";
    assert!(workspace.contains(line));
}

#[test]
fn only_the_exporter_and_the_http_layer_use_axum() {
    let files = containing("pforge-metrics/src", "use axum::");
    let may = |file: &String| {
        file.starts_with("pforge-metrics/src/exporter")
            || file.starts_with("pforge-metrics/src/builtin")
    };
    assert!(files.iter().all(may), "{files:?}");
    assert!(!files.is_empty());
}

#[test]
fn only_the_command_backtest_and_its_input_import_the_crate_backtest() {
    let mut files = containing("pforge-metrics-cli/src", "pforge_metrics_backtest");
    files.retain(|file| !file.starts_with("pforge-metrics-cli/src/commands/backtest"));
    assert_eq!(files, ["pforge-metrics-cli/src/input/prometheus.rs"]);
}

#[test]
fn pinned_versions_equal_the_workspace_version() {
    let manifest = read("Cargo.toml");
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .unwrap();
    let pinned = format!("version = \"={}\"", version.trim_matches('"'));
    for krate in [
        "pforge-metrics-schema",
        "pforge-metrics-macros",
        "pforge-metrics-proxy",
        "pforge-metrics-backtest",
        "pforge-metrics-cli",
    ] {
        let line = manifest
            .lines()
            .find(|line| line.starts_with(&format!("{krate} = ")))
            .unwrap();
        assert!(line.contains(&pinned), "{line} does not pin {pinned}");
    }
}

/// The README is also the front page of the documentation, where relative links do not work.
#[test]
fn relative_links_of_the_readme_resolve_to_files_and_items() {
    let readme = read("README.md");
    assert!(
        !readme.contains("]("),
        "the README defines its links at the end"
    );
    let definitions = readme.lines().filter_map(|line| definition(line));
    let relative: Vec<_> = definitions
        .filter(|(_, target)| !target.contains("://"))
        .collect();
    assert!(!relative.is_empty());
    let library = read("pforge-metrics/src/lib.rs");
    let overridden: Vec<_> = library
        .lines()
        .take_while(|line| !line.contains("include_str!"))
        .filter_map(|line| definition(line.strip_prefix("//! ")?))
        .map(|(name, _)| name)
        .collect();
    for (name, target) in relative {
        let file = target.split('#').next().unwrap();
        assert!(root().join(file).is_file(), "README.md: {target}");
        assert!(overridden.contains(&name), "lib.rs: no link `[{name}]`");
    }
}

/// The name and the target of a Markdown link definition.
fn definition(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.split_once("]: ")
}

#[test]
fn the_features_page_has_a_row_for_each_feature_and_the_defaults() {
    let page = read("pforge-metrics/docs/features.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| `"));
    let rows = rows.take_while(|line| line.starts_with('|'));
    let mut shown: Vec<(String, bool)> = rows
        .map(|row| {
            let mut cells = row.split('|').map(str::trim).skip(1);
            let name = cells.next().unwrap().trim_matches('`');
            (name.to_owned(), cells.nth(1) == Some("yes"))
        })
        .collect();
    shown.sort();

    let manifest = read("pforge-metrics/Cargo.toml");
    let (_, features) = manifest.split_once("\n[features]\n").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let lines = features.lines().filter_map(|line| line.split_once(" = ["));
    let (mut declared, mut defaults) = (Vec::new(), "");
    for (name, list) in lines {
        match name {
            "default" => defaults = list,
            _ => declared.push(name),
        }
    }
    declared.sort_unstable();
    let declared: Vec<_> = declared
        .into_iter()
        .map(|name| (name.to_owned(), defaults.contains(&format!("\"{name}\""))))
        .collect();
    assert_eq!(shown, declared);
}

/// `docs/decisions/README.md` lists each record with the question that is its title.
#[test]
fn each_decision_is_listed_with_its_question() {
    let folder = "docs/decisions";
    let index = read(format!("{folder}/README.md"));
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut rows: Vec<String> = names
        .filter(|name| name != "README.md")
        .map(|name| {
            let text = read(format!("{folder}/{name}"));
            let question = text.lines().next().unwrap().trim_start_matches("# ");
            assert!(question.ends_with('?'), "{name}");
            format!("| [{}]({name}) | {question} |", &name[..4])
        })
        .collect();
    rows.sort();
    let listed: Vec<_> = index
        .lines()
        .filter(|line| line.starts_with("| ["))
        .collect();
    assert_eq!(listed, rows);
}
