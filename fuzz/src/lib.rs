//! What the fuzz targets share. README.md says how to run them.

pub mod mutation;
mod words;

use pforge_metrics_schema::{Compiled, Source, Surroundings, compile, lock, promises};

/// Compiles some files and holds the outcome against all that is promised. The last of them is taken for a lock as well, and
/// what is sound keeps its own.
pub fn survives(files: &[String]) {
    let found = compiled(files, None);
    promises::hold(&found);
    promises::hold(&compiled(files, files.last().cloned()));
    if !found.has_errors() {
        let again = compiled(files, Some(lock::text(&found.schema)));
        assert!(!again.has_errors(), "{:?}", again.diagnostics);
    }
}

/// The first file is the root; an `include` reaches the others by their numbers, as `1.toml`, in whatever directory.
fn compiled(files: &[String], lock: Option<String>) -> Compiled {
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
    fn all_of_the_whole_language_is_understood() {
        let compiled = compiled(&mutation::mutated(&[4]), None);
        assert_eq!(compiled.sources.iter().count(), 3);
        assert_eq!(compiled.schema.labels.len(), 5);
        assert_eq!(compiled.schema.metrics.len(), 14);
        assert_eq!(compiled.schema.states.len(), 2);
        assert_eq!(compiled.schema.records.len(), 2);
        assert_eq!(compiled.schema.alerts.len(), 2);
        assert_eq!(compiled.schema.dashboards.len(), 1);
    }
}
