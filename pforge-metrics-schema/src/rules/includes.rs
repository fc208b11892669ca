//! Files that include others. Loading finds all of it, see [`crate::load`].

use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::Rule;
use crate::source::Span;
use crate::suggest;

pub(crate) static INCLUDE_GLOB: Rule = Rule {
    id: "include_glob",
    title: "included files are named one by one",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
What a catalog consists of must be seen in it: with a glob a file that lies about becomes part of it, and a file that was \
forgotten in a commit is missed by nobody.",
    wrong: "\
include = [\"metrics/*.toml\"]
",
    right: "\
include = []
",
    check: None,
};

pub(crate) fn include_glob(path: &str, span: Span) -> Diagnostic {
    INCLUDE_GLOB
        .at(span, format!("`{path}` is a pattern, not a file"))
        .help("name each file: `include = [\"metrics/llm.toml\", \"metrics/http.toml\"]`")
}

pub(crate) static INCLUDE_CYCLE: Rule = Rule {
    id: "include_cycle",
    title: "no file includes itself",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
A file that includes itself, or one that leads back to it, would never end. Let one file include all others.",
    wrong: "\
include = [\"metrics.toml\"]
",
    right: "\
include = []
",
    check: None,
};

/// `open` are the files on the way to the one that includes `path`.
pub(crate) fn include_cycle(path: &str, open: &[String], span: Span) -> Diagnostic {
    let way = open.iter().skip_while(|open| *open != path);
    let way = way.map(String::as_str).chain([path]);
    let way: Vec<String> = way.map(|file| format!("`{file}`")).collect();
    INCLUDE_CYCLE
        .at(span, format!("`{path}` includes itself"))
        .note(suggest::chain(&way, " includes "))
        .help("let one file include all others")
}

pub(crate) static INCLUDE_UNREADABLE: Rule = Rule {
    id: "include_unreadable",
    title: "every included file can be read, once",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    explanation: "\
Paths are relative to the file that includes; absolute ones are refused, since other machines do not have them. A file \
is included by one other: what it declares is declared once. A schema has at most 256 files.",
    wrong: "\
include = [\"metrics/no_such_file.toml\"]
",
    right: "\
include = []
",
    check: None,
};

pub(crate) fn include_unreadable(path: &str, reason: &str, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(span, format!("can't read `{path}`: {reason}"))
        .help("paths are relative to the file that includes")
}

/// What to say of a text that is not the path of a file relative to another one.
pub(crate) fn include_no_path(path: &str, span: Span) -> Option<Diagnostic> {
    let last = path.rsplit('/').next().unwrap_or_default();
    let (what, help) = if path.is_empty() {
        (
            "the path of an included file is empty".to_owned(),
            "name a file, or leave it out",
        )
    } else if path.contains("://") {
        (
            format!("`{path}` is a URL, and only files are included"),
            "keep a copy beside this file",
        )
    } else if path.starts_with(['/', '\\']) || begins_with_a_drive(path) {
        (
            format!("`{path}` is an absolute path: other machines do not have it"),
            "write it relative to this file",
        )
    } else if ["", ".", ".."].contains(&last) {
        (
            format!("`{path}` is a directory, not a file"),
            "name each file in it",
        )
    } else {
        return None;
    };
    Some(INCLUDE_UNREADABLE.at(span, what).help(help))
}

/// `C:/metrics.toml`, `c:\metrics.toml`.
fn begins_with_a_drive(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.next() == Some(b':')
}

/// `first` is where the file was included before; the file that all others are included by is nowhere included.
pub(crate) fn included_twice(path: &str, first: Option<Span>, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(span, format!("`{path}` is included twice"))
        .related_if_any(first, "first here")
        .help("include it once: what it declares holds for all files")
}

pub(crate) fn include_count(most: usize, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(
            span,
            format!("this is one file more than the {most} of a schema"),
        )
        .help("put several together")
}

pub(crate) static PATH_ESCAPE: Rule = Rule {
    id: "path_escape",
    title: "the files of a schema lie where `cargo package` takes them along",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    explanation: "\
A file outside the directory of Cargo.toml is not part of the package: the crate builds here, and for nobody who gets it \
from a registry. This holds for included files, and for the file that `include_metrics!` names.",
    wrong: "\
include = [\"../metrics.toml\"]
",
    right: "\
include = [\"metrics/llm.toml\"]
",
    check: None,
};

pub(crate) fn path_escape(path: &str, span: Span) -> Diagnostic {
    PATH_ESCAPE
        .at(
            span,
            format!("`{path}` is outside the package, which will not hold it"),
        )
        .help("move it below the directory of Cargo.toml")
}
