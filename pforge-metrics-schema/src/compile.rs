//! The compiler as a pipeline: load, parse, read, check, lower, compare with the lock, set levels, make fixes.

use crate::diagnostic::Diagnostic;
use crate::fixes;
use crate::levels;
use crate::load;
use crate::lock;
use crate::lower;
use crate::parse;
use crate::promql;
use crate::read;
use crate::report::Report;
use crate::rules;
use crate::schema::Schema;
use crate::scope::Scope;
use crate::source::{Source, Sources, sorted};
use crate::surroundings::Surroundings;

/// Compiles a schema file and those that it includes.
///
/// Any text will do: what is wrong with it is in the diagnostics, and the schema holds what is sound all the same.
///
/// ```
/// use pforge_metrics_schema::{Source, Surroundings, compile};
///
/// let text = "[counter.tokens_used]\nhelp = \"Tokens used.\"\n".to_owned();
/// let source = Source { path: "metrics.toml".to_owned(), text };
/// let compiled = compile(source, &Surroundings::NONE);
/// assert_eq!(compiled.schema.metrics[0].static_name, "TOKENS_USED");
/// assert_eq!(
///     compiled.diagnostics[0].render(&compiled.sources),
///     "\
/// error[counter_total]: counter name `tokens_used` does not end in `_total`
///  --> metrics.toml:1:10
///   |
/// 1 | [counter.tokens_used]
///   |          ^^^^^^^^^^^
///   |
///   = note: to keep the old name for existing queries, declare it as a counter with `deprecated = { since = \"…\", renamed_to = \"tokens_used_total\" }`
///   = help: rename it to `tokens_used_total`
/// ",
/// );
/// ```
#[must_use]
pub fn compile(root: Source, surroundings: &Surroundings<'_>) -> Compiled {
    compile_files(surroundings, |report| {
        load::load(root, surroundings, report)
    })
}

/// Compiles a schema for the crate that holds it: the path of the file is relative to the directory of Cargo.toml.
///
/// In addition to what [`compile`] finds, it warns when the file lies outside of the package.
#[must_use]
pub fn compile_in_package(root: Source, surroundings: &Surroundings<'_>) -> Compiled {
    compile_files(surroundings, |report| {
        load::load_in_package(root, surroundings, report)
    })
}

fn compile_files(
    surroundings: &Surroundings<'_>,
    load: impl FnOnce(&mut Report) -> Sources,
) -> Compiled {
    let (mut sources, mut in_files) = Report::collect(load);
    let (tables, no_toml) = Report::collect(|report| parse::parse_all(&sources, report));
    in_files.extend(no_toml);
    let (document, in_tables) = Report::collect(|report| read::read(&tables, report));
    let scope = Scope::new(&document, surroundings.version);
    let ((schema, in_expressions), by_rules) = Report::collect(|report| {
        rules::check(&scope, report);
        let (asked, named) = promql::check(&scope, &sources, report);
        (lower::lower(&scope, &sources, asked), named)
    });
    let lock = surroundings.lock.clone().map(|lock| sources.push(lock));
    // What could not be read may be what was promised.
    let lock = lock.filter(|_| !has_errors(&in_files) && !has_errors(&in_tables));
    let ((), by_lock) = Report::collect(|report| {
        if let Some(lock) = lock {
            lock::compare(lock, &sources, &scope, &schema, report);
        }
    });
    // Where a part of the schema is missing the rest is guesswork: good for the code that uses its metrics, not for blame.
    let mut diagnostics = if has_errors(&in_files) {
        in_files
    } else {
        levels::apply(&document, [in_files, in_tables, by_rules, by_lock].concat())
    };
    diagnostics = sorted(diagnostics, |diagnostic| diagnostic.primary.span);
    fixes::complete(&mut diagnostics, &sources, &scope, &in_expressions);
    Compiled {
        sources,
        schema,
        diagnostics,
    }
}

/// What a schema means and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The files that were read.
    pub sources: Sources,
    /// The sound part of the schema: on errors whatever can still be represented without lying.
    pub schema: Schema,
    /// Everything that was found, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// Whether any diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
