//! The compiler of `metrics.toml`: what a schema says, whether it is right, and what it means.
//!
//! [`compile`] takes the text of a schema file and gives back the [`Schema`] it means together with every
//! [`Diagnostic`] it deserves. This crate reads TOML and knows the rules; it writes no Rust code and touches no file:
//! the macros of `pforge-metrics` and its command line are thin shells around it. What a schema includes is read by a
//! function of the caller's, see [`Surroundings`].

#![forbid(unsafe_code)]

mod bounds;
mod changes;
mod compile;
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
#[cfg(feature = "tooling")]
#[doc(hidden)]
pub mod promises;
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

pub use changes::{Change, What, changes};
#[cfg(feature = "tooling")]
pub use changes::{RuleChange, RuleWhat, rule_changes};
pub use compile::{Compiled, compile, compile_in_package};
pub use diagnostic::{Annotation, Applicability, Diagnostic, Edit, Fix};
pub use duration::milliseconds;
pub use query::Queries;
pub use rule::{Rule, Severity};
pub use schema::{
    Alert, AlertTest, Better, Bounds, Buckets, BucketsId, Constant, ConstantValue, Dashboard,
    Deprecated, Domain, Group, GroupId, Histogram, Kind, Label, LabelId, LabelValue, Metric,
    MetricId, MetricLabel, Native, Number, Owner, OwnerId, Panel, PromQl, Record, Schema,
    Stability, State, StateField, StateStruct, Use, User, Verify, View,
};
pub use source::{Place, Source, SourceId, Sources, Span};
pub use suggest::nearest;
pub use surroundings::Surroundings;
pub use version::{NoVersion, Version};
