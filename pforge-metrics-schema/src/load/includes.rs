//! Files that include others. Loading finds all of it, see [`crate::load`].

use crate::diagnostic::Diagnostic;
use crate::rule::{Rule, Severity};
use crate::source::Span;
use crate::suggest;

pub(crate) static INCLUDE_GLOB: Rule = Rule {
    id: "include_glob",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("include_glob.md"),
};

pub(super) fn include_glob(path: &str, span: Span) -> Diagnostic {
    INCLUDE_GLOB
        .at(span, format!("`{path}` is a pattern, not a file"))
        .help("list each file: `include = [\"metrics/llm.toml\", \"metrics/http.toml\"]`")
}

pub(crate) static INCLUDE_CYCLE: Rule = Rule {
    id: "include_cycle",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("include_cycle.md"),
};

/// `open` are the files on the way to the one that includes `path`.
pub(super) fn include_cycle(path: &str, open: &[String], span: Span) -> Diagnostic {
    let way = open.iter().skip_while(|open| *open != path);
    let way = way.map(String::as_str).chain([path]);
    let way: Vec<String> = way.map(|file| format!("`{file}`")).collect();
    INCLUDE_CYCLE
        .at(span, format!("`{path}` includes itself"))
        .note(suggest::chain(&way, " includes "))
        .help("include all files from one file")
}

pub(crate) static INCLUDE_UNREADABLE: Rule = Rule {
    id: "include_unreadable",
    severity: Severity::Error,
    fixed: true,
    hides_others: false,
    page: include_str!("include_unreadable.md"),
};

pub(super) fn include_unreadable(path: &str, reason: &str, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(span, format!("cannot read `{path}`: {reason}"))
        .help("paths are relative to the including file")
}

/// What to say of a text that is not the path of a file relative to another one.
pub(super) fn include_no_path(path: &str, span: Span) -> Option<Diagnostic> {
    let last = path.rsplit('/').next().unwrap_or_default();
    let (what, help) = if path.is_empty() {
        (
            "empty path in `include`".to_owned(),
            "write the path of a file, or remove it",
        )
    } else if path.contains("://") {
        (
            format!("`{path}` is a URL, but only files can be included"),
            "copy the file next to this one",
        )
    } else if path.starts_with(['/', '\\']) || begins_with_a_drive(path) {
        (
            format!("`{path}` is an absolute path"),
            "write a path relative to this file",
        )
    } else if ["", ".", ".."].contains(&last) {
        (
            format!("`{path}` is a directory, not a file"),
            "list each file in it",
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
pub(super) fn included_twice(path: &str, first: Option<Span>, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(span, format!("duplicate include `{path}`"))
        .related_if_any(first, "first included here")
        .help("remove this one: declarations are shared by all files")
}

pub(super) fn include_count(most: usize, span: Span) -> Diagnostic {
    INCLUDE_UNREADABLE
        .at(span, format!("too many files: a schema can have {most}"))
        .help("merge some files")
}

pub(crate) static PATH_ESCAPE: Rule = Rule {
    id: "path_escape",
    severity: Severity::Warning,
    fixed: false,
    hides_others: false,
    page: include_str!("path_escape.md"),
};

pub(super) fn path_escape(path: &str, span: Span) -> Diagnostic {
    PATH_ESCAPE
        .at(
            span,
            format!("`{path}` is outside the package, so `cargo package` leaves it out"),
        )
        .help("move it into the directory of Cargo.toml")
}
