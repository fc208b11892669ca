//! The schema as written: every value with its span, names unresolved, mistakes included.

mod given;
mod kind;
mod label;
mod metric;
mod monitoring;

use crate::source::Span;

pub(crate) use crate::source::{Spanned, Text};
pub(crate) use given::{Given, List};
pub(crate) use kind::Kind;
pub(crate) use label::{Domain, Label, Open, Range, Value};
pub(crate) use metric::{
    Buckets, Constant, ConstantValue, Deprecated, Init, LabelUse, Metric, Native, Preset, Shape,
};
pub(crate) use monitoring::{Alert, AlertTest, Dashboard, Panel, PromQl, Record, Setting, Verify};

/// What the files say, in their order.
#[derive(Default)]
pub(crate) struct Document {
    pub prefix: Option<Text>,
    pub constants: List<Constant>,
    pub budget: Budget,
    /// `[lint]`.
    pub levels: Vec<(Text, Level)>,
    /// Every `allow`, of whatever item.
    pub allowances: Vec<Allowance>,
    pub groups: Vec<Group>,
    pub owners: Vec<Owner>,
    pub presets: Vec<Preset>,
    pub labels: Vec<Label>,
    pub metrics: Vec<Metric>,
    pub states: Vec<State>,
    pub promql: PromQl,
    pub verify: Verify,
    pub records: Vec<Record>,
    pub alerts: Vec<Alert>,
    pub dashboards: Vec<Dashboard>,
    /// True if some metric, or what one refers to, could not be read: whatever seems unused may be used there.
    pub lacks_uses: bool,
}

/// `[cardinality]`.
#[derive(Default)]
pub(crate) struct Budget {
    pub max_per_metric: Limit,
    pub max_total: Limit,
}

/// A number of series; without a span it is the default.
#[derive(Default)]
pub(crate) struct Limit {
    pub series: u64,
    pub span: Option<Span>,
}

/// How strict a lint is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Deny,
    Warn,
    Allow,
}

/// The `allow` of one item.
pub(crate) struct Allowance {
    pub lints: Vec<Text>,
    /// Where each lint is written with its reason; if it is the only one, where the whole `allow` is.
    pub entries: Vec<Span>,
    /// Where the item is written: what is reported there is about it.
    pub extent: Vec<Span>,
}

pub(crate) struct Group {
    pub name: Text,
    pub title: Given<String>,
    pub help: Given<String>,
}

pub(crate) struct Owner {
    pub name: Text,
    pub contact: Given<String>,
    pub team: Given<String>,
}

pub(crate) struct State {
    pub name: Text,
    pub help: Given<String>,
    pub fields: List<Field>,
    /// A struct of the user's.
    pub path: Given<String>,
    /// The name of the function that publishes it.
    pub update: Given<String>,
}

pub(crate) struct Field {
    pub name: Text,
    pub gauge: Text,
}

impl Document {
    /// The part of a metric's name that is its own.
    pub fn without_prefix<'a>(&self, name: &'a str) -> &'a str {
        self.prefix
            .as_ref()
            .and_then(|prefix| name.strip_prefix(prefix.as_str()))
            .unwrap_or(name)
    }
}
