//! The compiler of `metrics.toml`: what a schema says, whether it is right, and what it means.
//!
//! [`compile`] takes the text of a schema file and gives back the [`Schema`] it means together with every
//! [`Diagnostic`] it deserves. This crate reads TOML and knows the rules; it writes no Rust code and touches no file:
//! the macros of `pforge-metrics` and its command line are thin shells around it.

#![forbid(unsafe_code)]

mod diagnostic;
mod parse;
mod render;
mod rule;
pub mod rules;
mod schema;
mod source;

pub use diagnostic::{Annotation, Diagnostic, Severity};
pub use rule::Rule;
pub use schema::{
    Bounds, Buckets, BucketsId, Group, GroupId, Kind, Label, LabelId, LabelValue, Metric, MetricId,
    MetricLabel, Number, Schema, State, StateField,
};
pub use source::{Place, Source, Span};

/// Compiles a schema file.
#[must_use]
pub fn compile(source: &Source) -> Compiled {
    let (_, syntax_error) = parse::parse(source);
    Compiled {
        schema: Schema::default(),
        diagnostics: syntax_error.into_iter().collect(),
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
