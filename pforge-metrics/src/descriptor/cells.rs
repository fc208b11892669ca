//! The cells of a metric and their meaning.

use super::{Descriptor, Kind, LabelDescriptor, Number};
use crate::native::NativeTable;

/// The first cell of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// The number of a cell in each lane.
    Lanes(usize),
    /// The number of a shared cell.
    Shared(usize),
}

impl Descriptor {
    /// Returns the maximum number of label sets.
    pub(crate) fn label_sets(&self) -> usize {
        self.labels
            .iter()
            .map(LabelDescriptor::max_values)
            .product()
    }

    /// Returns the number of cells of the family.
    pub(crate) fn cells(&self) -> usize {
        self.label_sets() * self.cells_per_label_set()
    }

    pub(crate) fn cells_per_label_set(&self) -> usize {
        self.value_cells() + usize::from(self.is_optional)
    }

    /// Returns the number of cells with values per label set. If the metric is [optional](Self::optional), a flag
    /// follows them.
    pub(crate) fn value_cells(&self) -> usize {
        match self.kind {
            Kind::Histogram => self.classic_cells() + self.native.map_or(0, NativeTable::cells),
            Kind::Counter | Kind::Gauge | Kind::StateSet => 1,
            Kind::Info => 0,
        }
    }

    /// Returns the number of cells per label set of a histogram, without native buckets: the sum, one bucket per
    /// bound, and the `+Inf` bucket.
    pub(crate) fn classic_cells(&self) -> usize {
        self.bounds.len() + 2
    }

    /// Returns the number of `f64` cells per label set. They are the first cells of the label set.
    pub(crate) fn float_cells(&self) -> usize {
        match self.kind {
            Kind::Histogram => 1,
            Kind::Counter | Kind::Gauge => usize::from(self.number == Number::Float),
            Kind::StateSet | Kind::Info => 0,
        }
    }

    /// Returns whether series of this kind have a creation timestamp. Counters and histograms count from this time on.
    pub(crate) fn has_created(&self) -> bool {
        matches!(self.kind, Kind::Counter | Kind::Histogram)
    }

    /// Returns the suffixes of the names that the metric reserves. The empty suffix is the name of the metric.
    #[cfg(feature = "exporter")]
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Counter | Kind::Gauge | Kind::StateSet | Kind::Info => &[""],
            Kind::Histogram => &["", "_bucket", "_sum", "_count"],
        }
    }

    /// Iterates over the label names and values of one of the `label_sets`. The last label varies fastest.
    pub(crate) fn values_of(
        &self,
        label_set: usize,
        label_sets: usize,
    ) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.positions_of(label_set, label_sets)
            .map(|(label, position)| (label.name(), label.value(position)))
    }

    /// Iterates over the times at which the values of open labels were interned, in milliseconds since the Unix epoch.
    pub(crate) fn interned_ms(
        &self,
        label_set: usize,
        label_sets: usize,
    ) -> impl Iterator<Item = u64> + use<> {
        self.positions_of(label_set, label_sets)
            .filter_map(|(label, position)| label.interned_ms(position))
    }

    /// Iterates over the labels, with the position of each label's value in one of the `label_sets`.
    fn positions_of(
        &self,
        label_set: usize,
        label_sets: usize,
    ) -> impl Iterator<Item = (&'static LabelDescriptor, usize)> + use<> {
        let (mut label_set, mut label_sets) = (label_set, label_sets);
        let labels = self.labels;
        labels.iter().map(move |label| {
            label_sets /= label.max_values();
            let position = label_set / label_sets;
            label_set %= label_sets;
            (label, position)
        })
    }
}
