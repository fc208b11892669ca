//! Who is meant by each name of a document.
//!
//! Rules and lowering both ask here, so what a rule reports as unknown is exactly what lowering leaves out.

use std::collections::HashMap;

use crate::document::{Buckets, Document, Label, Metric, Shape, Text};
use crate::rust_names::{self, Clash};
use crate::source::Span;
use crate::suggest;

/// A document with its names looked up.
pub(crate) struct Scope<'a> {
    pub document: &'a Document,
    pub groups: Names<'a>,
    pub presets: Names<'a>,
    pub labels: Names<'a>,
    pub metrics: Names<'a>,
    /// List that cannot have the Rust name that they should.
    pub clashes: HashMap<Span, Clash>,
}

/// The names of one sort of item. Of two items with one name the first has it.
pub(crate) struct Names<'a> {
    /// The sort, for example "label".
    pub sort: &'static str,
    /// The table of the file in which they are declared.
    pub table: &'static str,
    in_order: Vec<&'a str>,
    index: HashMap<&'a str, usize>,
}

/// The use of a name somewhere in the document.
pub(crate) struct Reference<'a> {
    pub name: &'a str,
    pub span: Span,
    pub names: &'a Names<'a>,
}

impl<'a> Scope<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            groups: Names::new(
                "group",
                "group",
                document.groups.iter().map(|group| &group.name),
            ),
            presets: Names::new(
                "preset",
                "buckets",
                document.presets.iter().map(|preset| &preset.name),
            ),
            labels: Names::new(
                "label",
                "label",
                document.labels.iter().map(|label| &label.name),
            ),
            metrics: Names::new(
                "metric",
                "gauge",
                document.metrics.iter().map(|metric| &metric.name),
            ),
            clashes: rust_names::clashes(document),
        }
    }

    pub fn label(&self, name: &str) -> Option<&'a Label> {
        self.labels
            .find(name)
            .map(|index| &self.document.labels[index])
    }

    pub fn metric(&self, name: &str) -> Option<&'a Metric> {
        self.metrics
            .find(name)
            .map(|index| &self.document.metrics[index])
    }

    /// The bounds of a histogram as they are written, at the histogram or in its preset.
    pub fn shape(&self, buckets: &'a Buckets) -> Option<&'a Shape> {
        match buckets {
            Buckets::Own(shape) => Some(shape),
            Buckets::Preset(name) => {
                let preset = &self.document.presets[self.presets.find(name)?];
                preset.shape.as_deref()
            }
        }
    }

    /// Every use of a name, in no particular order.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_>> {
        let metrics = self
            .document
            .metrics
            .iter()
            .flat_map(|metric| self.references_of(metric));
        let gauges = self
            .document
            .states
            .iter()
            .flat_map(|state| &state.fields.items);
        metrics.chain(gauges.map(|field| Reference::new(&field.gauge, &self.metrics)))
    }

    fn references_of(&self, metric: &'a Metric) -> impl Iterator<Item = Reference<'_>> {
        let labels = metric
            .labels
            .items
            .iter()
            .map(|used| Reference::new(&used.label, &self.labels));
        let group = metric
            .group
            .value()
            .map(|group| Reference::new(group, &self.groups));
        let preset = metric
            .buckets
            .value()
            .and_then(|buckets| match &buckets.value {
                Buckets::Preset(name) => Some(Reference {
                    name,
                    span: buckets.span,
                    names: &self.presets,
                }),
                Buckets::Own(_) => None,
            });
        labels.chain(group).chain(preset)
    }
}

impl<'a> Names<'a> {
    fn new(sort: &'static str, table: &'static str, names: impl Iterator<Item = &'a Text>) -> Self {
        let names: Vec<&str> = names.map(|name| name.value.as_str()).collect();
        let mut index = HashMap::with_capacity(names.len());
        for (position, name) in names.iter().enumerate() {
            index.entry(*name).or_insert(position);
        }
        Self {
            sort,
            table,
            in_order: names,
            index,
        }
    }

    /// The position in the document of the item that has a name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    pub fn iter(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.in_order.iter().copied()
    }
}

impl<'a> Reference<'a> {
    fn new(text: &'a Text, names: &'a Names<'a>) -> Self {
        Self {
            name: &text.value,
            span: text.span,
            names,
        }
    }

    /// The position in the document of the item that is meant: the one that has the name, or else the one whose name
    /// it seems to misspell.
    pub fn meant(&self) -> Option<usize> {
        let exact = self.names.find(self.name);
        exact.or_else(|| {
            self.names
                .find(suggest::nearest(self.name, self.names.iter())?)
        })
    }
}
