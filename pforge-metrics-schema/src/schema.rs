//! The schema as meant: what the file declares once names are resolved, defaults filled in and Rust names chosen.
//!
//! Whoever reads a [`Schema`] has no error paths: every id points into it, every identifier is valid Rust, and no two
//! items of one namespace share one. Everything is in the order of the file.

use std::ops::Index;

use crate::source::Place;

/// All that one schema file declares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schema {
    /// Sections of the documentation.
    pub groups: Vec<Group>,
    /// Bucket presets.
    pub buckets: Vec<Buckets>,
    /// Labels with their closed sets of values.
    pub labels: Vec<Label>,
    /// Metrics of every kind.
    pub metrics: Vec<Metric>,
    /// Sets of gauges that are published together.
    pub states: Vec<State>,
}

/// A section that metrics are sorted into: `[group.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name by which metrics refer to it.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What its metrics have in common.
    pub help: Option<String>,
}

/// A named list of histogram bounds: `[buckets]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Buckets {
    /// The name by which histograms refer to it.
    pub name: String,
    /// Upper bounds: finite, strictly increasing, without the implied `+Inf`.
    pub bounds: Vec<f64>,
}

/// A label and the values it can take: `[label.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Its name in the file, which is its name on the wire unless a metric gives it a role.
    pub name: String,
    /// The Rust enum of its values, for example `AgentType`.
    pub type_name: String,
    /// What the label tells.
    pub help: String,
    /// At least one value.
    pub values: Vec<LabelValue>,
    /// Where it is declared.
    pub place: Place,
}

/// One value of a label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelValue {
    /// The value in the exposition, for example `self-repair`.
    pub wire: String,
    /// The Rust variant, for example `SelfRepair`.
    pub variant: String,
    /// What the value means.
    pub help: Option<String>,
}

/// A metric: `[counter.X]`, `[gauge.X]` or `[histogram.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// The exported name in full.
    pub name: String,
    /// The Rust static: the exported name in upper case.
    pub static_name: String,
    /// What it measures; empty only if the file has an error there.
    pub help: String,
    /// Counter, gauge or histogram, with what belongs to each.
    pub kind: Kind,
    /// Its labels, in the order in which they are written and exposed.
    pub labels: Vec<MetricLabel>,
    /// The struct that names the labels, for example `PforgeHandoffsTotalLabels`: present if and only if the metric
    /// gives roles to two labels or more.
    pub named_labels: Option<String>,
    /// The section it belongs to.
    pub group: Option<GroupId>,
    /// Where it is declared.
    pub place: Place,
}

/// A label as one metric uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricLabel {
    /// The exported label name: the role if there is one, else the name of the label.
    pub name: String,
    /// The exported name as a Rust field, raw (`r#type`) where it is a keyword.
    pub field: String,
    /// The label whose values it takes.
    pub label: LabelId,
}

/// What a metric is, with what only that kind has.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Only goes up.
    Counter(Number),
    /// Is set.
    Gauge(Number),
    /// Observes values into buckets.
    Histogram(Bounds),
}

/// How a counter or gauge stores its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Whole numbers: `u64` for counters, `i64` for gauges.
    Int,
    /// `f64`.
    Float,
}

/// Where the bounds of a histogram come from; [`Schema::bounds`] has the numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Bounds {
    /// A preset of `[buckets]`.
    Preset(BucketsId),
    /// Written at the histogram itself.
    Own(Vec<f64>),
}

/// Gauges that are published together: `[state.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Its name in the file.
    pub name: String,
    /// The Rust struct of its fields, for example `PuzzleState`.
    pub type_name: String,
    /// The Rust function that publishes it, for example `update_puzzle_state`.
    pub update_fn: String,
    /// What the state is; empty only if the file has an error there.
    pub help: String,
    /// At least one field.
    pub fields: Vec<StateField>,
    /// Where it is declared.
    pub place: Place,
}

/// One gauge of a state.
#[derive(Debug, Clone, PartialEq)]
pub struct StateField {
    /// The Rust field, raw (`r#type`) where it is a keyword.
    pub field: String,
    /// A gauge without labels.
    pub metric: MetricId,
}

impl Schema {
    /// The upper bounds of a histogram: finite, strictly increasing, without the implied `+Inf`.
    #[must_use]
    pub fn bounds<'a>(&'a self, bounds: &'a Bounds) -> &'a [f64] {
        match bounds {
            Bounds::Preset(id) => &self[*id].bounds,
            Bounds::Own(bounds) => bounds,
        }
    }
}

impl Metric {
    /// The number of its label sets: the product of the numbers of values of its labels, 1 without labels.
    #[must_use]
    pub fn series(&self, schema: &Schema) -> usize {
        self.labels
            .iter()
            .map(|label| schema[label.label].values.len())
            .fold(1, usize::saturating_mul)
    }
}

/// Declares the index of one list of a [`Schema`], so that an index into another list does not compile.
macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident => $list:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub usize);

        impl Index<$id> for Schema {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$list[id.0]
            }
        }
    )*};
}

ids! {
    /// Index into [`Schema::groups`].
    GroupId => groups: Group;
    /// Index into [`Schema::buckets`].
    BucketsId => buckets: Buckets;
    /// Index into [`Schema::labels`].
    LabelId => labels: Label;
    /// Index into [`Schema::metrics`].
    MetricId => metrics: Metric;
}
