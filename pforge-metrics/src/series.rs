//! Series: what a snapshot holds for one label set, read by its kind.

use crate::cells::store::Storage;
use crate::descriptor::{Descriptor, Kind, Number};
use std::fmt::{self, Write};

/// One series of a snapshot.
pub(crate) struct Series<'a> {
    pub(crate) descriptor: &'static Descriptor,
    number: usize,
    cells: &'a [u64],
}

/// The value of a series.
pub(crate) enum Reading<'a> {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    /// The sum, and the observations in each bucket alone.
    Histogram(f64, &'a [u64]),
}

/// The series of one family, in the order of their label sets.
pub(crate) fn of<'a>(
    storage: &'static Storage,
    descriptor: &'static Descriptor,
    values: &'a [u64],
) -> impl Iterator<Item = Series<'a>> {
    let each = values[storage.range(descriptor)].chunks(descriptor.cells_per_series());
    each.enumerate().map(move |(number, cells)| Series {
        descriptor,
        number,
        cells,
    })
}

impl<'a> Series<'a> {
    /// Label names and values.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.descriptor.values_of(self.number)
    }

    pub(crate) fn reading(&self) -> Reading<'a> {
        match (self.descriptor.kind, self.descriptor.number, self.cells) {
            (Kind::Histogram, _, [sum, counts @ ..]) => {
                Reading::Histogram(f64::from_bits(*sum), counts)
            }
            (_, Number::Unsigned, cells) => Reading::Unsigned(cells[0]),
            (_, Number::Signed, cells) => Reading::Signed(cells[0].cast_signed()),
            (_, Number::Float, cells) => Reading::Float(f64::from_bits(cells[0])),
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.cells.iter().all(|cell| *cell == 0)
    }

    /// `name{label="value"}`, as PromQL writes it.
    pub(crate) fn name(&self) -> SeriesName {
        let mut name = String::from(self.descriptor.name());
        for (i, (label, value)) in self.labels().enumerate() {
            let before = if i == 0 { "{" } else { ", " };
            // Writing to a String can't fail.
            let _ = write!(name, "{before}{label}={value:?}");
        }
        if !self.descriptor.labels().is_empty() {
            name.push('}');
        }
        SeriesName(name)
    }
}

/// A name that `Debug` shows without quotes.
pub(crate) struct SeriesName(String);

impl fmt::Debug for SeriesName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsigned(value) => write!(f, "{value}"),
            Self::Signed(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Histogram(sum, counts) => write!(f, "{{sum: {sum:?}, counts: {counts:?}}}"),
        }
    }
}
