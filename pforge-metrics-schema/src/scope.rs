//! Who is meant by each name of a document.
//!
//! Rules and lowering both ask here, so what a rule reports as unknown is exactly what lowering leaves out.

mod label_names;
mod names;
mod taken;

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::document::{Buckets, Document, Kind, Label, LabelUse, Metric, Panel, Shape, Text};
use crate::rust_names::{self, Clash};
use crate::source::Span;
use crate::version::Version;
use taken::Taken;

pub(crate) use label_names::{LabelName, Origin};
pub(crate) use names::Names;
pub(crate) use taken::{added_names, exposed_names, series_names, squeezed};

/// How many pairs of names a document may have compared to find out what a misspelt one was meant to be.
///
/// A suggestion is a courtesy: a file with thousands of unknown names gets some of them, not a noticeable wait.
const COMPARISONS: usize = 500_000;

/// A document with its names looked up.
pub(crate) struct Scope<'a> {
    pub document: &'a Document,
    /// The version of the crate that holds the schema.
    pub version: Option<Version>,
    pub groups: Names<'a>,
    pub owners: Names<'a>,
    pub presets: Names<'a>,
    pub labels: Names<'a>,
    pub metrics: Names<'a>,
    pub gauges: Names<'a>,
    pub states: Names<'a>,
    pub records: Names<'a>,
    pub alerts: Names<'a>,
    pub dashboards: Names<'a>,
    /// Every use of a name, in no particular order.
    pub references: Vec<Reference<'a>>,
    /// Items that cannot have the Rust name that they should, by the places of their names.
    pub clashes: HashMap<Span, Clash>,
    taken: OnceCell<Taken>,
}

/// What a name can be the name of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Group,
    Owner,
    Preset,
    Label,
    Metric,
    /// A metric that is, or should be, a field of a state.
    Gauge,
}

/// The use of a name somewhere in the document.
pub(crate) struct Reference<'a> {
    pub name: &'a str,
    pub span: Span,
    pub sort: Sort,
    /// The name of the item that refers to another one of its sort: it is never what a misspelt name was meant to be.
    pub of: Option<&'a str>,
    pub target: Target,
}

/// The item that a reference leads to, by its position among those of its sort.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    Found(usize),
    /// There is no such name, but one that it seems to misspell.
    Meant(usize),
    /// It is the name of a metric of another kind, which is the concern of other rules.
    OfAnotherKind,
    Unknown,
}

impl<'a> Scope<'a> {
    pub fn new(document: &'a Document, version: Option<Version>) -> Self {
        let mut scope = Self {
            document,
            version,
            owners: Names::of(&document.owners, |it| &it.name),
            groups: Names::of(&document.groups, |it| &it.name),
            presets: Names::of(&document.presets, |it| &it.name),
            labels: Names::of(&document.labels, |it| &it.name),
            metrics: Names::of(&document.metrics, |it| &it.name),
            gauges: Names::new(gauges(document)),
            states: Names::of(&document.states, |it| &it.name),
            records: Names::of(&document.records, |it| &it.name),
            alerts: Names::of(&document.alerts, |it| &it.name),
            dashboards: Names::of(&document.dashboards, |it| &it.name),
            references: Vec::new(),
            clashes: rust_names::clashes(document),
            taken: OnceCell::new(),
        };
        scope.references = scope.resolve(uses(document));
        scope
    }

    pub fn names(&self, sort: Sort) -> &Names<'a> {
        match sort {
            Sort::Group => &self.groups,
            Sort::Owner => &self.owners,
            Sort::Preset => &self.presets,
            Sort::Label => &self.labels,
            Sort::Metric => &self.metrics,
            Sort::Gauge => &self.gauges,
        }
    }

    /// Where the item is declared that a reference leads to.
    pub fn declared(&self, reference: &Reference<'_>) -> Option<Span> {
        let Target::Found(position) = reference.target else {
            return None;
        };
        let document = self.document;
        let name = match reference.sort {
            Sort::Group => &document.groups[position].name,
            Sort::Owner => &document.owners[position].name,
            Sort::Preset => &document.presets[position].name,
            Sort::Label => &document.labels[position].name,
            Sort::Metric => &document.metrics[position].name,
            Sort::Gauge => &self.metric(reference.name)?.name,
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

    /// The name of a metric's label in the exposition: its role, or what the label says.
    pub fn exported(&self, metric: &Metric, used: &'a LabelUse) -> &'a Text {
        let label = self.label(&used.label).filter(|_| !metric.roles);
        label.map_or(&used.exported, Label::exported)
    }

    /// Whether a metric has a label whose values are known at run time only.
    pub fn is_open(&self, metric: &Metric) -> bool {
        let mut labels = metric.labels.items.iter();
        labels.any(|used| {
            self.label(&used.label)
                .is_some_and(|it| it.open().is_some())
        })
    }

    /// The bounds of a histogram as they are written, at the histogram or in its preset.
    pub fn shape(&self, buckets: &'a Buckets) -> Option<&'a Shape> {
        match buckets {
            Buckets::Own(shape) => Some(shape),
            Buckets::Preset(name) => self.document.presets[self.presets.find(name)?]
                .shape
                .as_deref(),
        }
    }

    fn resolve(&self, uses: Vec<Use<'a>>) -> Vec<Reference<'a>> {
        let mut comparisons = COMPARISONS;
        let reference = |it: Use<'a>| Reference {
            name: it.name,
            span: it.span,
            sort: it.sort,
            of: it.of,
            target: self.target(&it, &mut comparisons),
        };
        uses.into_iter().map(reference).collect()
    }

    fn target(&self, it: &Use<'_>, comparisons: &mut usize) -> Target {
        let &Use { sort, name, of, .. } = it;
        let names = self.names(sort);
        if let Some(position) = names.find(name) {
            return Target::Found(position);
        }
        if sort == Sort::Gauge && self.metrics.find(name).is_some() {
            return Target::OfAnotherKind;
        }
        // Who leaves the prefix out means the metric that has it.
        let prefix = self.document.prefix.as_ref();
        let prefix = prefix.filter(|_| matches!(sort, Sort::Metric | Sort::Gauge));
        let prefixed = prefix.and_then(|prefix| names.find(&format!("{}{name}", prefix.value)));
        let prefixed = prefixed.filter(|position| names.iter().nth(*position) != of);
        if let Some(position) = prefixed {
            return Target::Meant(position);
        }
        let is_metric = matches!(sort, Sort::Metric | Sort::Gauge);
        let longer = is_metric.then(|| names.only_one_ending_in(name, of, comparisons));
        longer
            .flatten()
            .map_or_else(|| names.meant(name, of, comparisons), Target::Meant)
    }
}

impl Sort {
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

    /// The table of the file in which what is referred to is declared.
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

/// The use of a name before it is looked up.
struct Use<'a> {
    sort: Sort,
    name: &'a str,
    span: Span,
    of: Option<&'a str>,
}

/// Every use of a name.
fn uses(document: &Document) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    for metric in &document.metrics {
        add_uses_of(metric, &mut uses);
    }
    for field in document.states.iter().flat_map(|it| &it.fields.items) {
        uses.push(named(Sort::Gauge, &field.gauge));
    }
    for alert in &document.alerts {
        uses.extend(alert.owner.value().map(|name| named(Sort::Owner, name)));
    }
    for row in document.dashboards.iter().flat_map(|it| &it.rows.items) {
        for panel in &row.items {
            if let Panel::Metric { metric, .. } = panel {
                uses.push(named(Sort::Metric, metric));
            }
        }
    }
    uses
}

fn add_uses_of<'a>(metric: &'a Metric, uses: &mut Vec<Use<'a>>) {
    for used in &metric.labels.items {
        uses.push(named(Sort::Label, &used.label));
    }
    for (sort, name) in [
        (Sort::Label, &metric.states),
        (Sort::Group, &metric.group),
        (Sort::Owner, &metric.owner),
    ] {
        uses.extend(name.value().map(|name| named(sort, name)));
    }
    if let Some(deprecated) = &metric.deprecated
        && let Some(target) = deprecated.renamed_to.value()
    {
        uses.push(Use {
            of: Some(&metric.name),
            ..named(Sort::Metric, target)
        });
    }
    if let Some(buckets) = metric.buckets.value()
        && let Buckets::Preset(name) = &buckets.value
    {
        uses.push(Use {
            sort: Sort::Preset,
            name,
            span: buckets.span,
            of: None,
        });
    }
}

fn named(sort: Sort, name: &Text) -> Use<'_> {
    Use {
        sort,
        name,
        span: name.span,
        of: None,
    }
}
