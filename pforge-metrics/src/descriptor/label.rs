//! The labels of a metric, and their values.

use crate::label::{Interner, Label};
use std::fmt;

/// A label of a metric. [`Descriptor::labels`](super::Descriptor::labels) returns it.
pub struct LabelDescriptor {
    name: &'static str,
    values: LabelValues,
}

/// The source of a label's values.
#[derive(Clone, Copy)]
enum LabelValues {
    Closed(&'static [&'static str]),
    Open(fn() -> &'static Interner),
    Constant(&'static str),
}

impl LabelDescriptor {
    #[doc(hidden)]
    #[must_use]
    pub const fn new<L: Label>(name: &'static str) -> Self {
        let values = match L::INTERNER {
            None => LabelValues::Closed(L::VALUES),
            Some(interner) => LabelValues::Open(interner),
        };
        Self { name, values }
    }

    /// Creates a label with the same value in all series.
    #[doc(hidden)]
    #[must_use]
    pub const fn constant(name: &'static str, value: &'static str) -> Self {
        Self {
            name,
            values: LabelValues::Constant(value),
        }
    }

    /// Returns a copy with another name.
    #[cfg(feature = "exporter")]
    pub(crate) const fn renamed(&self, name: &'static str) -> Self {
        let values = self.values;
        Self { name, values }
    }

    /// Returns the name of the label in the exposition.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Iterates over the values as the exposition shows them.
    ///
    /// For an open label, these are the values that were used so far, in the order of their first use, then the
    /// overflow.
    pub fn values(&self) -> impl Iterator<Item = &'static str> + use<> {
        let (closed, constant, open) = match self.values {
            LabelValues::Closed(values) => (values, None, None),
            LabelValues::Constant(value) => (&[][..], Some(value), None),
            LabelValues::Open(interner) => (&[][..], None, Some(interner().texts())),
        };
        let closed = closed.iter().copied();
        closed.chain(constant).chain(open.into_iter().flatten())
    }

    /// Returns the maximum number of values, including the overflow of an open label.
    #[must_use]
    pub fn max_values(&self) -> usize {
        match self.values {
            LabelValues::Closed(values) => values.len(),
            LabelValues::Open(interner) => interner().count(),
            LabelValues::Constant(_) => 1,
        }
    }

    /// Returns whether the label is open, so that values are added at run time.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.values, LabelValues::Open(_))
    }

    /// Returns whether the label has the same value in all series.
    #[must_use]
    pub const fn is_constant(&self) -> bool {
        matches!(self.values, LabelValues::Constant(_))
    }

    /// Returns whether the label can have this value.
    #[cfg(feature = "exporter")]
    pub(crate) fn allows(&self, text: &str) -> bool {
        match self.values {
            LabelValues::Closed(values) => values.contains(&text),
            LabelValues::Open(_) => true,
            LabelValues::Constant(value) => value == text,
        }
    }

    /// Returns whether the two labels have no value in common.
    #[cfg(feature = "exporter")]
    pub(super) fn is_disjoint_from(&self, other: &Self) -> bool {
        let both = self.fixed_values().zip(other.fixed_values());
        both.is_some_and(|(own, others)| !own.iter().any(|value| others.contains(value)))
    }

    /// Returns all values, or `None` for an open label.
    #[cfg(feature = "exporter")]
    fn fixed_values(&self) -> Option<&[&'static str]> {
        match &self.values {
            LabelValues::Closed(values) => Some(values),
            LabelValues::Constant(value) => Some(std::slice::from_ref(value)),
            LabelValues::Open(_) => None,
        }
    }

    /// Returns the value at a position below [`max_values`](Self::max_values).
    pub(super) fn value(&self, index: usize) -> &'static str {
        match self.values {
            LabelValues::Closed(values) => values[index],
            LabelValues::Open(interner) => interner().text(index.try_into().unwrap_or(u32::MAX)),
            LabelValues::Constant(value) => value,
        }
    }

    /// Returns when the value at a position was interned, in milliseconds since the Unix epoch. Returns `None` for
    /// values that exist from the start of the process.
    pub(super) fn interned_ms(&self, index: usize) -> Option<u64> {
        match self.values {
            LabelValues::Open(interner) => interner().interned_ms(index.try_into().ok()?),
            LabelValues::Closed(_) | LabelValues::Constant(_) => None,
        }
    }
}

impl fmt::Debug for LabelDescriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LabelDescriptor")
            .field("name", &self.name)
            .field("values", &self.values().collect::<Vec<_>>())
            .finish()
    }
}
