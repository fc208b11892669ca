//! The labels of a metric, and their values.

use crate::label::{Interner, Label};
use std::fmt;

/// One label of a metric.
pub struct LabelDescriptor {
    name: &'static str,
    values: Values,
}

/// Where the values are.
#[derive(Clone, Copy)]
enum Values {
    Closed(&'static [&'static str]),
    Open(fn() -> &'static Interner),
    Constant(&'static str),
}

impl LabelDescriptor {
    #[doc(hidden)]
    #[must_use]
    pub const fn new<L: Label>(name: &'static str) -> Self {
        let values = match L::INTERNER {
            None => Values::Closed(L::VALUES),
            Some(interner) => Values::Open(interner),
        };
        Self { name, values }
    }

    /// A label that has one value in all series.
    #[doc(hidden)]
    #[must_use]
    pub const fn constant(name: &'static str, value: &'static str) -> Self {
        Self {
            name,
            values: Values::Constant(value),
        }
    }

    /// The same label under another name.
    #[cfg(feature = "exporter")]
    pub(crate) const fn renamed(&self, name: &'static str) -> Self {
        let values = self.values;
        Self { name, values }
    }

    /// The label's name in the exposition.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The values as the exposition shows them: all that there can be, but of an open label those that came up by now, in
    /// that order, and then the overflow.
    pub fn values(&self) -> impl Iterator<Item = &'static str> + use<> {
        let (closed, constant, open) = match self.values {
            Values::Closed(values) => (values, None, None),
            Values::Constant(value) => (&[][..], Some(value), None),
            Values::Open(interner) => (&[][..], None, Some(interner().texts())),
        };
        let closed = closed.iter().copied();
        closed.chain(constant).chain(open.into_iter().flatten())
    }

    /// How many values there can be at most; of an open label the overflow counts too.
    #[must_use]
    pub fn max_values(&self) -> usize {
        match self.values {
            Values::Closed(values) => values.len(),
            Values::Open(interner) => interner().count(),
            Values::Constant(_) => 1,
        }
    }

    /// Whether values come up at run time.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.values, Values::Open(_))
    }

    /// Whether the label has one value in all series.
    #[must_use]
    pub const fn is_constant(&self) -> bool {
        matches!(self.values, Values::Constant(_))
    }

    /// Whether the label can ever have a value.
    #[cfg(feature = "exporter")]
    pub(crate) fn can_be(&self, text: &str) -> bool {
        match self.values {
            Values::Closed(values) => values.contains(&text),
            Values::Open(_) => true,
            Values::Constant(value) => value == text,
        }
    }

    /// Whether no value of one label can be a value of the other.
    #[cfg(feature = "exporter")]
    pub(super) fn is_disjoint_from(&self, other: &Self) -> bool {
        let both = self.fixed_values().zip(other.fixed_values());
        both.is_some_and(|(ours, theirs)| !ours.iter().any(|it| theirs.contains(it)))
    }

    /// All values that there can be, if they are known from the start.
    #[cfg(feature = "exporter")]
    fn fixed_values(&self) -> Option<&[&'static str]> {
        match &self.values {
            Values::Closed(values) => Some(values),
            Values::Constant(value) => Some(std::slice::from_ref(value)),
            Values::Open(_) => None,
        }
    }

    /// The value at a position below [`max_values`](Self::max_values).
    pub(super) fn value(&self, index: usize) -> &'static str {
        match self.values {
            Values::Closed(values) => values[index],
            Values::Open(interner) => interner().text(index.try_into().unwrap_or(u32::MAX)),
            Values::Constant(value) => value,
        }
    }

    /// When the value at such a position came up, in milliseconds since the epoch; none of those that are there from the start.
    pub(super) fn came_up_ms(&self, index: usize) -> Option<u64> {
        match self.values {
            Values::Open(interner) => interner().came_up_ms(index.try_into().ok()?),
            Values::Closed(_) | Values::Constant(_) => None,
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
