//! What a metric is: the const table behind every catalog.
//!
//! Here is what users read of it. [`build`] is how generated code writes the table, [`cells`] how the runtime finds a
//! metric's numbers by it.

mod build;
mod cells;
mod facts;
mod label;
#[cfg(feature = "exporter")]
mod merging;

pub use cells::Placement;
pub use facts::{Better, Deprecation, Kind, Stability};
pub use label::LabelDescriptor;

use crate::native::NativeTable;
pub(crate) use crate::value::Number;

/// One metric, as metrics.toml declares it.
#[derive(Debug)]
pub struct Descriptor {
    name: &'static str,
    help: &'static str,
    pub(crate) kind: Kind,
    pub(crate) number: Number,
    labels: &'static [LabelDescriptor],
    bounds: &'static [f64],
    states: &'static [&'static str],
    pub(crate) placement: Placement,
    pub(crate) is_optional: bool,
    pub(crate) is_alias: bool,
    group: Option<&'static str>,
    unit: Option<&'static str>,
    stability: Stability,
    better: Option<Better>,
    owner: Option<&'static str>,
    has_exemplars: bool,
    deprecation: Option<Deprecation>,
    range: Option<(f64, f64)>,
    pub(crate) native: Option<NativeTable>,
}

impl Descriptor {
    /// The exported name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the metric counts, in a sentence.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        self.help
    }

    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The labels, in the order of the exposition; constant ones are among them. The label that tells the states of a
    /// [`Kind::StateSet`] is not: it follows them, and is called like the metric.
    #[must_use]
    pub const fn labels(&self) -> &'static [LabelDescriptor] {
        self.labels
    }

    /// The upper bounds of a histogram's buckets without `+Inf`, in the unit of the metric; empty for other kinds, and where
    /// there are native buckets alone.
    #[must_use]
    pub const fn bounds(&self) -> &'static [f64] {
        self.bounds
    }

    /// The states of a [`Kind::StateSet`], as the exposition shows them; empty for other kinds.
    #[must_use]
    pub const fn states(&self) -> &'static [&'static str] {
        self.states
    }

    /// The title of the group that the metric belongs to.
    #[must_use]
    pub const fn group(&self) -> Option<&'static str> {
        self.group
    }

    /// The unit that the metric is declared with, such as `seconds`.
    #[must_use]
    pub const fn unit(&self) -> Option<&'static str> {
        self.unit
    }

    /// How much the metric may still change.
    #[must_use]
    pub const fn stability(&self) -> Stability {
        self.stability
    }

    /// Which way the metric should go, if it is declared.
    #[must_use]
    pub const fn better(&self) -> Option<Better> {
        self.better
    }

    /// Who looks after the metric.
    #[must_use]
    pub const fn owner(&self) -> Option<&'static str> {
        self.owner
    }

    /// Whether the metric is declared to keep exemplars.
    #[must_use]
    pub const fn has_exemplars(&self) -> bool {
        self.has_exemplars
    }

    /// Whether the metric is a histogram that is declared to have native buckets.
    #[must_use]
    pub const fn has_native_buckets(&self) -> bool {
        self.native.is_some()
    }

    /// Since when the metric is deprecated, and what to use instead.
    #[must_use]
    pub const fn deprecation(&self) -> Option<Deprecation> {
        self.deprecation
    }

    /// The least and the greatest value that a gauge is declared to have.
    #[must_use]
    pub const fn range(&self) -> Option<(f64, f64)> {
        self.range
    }

    /// The number of series that there can be: the product of the numbers of label values, and of states.
    ///
    /// Of a metric with an open label, and of a gauge that starts unset, not all of them need be exposed.
    #[must_use]
    pub fn series(&self) -> usize {
        self.label_sets() * self.states.len().max(1)
    }

    /// The same metric under other names.
    #[cfg(feature = "exporter")]
    pub(crate) const fn renamed(
        &self,
        name: &'static str,
        labels: &'static [LabelDescriptor],
    ) -> Self {
        Self {
            name,
            labels,
            ..*self
        }
    }

    /// Whether values of a label come up at run time.
    #[must_use]
    pub fn has_open_label(&self) -> bool {
        self.labels.iter().any(LabelDescriptor::is_open)
    }
}
