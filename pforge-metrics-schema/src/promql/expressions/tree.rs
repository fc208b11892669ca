//! An expression as far as rules look at it, every name with its place.
//!
//! Places are offsets of bytes in the expression. Parentheses, `offset` and `@` leave no trace.

use std::fmt;
use std::ops::Range;

/// A part of an expression.
#[derive(Debug)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub shape: Shape,
}

#[derive(Debug)]
pub(super) enum Shape {
    Number,
    Text(Word),
    Selector(Selector),
    /// The same with other signs.
    Negated(Box<Node>),
    /// A selector over a span of time.
    Over(Box<Node>),
    /// An expression over a span of time.
    Subquery(Box<Node>),
    Call {
        function: Word,
        arguments: Vec<Node>,
    },
    Aggregation {
        operator: Word,
        grouping: Option<Grouping>,
        parameter: Option<Box<Node>>,
        of: Box<Node>,
    },
    Operation(Box<Operation>),
}

/// Two expressions and what is between them.
#[derive(Debug)]
pub(super) struct Operation {
    pub operator: Word,
    pub gives_bool: bool,
    pub matching: Option<Grouping>,
    pub group: Option<Group>,
    pub left: Node,
    pub right: Node,
}

/// `by` and `without`, `on` and `ignoring`.
#[derive(Debug)]
pub(super) struct Grouping {
    pub span: Range<usize>,
    /// Whether its labels are those that stay, or that have to match: `by` and `on`.
    pub names_what_stays: bool,
    pub labels: Vec<Word>,
}

/// `group_left` and `group_right`.
#[derive(Debug)]
pub(super) struct Group {
    /// Whether the left side has many series for one of the right.
    pub is_left: bool,
    /// What is taken from the other side.
    pub labels: Vec<Word>,
}

#[derive(Debug)]
pub(super) struct Selector {
    /// The name of the series, unless it is asked for by a pattern or not at all.
    pub name: Option<Word>,
    pub matchers: Vec<Matcher>,
}

#[derive(Debug)]
pub(super) struct Matcher {
    pub label: Word,
    pub comparison: Comparison,
    pub value: Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `=`, `!=`.
    Text { is_equal: bool },
    /// `=~`, `!~`.
    Pattern,
}

/// A name, or the text in quotes.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub span: Range<usize>,
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:?}", self.text, self.span)
    }
}

impl Operation {
    pub fn is_comparison(&self) -> bool {
        matches!(
            self.operator.text.as_str(),
            "==" | "!=" | ">" | "<" | ">=" | "<="
        )
    }
}

impl Grouping {
    /// Whether a label stays, or has to match.
    pub fn keeps(&self, label: &str) -> bool {
        self.labels.iter().any(|it| it.text == label) == self.names_what_stays
    }
}

impl Matcher {
    /// Whether it is `x!=""`, which asks no more than that the label is there.
    pub fn asks_for_any(&self) -> bool {
        self.comparison == Comparison::Text { is_equal: false } && self.value.text.is_empty()
    }
}

impl Comparison {
    /// Whether it is `=`.
    pub fn is_equal(self) -> bool {
        self == Self::Text { is_equal: true }
    }
}
