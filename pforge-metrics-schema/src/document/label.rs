//! Labels and the values that they can take.

use super::{Deprecated, Given, List, Spanned, Text};
use crate::limits::{OPEN_MAX, RANGE_COUNT};

pub(crate) struct Label {
    pub name: Text,
    pub help: Given<String>,
    /// The exported name, where it is another one.
    pub rename: Given<String>,
    /// The keys that define the set of values. A valid label has exactly one.
    pub domains: Vec<Text>,
    /// `None` if it is missing or invalid.
    pub domain: Option<Domain>,
}

/// The values that a label can take.
pub(crate) enum Domain {
    Closed(List<Value>),
    Bool,
    Range(Spanned<Range<i64>>),
    Open(Open),
}

pub(crate) struct Value {
    pub wire: Text,
    pub help: Given<String>,
    pub variant: Given<String>,
    pub deprecated: Option<Deprecated>,
}

/// From the first to the last, both included.
#[derive(Clone, Copy)]
pub(crate) struct Range<T> {
    pub first: T,
    pub last: T,
}

pub(crate) struct Open {
    /// `None` if it is missing or could not be read, which has been reported.
    pub max: Option<Spanned<u64>>,
    pub max_len: Given<u64>,
    pub overflow: Given<String>,
}

impl Range<i64> {
    /// How many numbers lie in it, both ends included.
    pub fn count(self) -> u128 {
        let steps = i128::from(self.last) - i128::from(self.first);
        u128::try_from(steps + 1).unwrap_or_default()
    }
}

impl Range<f64> {
    /// Whether it has two ends, in their order.
    pub fn is_sound(self) -> bool {
        self.first.is_finite() && self.last.is_finite() && self.first < self.last
    }
}

impl Label {
    /// The values that are written down, of a closed label.
    pub fn values(&self) -> &[Value] {
        match &self.domain {
            Some(Domain::Closed(values)) => &values.items,
            _ => &[],
        }
    }

    pub fn open(&self) -> Option<&Open> {
        match &self.domain {
            Some(Domain::Open(open)) => Some(open),
            _ => None,
        }
    }

    /// Returns the number of values, or `None` if it is unknown or exceeds the maximum.
    pub fn count(&self) -> Option<u128> {
        match self.domain.as_ref()? {
            Domain::Closed(values) => Some(values.items.len() as u128),
            Domain::Bool => Some(2),
            Domain::Range(range) => Some(range.count()).filter(|count| RANGE_COUNT.contains(count)),
            // The values past the limit are one more.
            Domain::Open(open) => {
                let max = open.max.as_ref()?.value;
                OPEN_MAX.contains(&max).then(|| u128::from(max) + 1)
            }
        }
    }

    /// Returns the exported name, unless a metric gives it a role.
    pub fn exported(&self) -> &Text {
        self.rename.value().unwrap_or(&self.name)
    }
}
