//! Constructors that generated code calls.

use super::{Better, Deprecation, Descriptor, Kind, LabelDescriptor, Placement, Stability};
use crate::native::NativeTable;
use crate::value::Value;

#[doc(hidden)]
impl Descriptor {
    /// Creates the descriptor of a metric without labels. `V` is the type of the values of a counter or gauge.
    #[must_use]
    pub const fn new<V: Value>(
        kind: Kind,
        name: &'static str,
        help: &'static str,
        placement: Placement,
    ) -> Self {
        Self {
            name,
            help,
            kind,
            number: V::NUMBER,
            labels: &[],
            bounds: &[],
            states: &[],
            placement,
            is_optional: false,
            is_alias: false,
            group: None,
            unit: None,
            stability: Stability::Alpha,
            better: None,
            owner: None,
            has_exemplars: false,
            deprecation: None,
            range: None,
            native: None,
        }
    }

    #[must_use]
    pub const fn with_labels(self, labels: &'static [LabelDescriptor]) -> Self {
        Self { labels, ..self }
    }

    #[must_use]
    pub const fn with_bounds(self, bounds: &'static [f64]) -> Self {
        Self { bounds, ..self }
    }

    #[must_use]
    pub const fn with_native(self, native: NativeTable) -> Self {
        Self {
            native: Some(native),
            ..self
        }
    }

    #[must_use]
    pub const fn with_states<S: crate::ClosedLabel>(self) -> Self {
        Self {
            states: S::VALUES,
            ..self
        }
    }

    /// Adds a flag to each series, in a cell after its values. The flag is 0 until the series is exposed.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// Marks the metric as an alias, which exposes the cells of another metric under an old name.
    #[must_use]
    pub const fn alias(self) -> Self {
        Self {
            is_alias: true,
            ..self
        }
    }

    #[must_use]
    pub const fn with_group(self, title: &'static str) -> Self {
        Self {
            group: Some(title),
            ..self
        }
    }

    #[must_use]
    pub const fn with_unit(self, unit: &'static str) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    #[must_use]
    pub const fn with_stability(self, stability: Stability) -> Self {
        Self { stability, ..self }
    }

    #[must_use]
    pub const fn with_better(self, better: Better) -> Self {
        Self {
            better: Some(better),
            ..self
        }
    }

    #[must_use]
    pub const fn with_owner(self, owner: &'static str) -> Self {
        Self {
            owner: Some(owner),
            ..self
        }
    }

    #[must_use]
    pub const fn with_exemplars(self) -> Self {
        Self {
            has_exemplars: true,
            ..self
        }
    }

    #[must_use]
    pub const fn deprecated(
        self,
        since: &'static str,
        renamed_to: Option<&'static str>,
        note: Option<&'static str>,
    ) -> Self {
        Self {
            deprecation: Some(Deprecation {
                since,
                renamed_to,
                note,
            }),
            ..self
        }
    }

    #[must_use]
    pub const fn with_range(self, min: f64, max: f64) -> Self {
        Self {
            range: Some((min, max)),
            ..self
        }
    }
}
