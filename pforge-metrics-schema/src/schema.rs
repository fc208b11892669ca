//! The resolved schema: the declarations of all files, with names resolved, defaults filled in and Rust names chosen.
//!
//! Code that reads a [`Schema`] needs no error handling: every id points into it, every identifier is valid Rust, and no two
//! items of one namespace share one. Everything is in the order of the files.

mod monitoring;

use std::ops::Index;

use crate::source::Place;

pub use monitoring::{Alert, AlertTest, Dashboard, Panel, PromQl, Record, Use, User, Verify, View};

/// All that one schema declares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schema {
    /// With what every name begins; empty if the schema asks for nothing.
    pub prefix: String,
    /// Labels that every series has.
    pub constants: Vec<Constant>,
    /// Sections of the documentation.
    pub groups: Vec<Group>,
    /// Who answers for metrics.
    pub owners: Vec<Owner>,
    /// Bucket presets.
    pub buckets: Vec<Buckets>,
    /// Labels and the values they can take.
    pub labels: Vec<Label>,
    /// Metrics of every kind.
    pub metrics: Vec<Metric>,
    /// Sets of gauges that are published together.
    pub states: Vec<State>,
    /// What expressions may ask for besides.
    pub promql: PromQl,
    /// What a comparison with a scrape leaves out.
    pub verify: Verify,
    /// Recording rules.
    pub records: Vec<Record>,
    /// Alerts.
    pub alerts: Vec<Alert>,
    /// Dashboards.
    pub dashboards: Vec<Dashboard>,
    /// Who asks for which metric, each once: records, then alerts, then dashboards.
    pub uses: Vec<Use>,
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

/// Someone who answers for metrics: `[owner.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Owner {
    /// The name by which metrics refer to them.
    pub name: String,
    /// Where to reach them.
    pub contact: String,
    /// Who they are.
    pub team: Option<String>,
}

/// A named list of histogram bounds: `[buckets]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Buckets {
    /// The name by which histograms refer to it.
    pub name: String,
    /// Upper bounds: finite, strictly increasing, without the implied `+Inf`.
    pub bounds: Vec<f64>,
}

/// A label with one value: of `const_labels`, or a fact of an info.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// The exported label name.
    pub name: String,
    /// Its value.
    pub value: ConstantValue,
    /// Where it is declared.
    pub place: Place,
}

/// The value of a [`Constant`].
#[derive(Debug, Clone, PartialEq)]
pub enum ConstantValue {
    /// Written in the file.
    Literal(String),
    /// Read when the crate that holds the schema is compiled.
    Environment {
        /// The environment variable.
        variable: String,
        /// What to take where it is not set; without one that is an error.
        default: Option<String>,
    },
}

/// A label and the values it can take: `[label.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Its name in the file.
    pub name: String,
    /// Its name on the wire, unless a metric gives it a role.
    pub exported: String,
    /// The Rust type of its values, for example `AgentType`.
    pub type_name: String,
    /// What the label tells.
    pub help: String,
    /// What it can be.
    pub domain: Domain,
    /// Where it is declared.
    pub place: Place,
}

/// The values that a label can take.
#[derive(Debug, Clone, PartialEq)]
pub enum Domain {
    /// These, at least one.
    Closed(Vec<LabelValue>),
    /// `false` and `true`.
    Bool,
    /// Whole numbers, both ends included; not more than a few thousand.
    Range {
        /// The lowest.
        first: i64,
        /// The highest.
        last: i64,
    },
    /// Any values at run time, up to a limit.
    Open {
        /// How many values are told apart.
        max: usize,
        /// Where a value is cut, in bytes.
        max_len: usize,
        /// Under which value all others count.
        overflow: String,
    },
}

/// One value of a closed label.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelValue {
    /// The value in the exposition, for example `self-repair`.
    pub wire: String,
    /// The Rust variant, for example `SelfRepair`.
    pub variant: String,
    /// What the value means.
    pub help: Option<String>,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
}

/// That something is on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Deprecated {
    /// Since this version of the crate that holds the schema.
    pub since: String,
    /// The metric that takes its place, and whose cells it shares. Never of a label value.
    pub renamed_to: Option<MetricId>,
    /// What to do instead.
    pub note: Option<String>,
    /// The version from which on the build fails.
    pub remove_in: Option<String>,
}

/// A metric: `[counter.X]`, `[gauge.X]`, `[histogram.X]`, `[stateset.X]` or `[info.X]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// The exported name in full.
    pub name: String,
    /// The Rust static: the exported name in upper case.
    pub static_name: String,
    /// The type of one series, for example `PforgeTicksTotalSeries`.
    pub series_type: String,
    /// The type of all series together, for example `PforgeTicksTotalFamily`: present if and only if the metric has labels.
    pub family_type: Option<String>,
    /// What it measures; empty only if the file has an error there.
    pub help: String,
    /// What it is, with what belongs to each kind.
    pub kind: Kind,
    /// Its labels, in the order in which they are written and exposed.
    pub labels: Vec<MetricLabel>,
    /// The struct that names the labels, for example `PforgeHandoffsTotalLabels`: present if and only if the metric
    /// gives roles to two labels or more.
    pub named_labels: Option<String>,
    /// Its base unit: the one it states, else the one with which its name ends.
    pub unit: Option<String>,
    /// The section it belongs to.
    pub group: Option<GroupId>,
    /// Who answers for it.
    pub owner: Option<OwnerId>,
    /// How much others may rely on it.
    pub stability: Stability,
    /// Which direction is good news.
    pub better: Option<Better>,
    /// Whether it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// Whether its series may carry exemplars.
    pub exemplars: bool,
    /// More about it.
    pub note: Option<String>,
    /// URLs that tell more.
    pub refs: Vec<String>,
    /// Where it is declared.
    pub place: Place,
}

/// A label as one metric uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricLabel {
    /// The exported label name: the role if there is one, else that of the label.
    pub name: String,
    /// The role, or the name of the label, as a Rust field, raw (`r#type`) where it is a keyword.
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
    Gauge {
        /// How it is stored.
        number: Number,
        /// The lowest and the highest value that make sense.
        range: Option<(f64, f64)>,
        /// Whether it is left out of the exposition until it is first set.
        unset: bool,
    },
    /// Observes values into buckets.
    Histogram(Histogram),
    /// Says which of the values of a label something is in.
    StateSet(LabelId),
    /// Is always 1, and has these labels.
    Info(Vec<Constant>),
}

/// How a counter or gauge stores its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Whole numbers: `u64` for counters, `i64` for gauges.
    Int,
    /// `f64`.
    Float,
}

/// How much others may rely on a metric.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stability {
    /// Only its owners should use it.
    Internal,
    /// It may change or go at any time.
    #[default]
    Alpha,
    /// It changes with notice.
    Beta,
    /// It keeps its name, kind, unit and labels.
    Stable,
}

/// Which direction of a value is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// The buckets of a histogram: bounds, native ones, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// The bounds of buckets that each are a series.
    pub bounds: Option<Bounds>,
    /// Buckets that are exposed within one series.
    pub native: Option<Native>,
}

/// Buckets whose bounds are the powers of one number: Prometheus' native histograms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Native {
    /// Prometheus' number for how fine they are, -4 to 8: the bounds are the powers of 2^(2^-schema).
    pub schema: i8,
    /// How many of them all series of the histogram use together, at most.
    pub max_buckets: u16,
    /// Observations with an absolute value of at most this count as zero. Positive and not subnormal.
    pub zero_threshold: f64,
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
    /// The Rust struct of its fields.
    pub shape: StateStruct,
    /// The Rust function that publishes it, for example `update_puzzle_state`.
    pub update_fn: String,
    /// What the state is; empty only if the file has an error there.
    pub help: String,
    /// At least one field.
    pub fields: Vec<StateField>,
    /// Where it is declared.
    pub place: Place,
}

/// The struct of a state.
#[derive(Debug, Clone, PartialEq)]
pub enum StateStruct {
    /// To be generated, with this name: for example `PuzzleState`.
    Generated(String),
    /// The user's own, by its path as the file has it: identifiers joined by `::`.
    Existing(String),
}

/// One gauge of a state.
#[derive(Debug, Clone, PartialEq)]
pub struct StateField {
    /// The Rust field, raw (`r#type`) where it is a keyword.
    pub field: String,
    /// A gauge without open labels.
    pub metric: MetricId,
}

impl Schema {
    /// The upper bounds of a histogram: finite, strictly increasing, without the implied `+Inf`; none of one that has native
    /// buckets alone.
    #[must_use]
    pub fn bounds<'a>(&'a self, histogram: &'a Histogram) -> &'a [f64] {
        match &histogram.bounds {
            Some(Bounds::Preset(id)) => &self[*id].bounds,
            Some(Bounds::Own(bounds)) => bounds,
            None => &[],
        }
    }

    /// What the exposition says of a metric: its help, and whether it is on its way out.
    #[must_use]
    pub fn exposed_help(&self, metric: &Metric) -> String {
        let Some(deprecated) = &metric.deprecated else {
            return metric.help.clone();
        };
        let successor = deprecated.renamed_to.map(|id| self[id].name.as_str());
        let advice = deprecated.advice(successor);
        let advice = advice
            .map(|advice| format!(": {advice}"))
            .unwrap_or_default();
        format!(
            "(Deprecated since {}{advice}) {}",
            deprecated.since, metric.help
        )
    }
}

impl Deprecated {
    /// What to do instead, given what the successor is called where it is said.
    #[must_use]
    pub fn advice(&self, successor: Option<&str>) -> Option<String> {
        match (successor, &self.note) {
            (Some(successor), Some(note)) => Some(format!("use {successor}. {note}")),
            (Some(successor), None) => Some(format!("use {successor}")),
            (None, note) => note.clone(),
        }
    }
}

impl Stability {
    /// The word for it in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Alpha => "alpha",
            Self::Beta => "beta",
            Self::Stable => "stable",
        }
    }
}

impl Domain {
    /// The number of values, that for all others of an open label included.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Closed(values) => values.len(),
            Self::Bool => 2,
            Self::Range { first, last } => {
                usize::try_from(last.abs_diff(*first)).map_or(usize::MAX, |steps| steps + 1)
            }
            Self::Open { max, .. } => max + 1,
        }
    }

    /// Whether values are known at run time only.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl Metric {
    /// The number of its label sets: the product of the numbers of values of its labels, 1 without labels.
    #[must_use]
    pub fn label_sets(&self, schema: &Schema) -> usize {
        self.labels
            .iter()
            .map(|label| schema[label.label].domain.count())
            .fold(1, usize::saturating_mul)
    }

    /// The number of its series: a stateset has one for each state of each label set.
    #[must_use]
    pub fn series(&self, schema: &Schema) -> usize {
        let each = match self.kind {
            Kind::StateSet(states) => schema[states].domain.count(),
            _ => 1,
        };
        self.label_sets(schema).saturating_mul(each)
    }

    /// Whether series appear once they are touched, since one of its labels is open.
    #[must_use]
    pub fn is_open(&self, schema: &Schema) -> bool {
        self.labels
            .iter()
            .any(|label| schema[label.label].domain.is_open())
    }

    /// The metric whose cells it shows under another name.
    #[must_use]
    pub fn alias_of(&self) -> Option<MetricId> {
        self.deprecated.as_ref()?.renamed_to
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
    /// Index into [`Schema::owners`].
    OwnerId => owners: Owner;
    /// Index into [`Schema::buckets`].
    BucketsId => buckets: Buckets;
    /// Index into [`Schema::labels`].
    LabelId => labels: Label;
    /// Index into [`Schema::metrics`].
    MetricId => metrics: Metric;
}
