//! The schema as written: every value with its span, names unresolved, mistakes included.

use std::ops::Deref;

use crate::language::{self, Table};
use crate::limits::{OPEN_MAX, RANGE_COUNT};
use crate::schema::{Better, Number, Stability};
use crate::source::Span;

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

pub(crate) struct Label {
    pub name: Text,
    pub help: Given<String>,
    /// The exported name, where it is another one.
    pub rename: Given<String>,
    /// The keys that say what values there are: one, in a sound label.
    pub domains: Vec<Text>,
    /// `None` if there is none, or none that could be read.
    pub domain: Option<Domain>,
}

/// The values that a label can take.
pub(crate) enum Domain {
    Closed(List<Value>),
    Bool,
    Range(Spanned<Range<i64>>),
    Open(Open),
}

pub(crate) struct Value {
    pub wire: Text,
    pub help: Given<String>,
    pub variant: Given<String>,
    pub deprecated: Option<Deprecated>,
}

/// From the first to the last, both included.
#[derive(Clone, Copy)]
pub(crate) struct Range<T> {
    pub first: T,
    pub last: T,
}

pub(crate) struct Open {
    /// `None` if it is missing or could not be read, which has been reported.
    pub max: Option<Spanned<u64>>,
    pub max_len: Given<u64>,
    pub overflow: Given<String>,
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
    /// Of gauges.
    pub range: Given<Range<f64>>,
    /// Of gauges.
    pub init: Given<Init>,
    /// Of histograms.
    pub buckets: Given<Buckets>,
    /// Of statesets: a label.
    pub states: Given<String>,
    /// Of infos.
    pub facts: List<Constant>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Counter,
    Gauge,
    Histogram,
    StateSet,
    Info,
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

pub(crate) enum Buckets {
    Preset(String),
    Own(Shape),
}

pub(crate) struct State {
    pub name: Text,
    pub help: Given<String>,
    pub fields: List<Field>,
    /// A struct of the user's.
    pub path: Given<String>,
}

pub(crate) struct Field {
    pub name: Text,
    pub gauge: Text,
}

pub(crate) type Text = Spanned<String>;

/// A value and where it is written.
#[derive(Clone)]
pub(crate) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// The value of a key.
pub(crate) enum Given<T> {
    Absent,
    /// There is a value, but not one that the key can take. This has been reported.
    Unreadable,
    Value(Spanned<T>),
}

/// A list or table of things.
pub(crate) struct List<T> {
    /// Where the list is; `None` if there is none.
    pub span: Option<Span>,
    pub items: Vec<T>,
    /// False if something in it could not be read. This has been reported.
    pub whole: bool,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Counter,
        Self::Gauge,
        Self::Histogram,
        Self::StateSet,
        Self::Info,
    ];

    /// The table of the file that holds metrics of this kind, and the word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
            Self::StateSet => "stateset",
            Self::Info => "info",
        }
    }

    /// "a counter", "an info".
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Counter => "a counter",
            Self::Gauge => "a gauge",
            Self::Histogram => "a histogram",
            Self::StateSet => "a stateset",
            Self::Info => "an info",
        }
    }

    /// What names of this kind end in, and the names of their families in `OpenMetrics` do not.
    pub fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Counter => Some("_total"),
            Self::Info => Some("_info"),
            Self::Gauge | Self::Histogram | Self::StateSet => None,
        }
    }

    /// The name without the suffix of its kind, if it has that.
    pub fn family(self, name: &str) -> &str {
        let stem = self.suffix().and_then(|suffix| name.strip_suffix(suffix));
        stem.unwrap_or(name)
    }

    /// Whether what such a metric tells can have a unit.
    pub fn has_unit(self) -> bool {
        self.table().key("unit").is_some()
    }

    /// The keys of such a metric.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Counter => &language::COUNTER,
            Self::Gauge => &language::GAUGE,
            Self::Histogram => &language::HISTOGRAM,
            Self::StateSet => &language::STATESET,
            Self::Info => &language::INFO,
        }
    }
}

impl Range<i64> {
    /// How many numbers lie in it, both ends included.
    pub fn count(self) -> u128 {
        let steps = i128::from(self.last) - i128::from(self.first);
        u128::try_from(steps + 1).unwrap_or_default()
    }
}

impl Range<f64> {
    /// Whether it has two ends, in their order.
    pub fn is_sound(self) -> bool {
        self.first.is_finite() && self.last.is_finite() && self.first < self.last
    }
}

impl Label {
    /// The values that are written down, of a closed label.
    pub fn values(&self) -> &[Value] {
        match &self.domain {
            Some(Domain::Closed(values)) => &values.items,
            _ => &[],
        }
    }

    pub fn open(&self) -> Option<&Open> {
        match &self.domain {
            Some(Domain::Open(open)) => Some(open),
            _ => None,
        }
    }

    /// How many values it can take; `None` where the file does not tell, or tells more than a label can have.
    pub fn count(&self) -> Option<u128> {
        match self.domain.as_ref()? {
            Domain::Closed(values) => Some(values.items.len() as u128),
            Domain::Bool => Some(2),
            Domain::Range(range) => Some(range.count()).filter(|count| RANGE_COUNT.contains(count)),
            // The values past the limit are one more.
            Domain::Open(open) => {
                let max = open.max.as_ref()?.value;
                OPEN_MAX.contains(&max).then(|| u128::from(max) + 1)
            }
        }
    }

    /// The name that it has in the exposition, unless a metric gives it a role.
    pub fn exported(&self) -> &Text {
        self.rename.value().unwrap_or(&self.name)
    }
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

impl Document {
    /// The part of a metric's name that is its own.
    pub fn without_prefix<'a>(&self, name: &'a str) -> &'a str {
        self.prefix
            .as_ref()
            .and_then(|prefix| name.strip_prefix(prefix.as_str()))
            .unwrap_or(name)
    }
}

impl<T> Given<T> {
    pub fn value(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// What became of a value that was there.
    pub fn read(value: Option<Spanned<T>>) -> Self {
        value.map_or(Self::Unreadable, Self::Value)
    }
}

impl<T> List<T> {
    pub const ABSENT: Self = Self {
        span: None,
        items: Vec::new(),
        whole: true,
    };

    pub fn unreadable(span: Span) -> Self {
        Self {
            span: Some(span),
            items: Vec::new(),
            whole: false,
        }
    }

    /// The items that could be read; `None` stands for one that could not.
    pub fn read(span: Span, items: impl Iterator<Item = Option<T>>) -> Self {
        let mut whole = true;
        let items = items
            .inspect(|item| whole &= item.is_some())
            .flatten()
            .collect();
        Self {
            span: Some(span),
            items,
            whole,
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::ABSENT
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
