//! The language of metrics.toml as data: its tables, their keys, what a key takes and what it is for.
//!
//! Whoever reads a table asks here which keys it has; the JSON Schema for editors and the tables of the documentation
//! are written from the same definitions, so that none of them can tell another language.

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
    /// How the documentation names it, for example `[counter.X]`.
    pub header: &'static str,
    /// Its keys, in the order in which one writes them.
    pub keys: &'static [Key],
    /// Of these keys a table has exactly one.
    pub one_of: &'static [&'static str],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// The key itself.
    pub name: &'static str,
    /// What its value is.
    pub takes: Takes,
    /// Whether it can be left out.
    pub need: Need,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// Whether a key can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It can.
    Optional,
    /// It can't; this is what a message proposes to write.
    Required(&'static str),
    /// It can't, and a rule of its own says so.
    Ruled,
    /// It can where this other key is there; a rule of its own says so.
    Unless(&'static str),
}

/// What a key takes.
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
    /// A whole number, not below this.
    Integer(i64),
    /// A number.
    Number,
    /// An array of values of one sort.
    List(&'static Takes),
    /// An array of exactly two.
    Pair(&'static Takes),
    /// A table with free keys, whose values are of one sort.
    Map(&'static Takes),
    /// A table whose keys are the names of lints that can be turned down.
    Lints(&'static Takes),
    /// A table with fixed keys.
    Table(&'static Table),
    /// A table of named things, each a table with these keys.
    Named(&'static Table),
    /// Any of these.
    Either(&'static [Takes]),
}

impl Table {
    /// The key of a name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key of a name, or else that which other tools call so, or of which the name seems to be a misspelling.
    pub(crate) fn meant(&self, name: &str) -> Option<&'static Key> {
        let synonym = || words::meant(name).find_map(|name| self.key(name));
        let nearest = || suggest::nearest(name, self.names()).and_then(|name| self.key(name));
        self.key(name).or_else(synonym).or_else(nearest)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }
}
