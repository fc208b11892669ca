//! The compiler of `metrics.toml`: what a schema says, whether it is right, and what it means.
//!
//! [`compile`] takes the text of a schema file and gives back the [`Schema`] it means together with every
//! [`Diagnostic`] it deserves. This crate reads TOML and knows the rules; it writes no Rust code and touches no file:
//! the macros of `pforge-metrics` and its command line are thin shells around it.

#![forbid(unsafe_code)]

mod bounds;
mod diagnostic;
mod document;
mod lower;
mod parse;
mod read;
mod render;
mod report;
mod rule;
pub mod rules;
mod rust_names;
mod schema;
mod scope;
mod source;
mod suggest;

use report::Report;
use scope::Scope;

pub use diagnostic::{Annotation, Diagnostic, Severity};
pub use rule::Rule;
pub use schema::{
    Bounds, Buckets, BucketsId, Group, GroupId, Kind, Label, LabelId, LabelValue, Metric, MetricId,
    MetricLabel, Number, Schema, State, StateField,
};
pub use source::{Place, Source, Span};

/// Compiles a schema file.
///
/// Any text will do: what is wrong with it is in the diagnostics, and the schema holds what is sound all the same.
///
/// ```
/// use pforge_metrics_schema::{Source, compile};
///
/// let text = "[counter.tokens_used]\nhelp = \"Tokens used.\"\n".to_owned();
/// let source = Source { path: "metrics.toml".to_owned(), text };
/// let compiled = compile(&source);
/// assert_eq!(compiled.schema.metrics[0].static_name, "TOKENS_USED");
/// assert_eq!(
///     compiled.diagnostics[0].render(&source),
///     "\
/// error[counter_total]: counter `tokens_used` must end in `_total`
///  --> metrics.toml:1:10
///   |
/// 1 | [counter.tokens_used]
///   |          ^^^^^^^^^^^
///   |
///   = help: rename it to `tokens_used_total`
/// ",
/// );
/// ```
#[must_use]
pub fn compile(source: &Source) -> Compiled {
    let (table, syntax_error) = parse::parse(source);
    let (schema, mut diagnostics) = Report::collect(|report| {
        let document = read::read(&table, report);
        let scope = Scope::new(&document);
        rules::check(&scope, report);
        lower::lower(&scope, source)
    });
    // After a syntax error the rest of the file is guesswork: good for the code that uses its metrics, not for blame.
    if let Some(error) = syntax_error {
        diagnostics = vec![error];
    }
    Compiled {
        schema,
        diagnostics,
    }
}

/// What a schema file means and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The sound part of the schema: on errors whatever can still be represented without lying.
    pub schema: Schema,
    /// Everything that was found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// Whether any diagnostic is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
