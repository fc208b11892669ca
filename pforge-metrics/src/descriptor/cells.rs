//! Which cells a metric has, and what each of them means.

use super::{Descriptor, Kind, LabelDescriptor, Number};
use crate::native::NativeTable;

/// Where a family's cells begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// At this cell of each lane.
    Lanes(usize),
    /// At this one of the shared cells.
    Shared(usize),
}

impl Descriptor {
    /// How many combinations of label values there can be.
    pub(crate) fn label_sets(&self) -> usize {
        self.labels
            .iter()
            .map(LabelDescriptor::max_values)
            .product()
    }

    pub(crate) fn cells(&self) -> usize {
        self.label_sets() * self.cells_per_label_set()
    }

    pub(crate) fn cells_per_label_set(&self) -> usize {
        self.value_cells() + usize::from(self.is_optional)
    }

    /// The cells of a label set that hold values; behind them stands the flag of what is [optional](Self::optional).
    pub(crate) fn value_cells(&self) -> usize {
        match self.kind {
            Kind::Histogram => self.classic_cells() + self.native.map_or(0, NativeTable::cells),
            Kind::Counter | Kind::Gauge | Kind::StateSet => 1,
            Kind::Info => 0,
        }
    }

    /// The cells of a histogram's label set without those of native buckets: the sum, a bucket for each bound, and that of
    /// `+Inf`.
    pub(crate) fn classic_cells(&self) -> usize {
        self.bounds.len() + 2
    }

    /// How many cells of a label set, counted from its first, hold an `f64`.
    pub(crate) fn float_cells(&self) -> usize {
        match self.kind {
            Kind::Histogram => 1,
            Kind::Counter | Kind::Gauge => usize::from(self.number == Number::Float),
            Kind::StateSet | Kind::Info => 0,
        }
    }

    /// Whether it matters when a series began: what it counts, it counts since then.
    pub(crate) fn has_created(&self) -> bool {
        matches!(self.kind, Kind::Counter | Kind::Histogram)
    }

    /// What follows the metric's name in the names of its series; the metric's own name is taken in any case.
    #[cfg(feature = "exporter")]
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Counter | Kind::Gauge | Kind::StateSet | Kind::Info => &[""],
            Kind::Histogram => &["", "_bucket", "_sum", "_count"],
        }
    }

    /// The label values of one of the `label_sets`, in the order of the labels. The last label varies fastest.
    pub(crate) fn values_of(
        &self,
        label_set: usize,
        label_sets: usize,
    ) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.positions_of(label_set, label_sets)
            .map(|(label, position)| (label.name(), label.value(position)))
    }

    /// Of the values of open labels among them, when they came up.
    pub(crate) fn came_up_ms(
        &self,
        label_set: usize,
        label_sets: usize,
    ) -> impl Iterator<Item = u64> + use<> {
        self.positions_of(label_set, label_sets)
            .filter_map(|(label, position)| label.came_up_ms(position))
    }

    /// The labels, and which of its values each has in one of the `label_sets`.
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
