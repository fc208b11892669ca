//! The schema as written: every value with its span, names unresolved, mistakes included.

use std::ops::Deref;

use crate::schema::Number;
use crate::source::Span;

/// What one file says, in its order.
pub(crate) struct Document {
    pub prefix: Option<Text>,
    pub budget: Budget,
    pub groups: Vec<Group>,
    pub presets: Vec<Preset>,
    pub labels: Vec<Label>,
    pub metrics: Vec<Metric>,
    pub states: Vec<State>,
}

/// `[cardinality]`.
pub(crate) struct Budget {
    pub max_per_metric: Limit,
    pub max_total: Limit,
}

/// A number of series; without a span it is the default.
pub(crate) struct Limit {
    pub series: u64,
    pub span: Option<Span>,
}

pub(crate) struct Group {
    pub name: Text,
    pub title: Given<String>,
    pub help: Given<String>,
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
    pub values: List<Value>,
}

pub(crate) struct Value {
    pub wire: Text,
    pub help: Given<String>,
    pub variant: Given<String>,
}

pub(crate) struct Metric {
    pub name: Text,
    pub kind: Kind,
    pub help: Given<String>,
    pub labels: List<LabelUse>,
    /// Whether the labels were given roles.
    pub roles: bool,
    pub group: Given<String>,
    /// Of counters and gauges.
    pub number: Given<Number>,
    /// Of histograms.
    pub buckets: Given<Buckets>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Counter,
    Gauge,
    Histogram,
}

/// A label of a metric: without a role its exported name is the name of the label.
pub(crate) struct LabelUse {
    pub exported: Text,
    pub label: Text,
}

pub(crate) enum Buckets {
    Preset(String),
    Own(Shape),
}

pub(crate) struct State {
    pub name: Text,
    pub help: Given<String>,
    pub fields: List<Field>,
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
    pub const ALL: [Self; 3] = [Self::Counter, Self::Gauge, Self::Histogram];

    /// The table of the file that holds metrics of this kind, and the word for it in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

impl Metric {
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

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
