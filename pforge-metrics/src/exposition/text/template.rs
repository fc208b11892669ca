//! The text of a catalog without its numbers, which is built once.
//!
//! The template of an optional family contains only the header and the text after the labels of each bucket. The other
//! text of such a family is written label by label.

use super::dialect::{Dialect, Form, Style};
use super::escape::push_labels;
use super::lines::{LineTemplates, write_buckets, write_each, write_states, write_sum};
use super::number::{push_f64, push_i64, push_seconds, push_u64};
use super::{exemplar, sparse};
use crate::descriptor::{Descriptor, Kind, Number};
use crate::storage::store::Storage;
use std::ops::Range;

/// The concatenated text before each number of a catalog.
pub(crate) struct CatalogTemplate {
    dialect: Dialect,
    /// The start time of the process in milliseconds since the epoch, if the template includes created samples.
    created: Option<u64>,
    text: Vec<u8>,
    /// The end of each line in `text`, where its number is inserted.
    ends: Vec<usize>,
    /// The families, sorted by name.
    families: Vec<FamilyTemplate>,
}

/// The part of a family in a [`CatalogTemplate`].
pub(crate) struct FamilyTemplate {
    pub(crate) descriptor: &'static Descriptor,
    /// The index in the order of names, which is the same in all dialects.
    #[cfg(feature = "exporter")]
    index: usize,
    /// The header in the form [`Plain`](Form::Plain), if it differs.
    plain_header: Option<Range<usize>>,
    /// The header and the samples.
    text: Range<usize>,
    /// The start of the samples.
    samples: usize,
    lines: Range<usize>,
}

impl CatalogTemplate {
    pub(crate) fn new(
        descriptors: &'static [Descriptor],
        dialect: Dialect,
        created: Option<u64>,
    ) -> Self {
        let mut template = Self {
            dialect,
            created,
            text: Vec::new(),
            ends: Vec::new(),
            families: Vec::new(),
        };
        let mut sorted: Vec<&'static Descriptor> = descriptors.iter().collect();
        sorted.sort_unstable_by_key(|descriptor| descriptor.name());
        for descriptor in sorted {
            template.push_family(descriptor);
        }
        template.text.shrink_to_fit();
        template.ends.shrink_to_fit();
        template
    }

    /// Returns the families, sorted by name.
    pub(crate) fn families(&self) -> &[FamilyTemplate] {
        &self.families
    }

    /// Returns the same family in this dialect.
    #[cfg(feature = "exporter")]
    pub(crate) fn family(&self, family: &FamilyTemplate) -> &FamilyTemplate {
        &self.families[family.index]
    }

    /// Appends one family with the values of a snapshot.
    pub(crate) fn write(
        &self,
        family: &FamilyTemplate,
        (storage, values): (&Storage, &[u64]),
        style: Style,
        out: &mut Vec<u8>,
    ) {
        let descriptor = family.descriptor;
        let ends = &self.ends[family.lines.clone()];
        let start = self.write_other_header(family, style, out);
        let mut lines = LineTemplates::new(&self.text[..family.text.end], start, ends);
        let target = (self.dialect, descriptor);
        let exemplars = self.dialect.exemplars(storage, descriptor, style.form);
        if descriptor.is_optional {
            lines.write_next(out);
            let created = self.created(descriptor);
            let has_exemplars = exemplars.is_some();
            return sparse::write(
                target,
                (created, has_exemplars),
                (storage, values),
                &lines,
                out,
            );
        }
        let values = &values[storage.range(descriptor)];
        if let Some(slots) = exemplars {
            exemplar::write(target, &mut lines, (values, slots), out);
            return lines.write_rest(out);
        }
        match (descriptor.kind, descriptor.number) {
            (Kind::Histogram, _) => {
                let dialect = self.dialect;
                let has_sum = dialect.has_sum(descriptor.bounds());
                for series in values.chunks(descriptor.value_cells()) {
                    let cells = &series[..descriptor.classic_cells()];
                    let sum = write_buckets(&mut lines, cells, out, |_| {});
                    if has_sum {
                        let is_shown = dialect.shows_sum_of(descriptor, series);
                        write_sum(&mut lines, sum, is_shown, out);
                    }
                }
            }
            (Kind::StateSet, _) => {
                for &mask in values {
                    write_states(&mut lines, mask, descriptor.states(), out);
                }
            }
            (Kind::Info, _) => write_each(&mut lines, &[1], out, push_u64),
            (_, Number::Unsigned) => write_each(&mut lines, values, out, push_u64),
            (_, Number::Signed) => {
                write_each(&mut lines, values, out, |out, bits| {
                    push_i64(out, bits.cast_signed());
                });
            }
            (_, Number::Float) => {
                write_each(&mut lines, values, out, |out, bits| {
                    push_f64(out, f64::from_bits(bits));
                });
            }
        }
        lines.write_rest(out);
    }

    /// Writes the header if it is not the one before the samples. Returns the start of the remaining text.
    fn write_other_header(
        &self,
        family: &FamilyTemplate,
        style: Style,
        out: &mut Vec<u8>,
    ) -> usize {
        if style.continues {
            return family.samples;
        }
        match (&family.plain_header, style.form) {
            (Some(header), Form::Plain) => {
                out.extend_from_slice(&self.text[header.clone()]);
                family.samples
            }
            _ => family.text.start,
        }
    }

    fn push_family(&mut self, descriptor: &'static Descriptor) {
        let plain_header = self.push_plain_header(descriptor);
        let (start, first_line) = (self.text.len(), self.ends.len());
        self.dialect
            .push_header(&mut self.text, descriptor, descriptor.form());
        let samples = self.text.len();
        if descriptor.is_optional {
            self.ends.push(self.text.len());
            self.push_bounds(descriptor);
        } else {
            for label_set in 0..descriptor.label_sets() {
                self.push_label_set(descriptor, label_set, first_line);
            }
            self.text.push(b'\n');
        }
        let lines = first_line..self.ends.len();
        self.families.push(FamilyTemplate {
            descriptor,
            #[cfg(feature = "exporter")]
            index: self.families.len(),
            plain_header,
            text: start..self.text.len(),
            samples,
            lines,
        });
    }

    fn push_plain_header(&mut self, descriptor: &Descriptor) -> Option<Range<usize>> {
        if self.dialect == Dialect::Prometheus || descriptor.stem().is_none() {
            return None;
        }
        let start = self.text.len();
        self.dialect
            .push_header(&mut self.text, descriptor, Form::Plain);
        Some(start..self.text.len())
    }

    /// Appends the text between the labels and the number of each bucket. It begins with a comma, because an optional
    /// histogram always has an open label.
    fn push_bounds(&mut self, descriptor: &Descriptor) {
        if descriptor.kind == Kind::Histogram {
            for bound in bounds(descriptor) {
                self.text.extend_from_slice(b",le=\"");
                let bound = self.dialect.bound(bound);
                self.text.extend_from_slice(bound.as_bytes());
                self.text.extend_from_slice(b"\"} ");
                self.ends.push(self.text.len());
            }
        }
    }

    fn push_label_set(&mut self, descriptor: &Descriptor, label_set: usize, first_line: usize) {
        let dialect = self.dialect;
        let mut push = |suffix, last: Option<(&str, &str)>| {
            self.push_line(descriptor, label_set, suffix, last, first_line);
        };
        match descriptor.kind {
            Kind::Counter | Kind::Gauge | Kind::Info => push("", None),
            Kind::Histogram => {
                for bound in bounds(descriptor) {
                    push("_bucket", Some(("le", &dialect.bound(bound))));
                }
                if dialect.has_sum(descriptor.bounds()) {
                    push("_sum", None);
                    push("_count", None);
                }
            }
            Kind::StateSet => {
                for state in descriptor.states() {
                    push("", Some((descriptor.name(), state)));
                }
            }
        }
        if let Some((stem, created)) = self.created(descriptor) {
            // All series of this family exist since the start of the process, so the number is constant.
            self.text.push(b'\n');
            self.push_series((stem, "_created"), descriptor, label_set, None);
            push_seconds(&mut self.text, created);
        }
    }

    /// Returns the name of the created samples without `_created`, and the start of the process, if the family has such
    /// samples.
    fn created(&self, descriptor: &Descriptor) -> Option<(&'static str, u64)> {
        descriptor.created_stem().zip(self.created)
    }

    /// Appends a line up to its number. Also appends the line feed of the previous line, except for the first line of a
    /// family.
    fn push_line(
        &mut self,
        descriptor: &Descriptor,
        label_set: usize,
        suffix: &str,
        last_label: Option<(&str, &str)>,
        first_line: usize,
    ) {
        if self.ends.len() > first_line {
            self.text.push(b'\n');
        }
        self.push_series(
            (descriptor.name(), suffix),
            descriptor,
            label_set,
            last_label,
        );
        self.ends.push(self.text.len());
    }

    /// Appends the name and labels of a sample.
    fn push_series(
        &mut self,
        (name, suffix): (&str, &str),
        descriptor: &Descriptor,
        label_set: usize,
        last_label: Option<(&str, &str)>,
    ) {
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(suffix.as_bytes());
        let labels = descriptor.values_of(label_set, descriptor.label_sets());
        #[expect(
            clippy::map_identity,
            reason = "shortens the lifetime of the pairs to that of the last one"
        )]
        let labels = labels.map(|(name, value)| (name, value));
        push_labels(&mut self.text, labels.chain(last_label));
        self.text.push(b' ');
    }
}

/// Returns the bounds of a histogram, including `+Inf`.
fn bounds(descriptor: &Descriptor) -> impl Iterator<Item = f64> {
    descriptor.bounds().iter().copied().chain([f64::INFINITY])
}
