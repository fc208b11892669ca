//! The language of metrics.toml as data: its tables and their keys, with types and descriptions.
//!
//! The parser, the JSON Schema for editors and the documentation all read these definitions, so they cannot differ.

mod buckets;
mod files;
mod keys;
mod labels;
mod metrics;
mod monitoring;
mod words;

use crate::suggest;

pub use buckets::{BUCKETS, EXPONENTIAL, LINEAR, NATIVE};
pub use files::{CARDINALITY, INCLUDED, ROOT};
pub use labels::{CONSTANT, DEPRECATED, DEPRECATED_VALUE, LABEL, OPEN, VALUE};
pub use metrics::{COUNTER, GAUGE, GROUP, HISTOGRAM, INFO, OWNER, STATE, STATESET};
pub use monitoring::{ALERT, ALERT_TEST, DASHBOARD, PANEL, PROMQL, RECORD, VERIFY};
pub(crate) use words::advice;

/// A table with a fixed set of keys.
#[derive(Debug)]
pub struct Table {
    /// The name in the documentation, for example `[counter.X]`.
    pub header: &'static str,
    /// Its keys, in the usual order.
    pub keys: &'static [Key],
    /// A table has exactly one of these keys.
    pub one_of: &'static [&'static str],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// The key itself.
    pub name: &'static str,
    /// The type of its value.
    pub takes: Takes,
    /// Whether it is required.
    pub need: Need,
    /// Its description, one sentence.
    pub about: &'static str,
}

/// Whether a key is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It is optional.
    Optional,
    /// It is required. Messages propose this value.
    Required(&'static str),
    /// It is required, and a lint reports its absence.
    Ruled,
    /// It is required unless this other key is present, and a lint reports its absence.
    Unless(&'static str),
}

/// The type of a value.
#[derive(Debug)]
pub enum Takes {
    /// A string.
    Text,
    /// A string that is a version, such as `1.4.0`.
    Version,
    /// A string that is a duration, such as `5m`.
    Duration,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// An integer, at least this.
    Integer(i64),
    /// A number.
    Number,
    /// An array of values of one type.
    List(&'static Takes),
    /// An array of exactly two.
    Pair(&'static Takes),
    /// A table with arbitrary keys and values of one type.
    Map(&'static Takes),
    /// A table whose keys are adjustable lints.
    Lints(&'static Takes),
    /// A table with fixed keys.
    Table(&'static Table),
    /// A table of named items, each a table with these keys.
    Named(&'static Table),
    /// Any of these.
    Either(&'static [Takes]),
}

impl Table {
    /// Returns the key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns the key with this name, or the one that the name means in other tools, or the most similar one.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static Key> {
        let synonym = || words::meant(name).find_map(|name| self.key(name));
        let nearest = || suggest::nearest(name, self.names()).and_then(|name| self.key(name));
        self.key(name).or_else(synonym).or_else(nearest)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }
}
