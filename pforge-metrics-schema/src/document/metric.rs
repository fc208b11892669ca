//! Metrics, and what belongs to one.

use super::{Given, Kind, List, Range, Spanned, Text};
use crate::schema::{Better, Number, Stability};
use crate::source::Span;

pub(crate) struct Metric {
    pub name: Text,
    pub kind: Kind,
    /// False if something to which it may refer could not be read. This has been reported.
    pub whole: bool,
    pub help: Given<String>,
    pub labels: List<LabelUse>,
    /// Whether the labels were given roles.
    pub roles: bool,
    pub unit: Given<String>,
    pub group: Given<String>,
    pub owner: Given<String>,
    pub stability: Given<Stability>,
    pub better: Given<Better>,
    pub deprecated: Option<Deprecated>,
    pub exemplars: Given<bool>,
    pub note: Given<String>,
    pub refs: List<Text>,
    /// Of counters and gauges.
    pub number: Given<Number>,
    /// Only for gauges.
    pub range: Given<Range<f64>>,
    /// Only for gauges.
    pub init: Given<Init>,
    /// Of histograms.
    pub buckets: Given<Buckets>,
    /// Of histograms.
    pub native: Given<Native>,
    /// Of statesets: a label.
    pub states: Given<String>,
    /// Only for infos.
    pub facts: List<Constant>,
}

/// What a gauge shows before it is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Init {
    Zero,
    Unset,
}

/// A label of a metric: without a role its exported name is the name of the label.
pub(crate) struct LabelUse {
    /// The role, or the name of the label.
    pub exported: Text,
    pub label: Text,
}

/// A label with one value.
pub(crate) struct Constant {
    pub name: Text,
    pub value: ConstantValue,
}

pub(crate) enum ConstantValue {
    Literal(Text),
    Environment {
        variable: Text,
        default: Option<Text>,
    },
}

/// `deprecated`, of a metric or of a label value.
pub(crate) struct Deprecated {
    /// The key.
    pub span: Span,
    pub since: Given<String>,
    pub renamed_to: Given<String>,
    pub note: Given<String>,
    pub remove_in: Given<String>,
}

pub(crate) struct Preset {
    pub name: Text,
    /// `None` if it could not be read.
    pub shape: Option<Spanned<Shape>>,
}

/// The bounds of a histogram.
pub(crate) enum Shape {
    Listed(Vec<Spanned<f64>>),
    Linear {
        start: Spanned<f64>,
        width: Spanned<f64>,
        count: Spanned<u64>,
    },
    Exponential {
        start: Spanned<f64>,
        factor: Spanned<f64>,
        count: Spanned<u64>,
    },
}

pub(crate) enum Buckets {
    Preset(String),
    Own(Shape),
}

/// The native buckets of a histogram.
pub(crate) struct Native {
    /// `None` if it is missing or could not be read. This has been reported.
    pub factor: Option<Spanned<f64>>,
    pub max_buckets: Given<u64>,
    pub zero_threshold: Given<f64>,
}

impl Metric {
    pub fn stability(&self) -> Stability {
        self.stability
            .value()
            .map(|it| it.value)
            .unwrap_or_default()
    }

    /// How messages name it: "counter `pforge_ticks_total`".
    pub fn described(&self) -> String {
        format!("{} `{}`", self.kind.name(), self.name.value)
    }
}
