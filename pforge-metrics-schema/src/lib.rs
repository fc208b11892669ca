//! The compiler of `metrics.toml`: what a schema says, whether it is right, and what it means.
//!
//! [`compile`] takes the text of a schema file and gives back the [`Schema`] it means together with every
//! [`Diagnostic`] it deserves. This crate reads TOML and knows the rules; it writes no Rust code and touches no file:
//! the macros of `pforge-metrics` and its command line are thin shells around it. What a schema includes is read by a
//! function of the caller's, see [`Surroundings`].

#![forbid(unsafe_code)]

mod bounds;
mod changes;
mod diagnostic;
mod document;
mod duration;
mod fixes;
pub mod language;
mod levels;
mod limits;
mod load;
pub mod lock;
mod lower;
mod naming;
mod native;
pub mod openmetrics;
mod parse;
#[doc(hidden)]
pub mod promises;
#[cfg(feature = "promql")]
mod promql;
mod proposal;
mod query;
mod quote;
mod read;
#[cfg(feature = "reference")]
pub mod reference;
mod renaming;
mod render;
mod report;
mod rule;
pub mod rules;
mod rust_names;
mod schema;
mod scope;
mod source;
mod suggest;
mod surroundings;
mod units;
mod version;

use report::Report;
use scope::Scope;

pub use changes::{Change, RuleChange, RuleWhat, What, changes, rule_changes};
pub use diagnostic::{Annotation, Applicability, Diagnostic, Edit, Fix, Severity};
pub use duration::milliseconds;
pub use query::Queries;
pub use rule::Rule;
pub use schema::{
    Alert, AlertTest, Better, Bounds, Buckets, BucketsId, Constant, ConstantValue, Dashboard,
    Deprecated, Domain, Group, GroupId, Histogram, Kind, Label, LabelId, LabelValue, Metric,
    MetricId, MetricLabel, Native, Number, Owner, OwnerId, Panel, PromQl, Record, Schema,
    Stability, State, StateField, StateStruct, Use, User, Verify, View,
};
pub use source::{Place, Source, SourceId, Sources, Span};
pub use surroundings::Surroundings;
pub use version::{NoVersion, Version};

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
/// error[counter_total]: counter `tokens_used` must end in `_total`
///  --> metrics.toml:1:10
///   |
/// 1 | [counter.tokens_used]
///   |          ^^^^^^^^^^^
///   |
///   = note: a counter of the old name with `deprecated = { since = \"…\", renamed_to = \"tokens_used_total\" }` keeps it for those who use it
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
        #[cfg(feature = "promql")]
        let (asked, named) = promql::check(&scope, &sources, report);
        #[cfg(not(feature = "promql"))]
        let (asked, named) = (Vec::new(), Vec::new());
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
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span);
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
