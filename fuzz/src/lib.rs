//! Code shared by the fuzz targets. README.md describes how to run them.

pub mod mutation;
mod words;

use pforge_metrics_schema::{Compiled, Source, Surroundings, compile, lock, promises};

/// Compiles the files and checks the invariants of the compiler. Compiles them again with the last file as the lock, and compiles a
/// schema without errors with its own lock.
pub fn check(files: &[String]) {
    let compiled = compile_files(files, None);
    promises::hold(&compiled);
    promises::hold(&compile_files(files, files.last().cloned()));
    if !compiled.has_errors() {
        let again = compile_files(files, Some(lock::text(&compiled.schema)));
        assert!(!again.has_errors(), "{:?}", again.diagnostics);
    }
}

/// Compiles the files. The first one is the root. `include` reads the others by their number, as `1.toml` in any directory.
fn compile_files(files: &[String], lock: Option<String>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: files.first().cloned().unwrap_or_default(),
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &|path| file(files, path).ok_or_else(|| "no such file".to_owned()),
        lock: lock.map(|text| Source {
            path: "metrics.lock".to_owned(),
            text,
        }),
    };
    compile(source, &surroundings)
}

fn file(files: &[String], path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let number: usize = name.strip_suffix(".toml")?.parse().ok()?;
    files.get(number).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_with_the_whole_language_compiles() {
        let compiled = compile_files(&mutation::mutate(&[4]), None);
        assert_eq!(compiled.sources.iter().count(), 3);
        assert_eq!(compiled.schema.labels.len(), 5);
        assert_eq!(compiled.schema.metrics.len(), 14);
        assert_eq!(compiled.schema.states.len(), 2);
        assert_eq!(compiled.schema.records.len(), 2);
        assert_eq!(compiled.schema.alerts.len(), 2);
        assert_eq!(compiled.schema.dashboards.len(), 1);
    }
}
