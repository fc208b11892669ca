//! Descriptors: the constant table of a catalog's metrics.
//!
//! This module has the public accessors. [`build`] has the constructors that generated code calls, and [`cells`]
//! locates the cells of a metric.

mod build;
mod cells;
mod label;
#[cfg(feature = "exporter")]
mod merging;
mod metadata;

pub use cells::Placement;
pub use label::LabelDescriptor;
pub use metadata::{Better, Deprecation, Kind, Stability};

use crate::native::NativeTable;
pub(crate) use crate::value::Number;

/// The declaration of one metric in metrics.toml.
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
    /// Returns the name of the metric in the exposition.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the help text.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        self.help
    }

    /// Returns the kind of the metric.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Returns the labels in the order of the exposition, including constant ones.
    ///
    /// The state label of a [`Kind::StateSet`] is not included. It follows the others and has the name of the metric.
    #[must_use]
    pub const fn labels(&self) -> &'static [LabelDescriptor] {
        self.labels
    }

    /// Returns the upper bounds of a histogram's buckets without `+Inf`, in the unit of the metric.
    ///
    /// The slice is empty for other kinds, and for histograms that have only native buckets.
    #[must_use]
    pub const fn bounds(&self) -> &'static [f64] {
        self.bounds
    }

    /// Returns the states of a [`Kind::StateSet`] as the exposition shows them. The slice is empty for other kinds.
    #[must_use]
    pub const fn states(&self) -> &'static [&'static str] {
        self.states
    }

    /// Returns the title of the metric's group.
    #[must_use]
    pub const fn group(&self) -> Option<&'static str> {
        self.group
    }

    /// Returns the declared unit, such as `seconds`.
    #[must_use]
    pub const fn unit(&self) -> Option<&'static str> {
        self.unit
    }

    /// Returns the stability of the metric.
    #[must_use]
    pub const fn stability(&self) -> Stability {
        self.stability
    }

    /// Returns whether higher or lower values are better, if that is declared.
    #[must_use]
    pub const fn better(&self) -> Option<Better> {
        self.better
    }

    /// Returns the owner of the metric.
    #[must_use]
    pub const fn owner(&self) -> Option<&'static str> {
        self.owner
    }

    /// Returns whether the metric is declared with `exemplars = true`.
    #[must_use]
    pub const fn has_exemplars(&self) -> bool {
        self.has_exemplars
    }

    /// Returns whether the metric is a histogram that is declared with `native`.
    #[must_use]
    pub const fn has_native_buckets(&self) -> bool {
        self.native.is_some()
    }

    /// Returns the version that deprecated the metric and the replacement, if the metric is deprecated.
    #[must_use]
    pub const fn deprecation(&self) -> Option<Deprecation> {
        self.deprecation
    }

    /// Returns the declared minimum and maximum of a gauge.
    #[must_use]
    pub const fn range(&self) -> Option<(f64, f64)> {
        self.range
    }

    /// Returns the maximum number of series: the product of the numbers of values of each label, and of the number of
    /// states.
    ///
    /// A metric with an open label and a gauge with `init = "unset"` may expose fewer series.
    #[must_use]
    pub fn series(&self) -> usize {
        self.label_sets() * self.states.len().max(1)
    }

    /// Returns a copy with another name and other labels.
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

    /// Returns whether the metric has an open label, whose values are only known at run time.
    #[must_use]
    pub fn has_open_label(&self) -> bool {
        self.labels.iter().any(LabelDescriptor::is_open)
    }
}
