//! Resolves the names in a document to items.
//!
//! Rules and lowering both use it, so lowering omits exactly the references that a rule reports as unknown.

mod label_names;
mod name_index;
mod reserved_names;

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::document::{Buckets, Document, Kind, Label, LabelUse, Metric, Panel, Shape, Text};
use crate::rust_names::{self, Clash};
use crate::source::Span;
use crate::version::Version;
use reserved_names::ReservedNames;

pub(crate) use label_names::{LabelName, LabelOrigin};
pub(crate) use name_index::NameIndex;
pub(crate) use reserved_names::{added_names, exposed_names, normalized, series_names};

/// The maximum number of pairs of names that are compared to find suggestions for misspelled names.
///
/// The limit bounds the time for a file with thousands of unknown names, of which only the first get a suggestion.
const COMPARISONS: usize = 500_000;

/// A document with its names resolved.
pub(crate) struct Scope<'a> {
    pub document: &'a Document,
    /// The version of the crate that contains the schema.
    pub version: Option<Version>,
    pub groups: NameIndex<'a>,
    pub owners: NameIndex<'a>,
    pub presets: NameIndex<'a>,
    pub labels: NameIndex<'a>,
    pub metrics: NameIndex<'a>,
    pub gauges: NameIndex<'a>,
    pub states: NameIndex<'a>,
    pub records: NameIndex<'a>,
    pub alerts: NameIndex<'a>,
    pub dashboards: NameIndex<'a>,
    /// All references to names, in no particular order.
    pub references: Vec<Reference<'a>>,
    /// Items whose Rust name clashes or is invalid, by the spans of their names.
    pub clashes: HashMap<Span, Clash>,
    reserved: OnceCell<ReservedNames>,
}

/// The kinds of items that a name can refer to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Group,
    Owner,
    Preset,
    Label,
    Metric,
    /// A metric that is, or should be, a field of a state.
    Gauge,
}

/// A reference to an item by its name.
pub(crate) struct Reference<'a> {
    pub name: &'a str,
    pub span: Span,
    pub kind: ItemKind,
    /// The name of the item that contains the reference, if it has the same kind. It is never suggested.
    pub of: Option<&'a str>,
    pub target: Target,
}

/// The item that a reference resolves to, by its position among the items of its kind.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    Found(usize),
    /// The name does not exist, but is probably a misspelling of this item.
    Misspelled(usize),
    /// The name of a metric of another kind, which other rules report.
    OtherMetricKind,
    Unknown,
}

impl<'a> Scope<'a> {
    pub fn new(document: &'a Document, version: Option<Version>) -> Self {
        let mut scope = Self {
            document,
            version,
            owners: NameIndex::of(&document.owners, |it| &it.name),
            groups: NameIndex::of(&document.groups, |it| &it.name),
            presets: NameIndex::of(&document.presets, |it| &it.name),
            labels: NameIndex::of(&document.labels, |it| &it.name),
            metrics: NameIndex::of(&document.metrics, |it| &it.name),
            gauges: NameIndex::new(gauges(document)),
            states: NameIndex::of(&document.states, |it| &it.name),
            records: NameIndex::of(&document.records, |it| &it.name),
            alerts: NameIndex::of(&document.alerts, |it| &it.name),
            dashboards: NameIndex::of(&document.dashboards, |it| &it.name),
            references: Vec::new(),
            clashes: rust_names::clashes(document),
            reserved: OnceCell::new(),
        };
        scope.references = scope.resolve(references(document));
        scope
    }

    pub fn names(&self, kind: ItemKind) -> &NameIndex<'a> {
        match kind {
            ItemKind::Group => &self.groups,
            ItemKind::Owner => &self.owners,
            ItemKind::Preset => &self.presets,
            ItemKind::Label => &self.labels,
            ItemKind::Metric => &self.metrics,
            ItemKind::Gauge => &self.gauges,
        }
    }

    /// Returns the span of the name of the item that a reference resolves to.
    pub fn declared(&self, reference: &Reference<'_>) -> Option<Span> {
        let Target::Found(position) = reference.target else {
            return None;
        };
        let document = self.document;
        let name = match reference.kind {
            ItemKind::Group => &document.groups[position].name,
            ItemKind::Owner => &document.owners[position].name,
            ItemKind::Preset => &document.presets[position].name,
            ItemKind::Label => &document.labels[position].name,
            ItemKind::Metric => &document.metrics[position].name,
            ItemKind::Gauge => &self.metric(reference.name)?.name,
        };
        Some(name.span)
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

    /// Returns the exported name of a metric's label: the role, or the exported name of the label.
    pub fn exported(&self, metric: &Metric, used: &'a LabelUse) -> &'a Text {
        let label = self.label(&used.label).filter(|_| !metric.roles);
        label.map_or(&used.exported, Label::exported)
    }

    /// Returns whether a metric has an open label.
    pub fn is_open(&self, metric: &Metric) -> bool {
        let mut labels = metric.labels.items.iter();
        labels.any(|used| {
            self.label(&used.label)
                .is_some_and(|it| it.open().is_some())
        })
    }

    /// Returns the bounds of a histogram as declared in the histogram or in its preset.
    pub fn shape(&self, buckets: &'a Buckets) -> Option<&'a Shape> {
        match buckets {
            Buckets::Own(shape) => Some(shape),
            Buckets::Preset(name) => self.document.presets[self.presets.find(name)?]
                .shape
                .as_deref(),
        }
    }

    fn resolve(&self, references: Vec<UnresolvedReference<'a>>) -> Vec<Reference<'a>> {
        let mut comparisons = COMPARISONS;
        let reference = |it: UnresolvedReference<'a>| Reference {
            name: it.name,
            span: it.span,
            kind: it.kind,
            of: it.of,
            target: self.target(&it, &mut comparisons),
        };
        references.into_iter().map(reference).collect()
    }

    fn target(&self, it: &UnresolvedReference<'_>, comparisons: &mut usize) -> Target {
        let &UnresolvedReference { kind, name, of, .. } = it;
        let names = self.names(kind);
        if let Some(position) = names.find(name) {
            return Target::Found(position);
        }
        if kind == ItemKind::Gauge && self.metrics.find(name).is_some() {
            return Target::OtherMetricKind;
        }
        // A name without the prefix probably means the metric with the prefix.
        let prefix = self.document.prefix.as_ref();
        let is_metric = matches!(kind, ItemKind::Metric | ItemKind::Gauge);
        let prefix = prefix.filter(|_| is_metric);
        let prefixed = prefix.and_then(|prefix| names.find(&format!("{}{name}", prefix.value)));
        let prefixed = prefixed.filter(|position| names.iter().nth(*position) != of);
        if let Some(position) = prefixed {
            return Target::Misspelled(position);
        }
        let longer = is_metric.then(|| names.only_name_ending_in(name, of, comparisons));
        longer
            .flatten()
            .map_or_else(|| names.nearest(name, of, comparisons), Target::Misspelled)
    }
}

impl ItemKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Owner => "owner",
            Self::Preset => "preset",
            Self::Label => "label",
            Self::Metric => "metric",
            Self::Gauge => "gauge",
        }
    }

    /// Returns the table in which an item of this kind is declared.
    pub fn table(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Owner => "owner",
            Self::Preset => "buckets",
            Self::Label => "label",
            Self::Metric | Self::Gauge => "gauge",
        }
    }
}

fn gauges(document: &Document) -> Vec<&Text> {
    let metrics = document.metrics.iter();
    let gauges = metrics.filter(|metric| metric.kind == Kind::Gauge);
    gauges.map(|gauge| &gauge.name).collect()
}

/// A reference before it is resolved.
struct UnresolvedReference<'a> {
    kind: ItemKind,
    name: &'a str,
    span: Span,
    of: Option<&'a str>,
}

/// Returns all references to names.
fn references(document: &Document) -> Vec<UnresolvedReference<'_>> {
    let mut references = Vec::new();
    for metric in &document.metrics {
        add_references_of(metric, &mut references);
    }
    for field in document.states.iter().flat_map(|it| &it.fields.items) {
        references.push(reference_to(ItemKind::Gauge, &field.gauge));
    }
    for alert in &document.alerts {
        references.extend(
            alert
                .owner
                .value()
                .map(|name| reference_to(ItemKind::Owner, name)),
        );
    }
    for row in document.dashboards.iter().flat_map(|it| &it.rows.items) {
        for panel in &row.items {
            if let Panel::Metric { metric, .. } = panel {
                references.push(reference_to(ItemKind::Metric, metric));
            }
        }
    }
    references
}

fn add_references_of<'a>(metric: &'a Metric, references: &mut Vec<UnresolvedReference<'a>>) {
    for used in &metric.labels.items {
        references.push(reference_to(ItemKind::Label, &used.label));
    }
    for (kind, name) in [
        (ItemKind::Label, &metric.states),
        (ItemKind::Group, &metric.group),
        (ItemKind::Owner, &metric.owner),
    ] {
        references.extend(name.value().map(|name| reference_to(kind, name)));
    }
    if let Some(deprecated) = &metric.deprecated
        && let Some(target) = deprecated.renamed_to.value()
    {
        references.push(UnresolvedReference {
            of: Some(&metric.name),
            ..reference_to(ItemKind::Metric, target)
        });
    }
    if let Some(buckets) = metric.buckets.value()
        && let Buckets::Preset(name) = &buckets.value
    {
        references.push(UnresolvedReference {
            kind: ItemKind::Preset,
            name,
            span: buckets.span,
            of: None,
        });
    }
}

fn reference_to(kind: ItemKind, name: &Text) -> UnresolvedReference<'_> {
    UnresolvedReference {
        kind,
        name,
        span: name.span,
        of: None,
    }
}
