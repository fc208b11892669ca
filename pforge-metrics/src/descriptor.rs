//! What a metric is: the const table behind every catalog.

use crate::cells::value::Value;
use crate::label::Label;

/// The kind of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A number that only grows.
    Counter,
    /// A number that goes up and down.
    Gauge,
    /// Observations counted in buckets.
    Histogram,
}

/// The numbers that a metric counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `u64`.
    Unsigned,
    /// `i64`.
    Signed,
    /// `f64`.
    Float,
}

/// Where a family's cells begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// At this cell of each lane.
    Lanes(usize),
    /// At this one of the shared cells.
    Shared(usize),
}

/// One metric, as metrics.toml declares it.
#[derive(Debug)]
pub struct Descriptor {
    name: &'static str,
    help: &'static str,
    pub(crate) kind: Kind,
    pub(crate) number: Number,
    labels: &'static [LabelDescriptor],
    bounds: &'static [f64],
    group: Option<&'static str>,
    pub(crate) placement: Placement,
}

/// One label of a metric.
#[derive(Debug)]
pub struct LabelDescriptor {
    name: &'static str,
    values: &'static [&'static str],
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

    /// The labels, in the order of their declaration.
    #[must_use]
    pub const fn labels(&self) -> &'static [LabelDescriptor] {
        self.labels
    }

    /// The upper bounds of a histogram's buckets without `+Inf`, in the unit of the metric; empty for other kinds.
    #[must_use]
    pub const fn bounds(&self) -> &'static [f64] {
        self.bounds
    }

    /// The title of the group that the metric belongs to.
    #[must_use]
    pub const fn group(&self) -> Option<&'static str> {
        self.group
    }

    /// The number of series: the product of the numbers of label values.
    #[must_use]
    pub fn series(&self) -> usize {
        self.labels.iter().map(|label| label.values.len()).product()
    }

    /// Whether a cell, counted within its series, holds an `f64`.
    pub(crate) fn is_float(&self, cell: usize) -> bool {
        match self.kind {
            Kind::Histogram => cell == 0,
            Kind::Counter | Kind::Gauge => self.number == Number::Float,
        }
    }

    pub(crate) fn cells_per_series(&self) -> usize {
        match self.kind {
            Kind::Histogram => self.bounds.len() + 2,
            Kind::Counter | Kind::Gauge => 1,
        }
    }

    /// What follows the metric's name in the names of its series; the metric's own name is taken in any case.
    #[cfg(feature = "exporter")]
    pub(crate) fn suffixes(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Counter | Kind::Gauge => &[""],
            Kind::Histogram => &["", "_bucket", "_sum", "_count"],
        }
    }

    pub(crate) fn cells(&self) -> usize {
        self.series() * self.cells_per_series()
    }

    /// The label values of a series, in the order of the labels. The last label varies fastest.
    pub(crate) fn values_of(&self, series: usize) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = self.series();
        self.labels.iter().map(move |label| {
            rest /= label.values.len();
            (label.name, label.values[series / rest % label.values.len()])
        })
    }
}

/// How generated code writes the table.
#[doc(hidden)]
impl Descriptor {
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
            group: None,
            placement,
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
    pub const fn with_group(self, title: &'static str) -> Self {
        Self {
            group: Some(title),
            ..self
        }
    }
}

impl LabelDescriptor {
    #[doc(hidden)]
    #[must_use]
    pub const fn new<L: Label>(name: &'static str) -> Self {
        Self {
            name,
            values: L::VALUES,
        }
    }

    /// The label's name in the exposition.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The values that it can have, as the exposition shows them.
    #[must_use]
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }
}
