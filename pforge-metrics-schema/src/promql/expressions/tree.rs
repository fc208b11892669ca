//! The syntax tree of an expression with spans, reduced to what the rules check.
//!
//! Spans are byte offsets in the expression. The tree does not represent parentheses, `offset` and `@`.

use std::fmt;
use std::ops::Range;

/// A part of an expression.
#[derive(Debug)]
pub(super) struct ExprNode {
    pub span: Range<usize>,
    pub kind: ExprKind,
}

#[derive(Debug)]
pub(super) enum ExprKind {
    Number,
    Text(Word),
    Selector(Selector),
    /// An expression after `-` or `+`.
    Negated(Box<ExprNode>),
    /// A range selector such as `x[5m]`.
    Range(Box<ExprNode>),
    /// A subquery such as `(x + y)[1h:5m]`.
    Subquery(Box<ExprNode>),
    Call {
        function: Word,
        arguments: Vec<ExprNode>,
    },
    Aggregation {
        operator: Word,
        grouping: Option<Grouping>,
        parameter: Option<Box<ExprNode>>,
        argument: Box<ExprNode>,
    },
    Operation(Box<BinaryOperation>),
}

/// A binary operation.
#[derive(Debug)]
pub(super) struct BinaryOperation {
    pub operator: Word,
    pub returns_bool: bool,
    pub matching: Option<Grouping>,
    pub group: Option<GroupModifier>,
    pub left: ExprNode,
    pub right: ExprNode,
}

/// The labels of `by`, `without`, `on` or `ignoring`.
#[derive(Debug)]
pub(super) struct Grouping {
    pub span: Range<usize>,
    /// Whether the listed labels are kept or matched (`by`, `on`), rather than dropped or ignored.
    pub lists_kept_labels: bool,
    pub labels: Vec<Word>,
}

/// A `group_left` or `group_right` modifier.
#[derive(Debug)]
pub(super) struct GroupModifier {
    /// Whether the left side is the "many" side.
    pub many_is_left: bool,
    /// The labels that are taken from the "one" side.
    pub labels: Vec<Word>,
}

#[derive(Debug)]
pub(super) struct Selector {
    /// The name of the series, unless the selector has none or matches it with a pattern.
    pub name: Option<Word>,
    pub matchers: Vec<Matcher>,
}

#[derive(Debug)]
pub(super) struct Matcher {
    pub label: Word,
    pub comparison: MatchOperator,
    pub value: Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MatchOperator {
    /// `=` or `!=`.
    Literal { is_equal: bool },
    /// `=~` or `!~`.
    Pattern,
}

/// A name or the text of a string.
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

impl BinaryOperation {
    pub fn is_comparison(&self) -> bool {
        matches!(
            self.operator.text.as_str(),
            "==" | "!=" | ">" | "<" | ">=" | "<="
        )
    }
}

impl Grouping {
    /// Returns whether a label is kept or must match.
    pub fn keeps(&self, label: &str) -> bool {
        self.labels.iter().any(|it| it.text == label) == self.lists_kept_labels
    }
}

impl Matcher {
    /// Returns whether the matcher is `x!=""`, which matches any value.
    pub fn matches_any_value(&self) -> bool {
        self.comparison == MatchOperator::Literal { is_equal: false } && self.value.text.is_empty()
    }
}

impl MatchOperator {
    /// Returns whether the operator is `=`.
    pub fn is_equal(self) -> bool {
        self == Self::Literal { is_equal: true }
    }
}
