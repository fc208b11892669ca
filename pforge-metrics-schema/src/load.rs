//! The files of a schema: the one that was asked for, and those that it includes.
//!
//! `prefix`, `const_labels`, `[lint]` and `[cardinality]` apply to the whole catalog, so only the first file may
//! contain them. Each file is included once. If a file cannot be read or parsed, or includes form a cycle, no other
//! diagnostics are reported, because they would be based on an incomplete schema.

mod includes;

use std::collections::HashMap;

use crate::document::Text;
use crate::parse;
use crate::read;
use crate::report::Report;
use crate::source::{Source, SourceId, Sources, Span};
use crate::surroundings::Surroundings;

pub(crate) use includes::{INCLUDE_CYCLE, INCLUDE_GLOB, INCLUDE_UNREADABLE, PATH_ESCAPE};

/// The most files of one schema.
const MAX_FILES: usize = 256;

/// The most bytes of a path, as Linux has it: files that include ever deeper ones come to an end, and so do messages.
const LONGEST_PATH: usize = 4_096;

/// Reads a file and all that it includes, depth first. What is reported here leaves a part of the schema unknown.
pub(crate) fn load(root: Source, surroundings: &Surroundings<'_>, report: &mut Report) -> Sources {
    let mut loader = Loader {
        surroundings,
        report,
        sources: Vec::new(),
        found: HashMap::new(),
        open: Vec::new(),
    };
    loader.found.insert(normal(&root.path), None);
    loader.file(root);
    Sources::new(loader.sources)
}

/// The same for a file whose path is relative to the directory of Cargo.toml, which it should not leave.
pub(crate) fn load_in_package(
    root: Source,
    surroundings: &Surroundings<'_>,
    report: &mut Report,
) -> Sources {
    let path = normal(&root.path);
    if is_outside(&path) {
        report.push(includes::path_escape(&path, Span::beginning(SourceId(0))));
    }
    load(root, surroundings, report)
}

struct Loader<'a> {
    surroundings: &'a Surroundings<'a>,
    report: &'a mut Report,
    sources: Vec<Source>,
    /// By their paths the files that were found so far, and where they are included.
    found: HashMap<String, Option<Span>>,
    /// The paths of the files that include the present one, outermost first, and its own.
    open: Vec<String>,
}

impl Loader<'_> {
    fn file(&mut self, source: Source) {
        let id = SourceId(self.sources.len());
        let includes = includes(&source.text, id);
        self.open.push(normal(&source.path));
        self.sources.push(source);
        for path in includes {
            self.include(&path, path.span, id);
        }
        self.open.pop();
    }

    fn include(&mut self, path: &str, span: Span, by: SourceId) {
        if path.contains(['*', '?', '[']) {
            self.report.push(includes::include_glob(path, span));
            return;
        }
        if let Some(no_path) = includes::include_no_path(path, span) {
            self.report.push(no_path);
            return;
        }
        let path = relative_to(&self.sources[by.0].path, path);
        if self.open.contains(&path) {
            self.report
                .push(includes::include_cycle(&path, &self.open, span));
        } else if let Some(first) = self.found.get(&path) {
            self.report
                .push(includes::included_twice(&path, *first, span));
        } else if self.sources.len() == MAX_FILES {
            self.report.push(includes::include_count(MAX_FILES, span));
        } else {
            self.found.insert(path.clone(), Some(span));
            if is_outside(&path) && !is_outside(&self.sources[by.0].path) {
                self.report.push(includes::path_escape(&path, span));
            }
            self.read(path, span);
        }
    }

    fn read(&mut self, path: String, span: Span) {
        let text = if path.len() > LONGEST_PATH {
            Err("the path is too long".to_owned())
        } else {
            (self.surroundings.read)(&path)
        };
        match text {
            Ok(text) => self.file(Source { path, text }),
            Err(reason) => {
                self.report
                    .push(includes::include_unreadable(&path, &reason, span));
            }
        }
    }
}

/// The paths that a file includes. What else stands there is reported when the file is read for its meaning, and what is
/// no TOML when it is parsed.
fn includes(text: &str, source: SourceId) -> Vec<Text> {
    let (table, _) = parse::parse(text, source);
    read::includes(source, &table)
}

/// Whether a path leads out of the directory of Cargo.toml.
fn is_outside(path: &str) -> bool {
    path.starts_with("../")
}

/// A path that is relative to the directory of a file.
fn relative_to(file: &str, path: &str) -> String {
    match file.rsplit_once('/') {
        Some((directory, _)) => normal(&format!("{directory}/{path}")),
        None => normal(path),
    }
}

/// A path without detours: one file has one such path, as far as its letters tell.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::relative_to;

    #[test]
    fn an_included_path_is_relative_to_the_file_that_includes_it() {
        for (file, path, expected) in [
            ("metrics.toml", "llm.toml", "llm.toml"),
            ("metrics.toml", "./parts/../llm.toml", "llm.toml"),
            ("schema/metrics.toml", "llm.toml", "schema/llm.toml"),
            ("schema/metrics.toml", "../llm.toml", "llm.toml"),
            ("metrics.toml", "../llm.toml", "../llm.toml"),
            ("../a/metrics.toml", "../../llm.toml", "../../llm.toml"),
            ("/work/schema/metrics.toml", "../llm.toml", "/work/llm.toml"),
            ("/metrics.toml", "llm.toml", "/llm.toml"),
            ("inline metrics", "parts//llm.toml", "parts/llm.toml"),
        ] {
            assert_eq!(relative_to(file, path), expected, "{path} of {file}");
        }
    }
}
