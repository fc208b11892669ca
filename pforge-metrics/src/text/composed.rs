//! A catalog's text without its numbers, composed once.

use super::escape::{push_help, push_labels};
use super::number::{push_f64, push_i64, push_u64};
use crate::cells::store::Storage;
use crate::descriptor::{Descriptor, Kind, Number};
use std::fmt::Write;
use std::ops::Range;

/// What stands before each number of a catalog's text, end to end.
pub(crate) struct Composed {
    text: String,
    /// Where in `text` each line ends, that is, where its number goes.
    ends: Vec<usize>,
    /// In the order of their names.
    families: Vec<ComposedFamily>,
}

/// One family's share of it.
pub(crate) struct ComposedFamily {
    pub(crate) descriptor: &'static Descriptor,
    start: usize,
    lines: Range<usize>,
}

impl Composed {
    pub(crate) fn new(descriptors: &'static [Descriptor]) -> Self {
        let mut composed = Self {
            text: String::new(),
            ends: Vec::new(),
            families: Vec::new(),
        };
        let mut sorted: Vec<&'static Descriptor> = descriptors.iter().collect();
        sorted.sort_unstable_by_key(|descriptor| descriptor.name());
        for descriptor in sorted {
            composed.push_family(descriptor);
        }
        composed.text.shrink_to_fit();
        composed.ends.shrink_to_fit();
        composed
    }

    /// The families, in the order of their names.
    pub(crate) fn families(&self) -> &[ComposedFamily] {
        &self.families
    }

    /// Appends one family with the values of a snapshot.
    pub(crate) fn write(
        &self,
        family: &ComposedFamily,
        storage: &Storage,
        values: &[u64],
        out: &mut Vec<u8>,
    ) {
        let descriptor = family.descriptor;
        let values = &values[storage.range(descriptor)];
        let mut lines = Lines {
            text: self.text.as_bytes(),
            start: family.start,
            ends: self.ends[family.lines.clone()].iter(),
        };
        match (descriptor.kind, descriptor.number) {
            (Kind::Histogram, _) => {
                for series in values.chunks(descriptor.cells_per_series()) {
                    write_histogram(&mut lines, series, out);
                }
            }
            (_, Number::Unsigned) => write_each(lines, values, out, push_u64),
            (_, Number::Signed) => {
                write_each(lines, values, out, |out, bits| {
                    push_i64(out, bits.cast_signed());
                });
            }
            (_, Number::Float) => {
                write_each(lines, values, out, |out, bits| {
                    push_f64(out, f64::from_bits(bits));
                });
            }
        }
        out.push(b'\n');
    }

    fn push_family(&mut self, descriptor: &'static Descriptor) {
        let (start, first_line) = (self.text.len(), self.ends.len());
        self.push_header(descriptor);
        for series in 0..descriptor.series() {
            match descriptor.kind {
                Kind::Counter | Kind::Gauge => {
                    self.push_line(descriptor, series, "", None, first_line);
                }
                Kind::Histogram => self.push_histogram(descriptor, series, first_line),
            }
        }
        let lines = first_line..self.ends.len();
        self.families.push(ComposedFamily {
            descriptor,
            start,
            lines,
        });
    }

    fn push_header(&mut self, descriptor: &Descriptor) {
        let name = descriptor.name();
        let kind = match descriptor.kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        self.text += "# HELP ";
        self.text += name;
        self.text.push(' ');
        push_help(&mut self.text, descriptor.help());
        // Writing to a String can't fail.
        let _ = writeln!(self.text, "\n# TYPE {name} {kind}");
    }

    fn push_histogram(&mut self, descriptor: &Descriptor, series: usize, first_line: usize) {
        for &bound in descriptor.bounds().iter().chain(&[f64::INFINITY]) {
            let le = super::float(bound);
            self.push_line(descriptor, series, "_bucket", Some(&le), first_line);
        }
        self.push_line(descriptor, series, "_sum", None, first_line);
        self.push_line(descriptor, series, "_count", None, first_line);
    }

    /// A line up to its number. The line feed of the line before it comes along, but for a family's first.
    fn push_line(
        &mut self,
        descriptor: &Descriptor,
        series: usize,
        suffix: &str,
        le: Option<&str>,
        first_line: usize,
    ) {
        if self.ends.len() > first_line {
            self.text.push('\n');
        }
        self.text += descriptor.name();
        self.text += suffix;
        let le = le.map(|le| ("le", le));
        push_labels(&mut self.text, descriptor.values_of(series).chain(le));
        self.text.push(' ');
        self.ends.push(self.text.len());
    }
}

/// A walk over the lines of one family.
struct Lines<'a> {
    text: &'a [u8],
    start: usize,
    ends: std::slice::Iter<'a, usize>,
}

impl Lines<'_> {
    /// Appends the next line up to its number.
    #[inline]
    fn write_next(&mut self, out: &mut Vec<u8>) {
        if let Some(&end) = self.ends.next() {
            out.extend_from_slice(&self.text[self.start..end]);
            self.start = end;
        }
    }
}

#[inline]
fn write_each(
    mut lines: Lines,
    values: &[u64],
    out: &mut Vec<u8>,
    push: impl Fn(&mut Vec<u8>, u64),
) {
    for &value in values {
        lines.write_next(out);
        push(out, value);
    }
}

/// Cells are the sum, then each bucket alone; the format wants the buckets cumulative, then the sum, then the count.
fn write_histogram(lines: &mut Lines, cells: &[u64], out: &mut Vec<u8>) {
    let [sum, counts @ ..] = cells else { return };
    let mut count = 0_u64;
    for bucket in counts {
        count = count.wrapping_add(*bucket);
        lines.write_next(out);
        push_u64(out, count);
    }
    lines.write_next(out);
    push_f64(out, f64::from_bits(*sum));
    lines.write_next(out);
    push_u64(out, count);
}
