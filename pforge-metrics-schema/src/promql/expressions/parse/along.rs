//! A walk along the tokens of an expression, in step with its tree: it gives every part its place.

use promql_parser::parser::Expr;
use promql_parser::parser::token::{
    T_AT, T_BOOL, T_BY, T_COMMA, T_EOF, T_EQL, T_EQL_REGEX, T_FILL, T_FILL_LEFT, T_FILL_RIGHT,
    T_GROUP_LEFT, T_GROUP_RIGHT, T_IGNORING, T_LEFT_BRACE, T_LEFT_BRACKET, T_LEFT_PAREN, T_NEQ,
    T_NEQ_REGEX, T_OFFSET, T_ON, T_RIGHT_BRACE, T_RIGHT_BRACKET, T_RIGHT_PAREN, T_WITHOUT, TokenId,
};

use super::cursor::Cursor;
use crate::promql::expressions::tree::{
    Comparison, Group, Grouping, Matcher, Node, Operation, Selector, Shape, Word,
};

impl Cursor<'_> {
    /// The whole expression: no token is left.
    pub(super) fn whole(mut self, tree: &Expr) -> Node {
        let node = self.node(tree);
        debug_assert!(self.peek() == T_EOF, "{tree:?}");
        node
    }

    fn node(&mut self, tree: &Expr) -> Node {
        let start = self.start();
        let shape = match tree {
            Expr::Paren(inner) => {
                self.skip_signs();
                self.skip(T_LEFT_PAREN);
                let inner = self.node(&inner.expr);
                self.skip(T_RIGHT_PAREN);
                inner.shape
            }
            Expr::Unary(inner) => {
                self.skip_signs();
                Shape::Negated(Box::new(self.node(&inner.expr)))
            }
            Expr::Binary(binary) => self.operation(&binary.lhs, &binary.rhs),
            Expr::Aggregate(aggregate) => {
                self.aggregation(aggregate.param.as_deref(), &aggregate.expr)
            }
            Expr::Call(call) => {
                self.skip_signs();
                self.call(&call.args.args)
            }
            Expr::VectorSelector(_) => self.selector(),
            Expr::MatrixSelector(_) => {
                let selector = Node {
                    shape: self.selector(),
                    span: start..self.end(),
                };
                Shape::Over(Box::new(selector))
            }
            Expr::Subquery(subquery) => Shape::Subquery(Box::new(self.node(&subquery.expr))),
            Expr::StringLiteral(_) => Shape::Text(self.string()),
            Expr::NumberLiteral(_) | Expr::Extension(_) => {
                self.skip_signs();
                self.advance();
                Shape::Number
            }
        };
        let span = start..self.end();
        self.skip_modifiers();
        Node { span, shape }
    }

    fn operation(&mut self, left: &Expr, right: &Expr) -> Shape {
        let left = self.node(left);
        let operator = self.word();
        let gives_bool = self.take(T_BOOL).is_some();
        let matching = self.grouping(T_ON, T_IGNORING);
        let is_left = self.take(T_GROUP_LEFT).is_some();
        let group = (is_left || self.take(T_GROUP_RIGHT).is_some()).then(|| Group {
            is_left,
            labels: self.labels(),
        });
        while [T_FILL, T_FILL_LEFT, T_FILL_RIGHT].contains(&self.peek()) {
            self.skip_to(T_RIGHT_PAREN);
        }
        let right = self.node(right);
        Shape::Operation(Box::new(Operation {
            operator,
            gives_bool,
            matching,
            group,
            left,
            right,
        }))
    }

    fn aggregation(&mut self, parameter: Option<&Expr>, of: &Expr) -> Shape {
        self.skip_signs();
        let operator = self.word();
        let before = self.grouping(T_BY, T_WITHOUT);
        self.skip(T_LEFT_PAREN);
        let parameter = parameter.map(|parameter| {
            let parameter = self.node(parameter);
            self.skip(T_COMMA);
            Box::new(parameter)
        });
        let of = Box::new(self.node(of));
        self.skip(T_RIGHT_PAREN);
        let grouping = before.or_else(|| self.grouping(T_BY, T_WITHOUT));
        Shape::Aggregation {
            operator,
            grouping,
            parameter,
            of,
        }
    }

    fn call(&mut self, arguments: &[Box<Expr>]) -> Shape {
        let function = self.word();
        self.skip(T_LEFT_PAREN);
        let arguments = arguments.iter().map(|argument| {
            let argument = self.node(argument);
            self.skip(T_COMMA);
            argument
        });
        let arguments = arguments.collect();
        self.skip(T_RIGHT_PAREN);
        Shape::Call {
            function,
            arguments,
        }
    }

    /// `up{job="pforge"}`, `{__name__="up"}` or `{"up"}`.
    fn selector(&mut self) -> Shape {
        self.skip_signs();
        let mut name = (self.peek() != T_LEFT_BRACE).then(|| self.word());
        let mut matchers = Vec::new();
        if self.take(T_LEFT_BRACE).is_some() {
            while ![T_RIGHT_BRACE, T_EOF].contains(&self.peek()) {
                let label = self.name();
                match self.comparison() {
                    Some(comparison) => matchers.push(Matcher {
                        label,
                        comparison,
                        value: self.string(),
                    }),
                    None => name = Some(label),
                }
                self.skip(T_COMMA);
            }
            self.skip(T_RIGHT_BRACE);
        }
        let is_name =
            |matcher: &Matcher| matcher.label.text == "__name__" && matcher.comparison.is_equal();
        if let Some(position) = matchers.iter().position(is_name) {
            name = Some(matchers.remove(position).value);
        }
        Shape::Selector(Selector { name, matchers })
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let comparison = match self.peek() {
            T_EQL => Comparison::Text { is_equal: true },
            T_NEQ => Comparison::Text { is_equal: false },
            T_EQL_REGEX | T_NEQ_REGEX => Comparison::Pattern,
            _ => return None,
        };
        self.advance();
        Some(comparison)
    }

    fn grouping(&mut self, stays: TokenId, goes: TokenId) -> Option<Grouping> {
        let start = self.start();
        let names_what_stays = self.peek() == stays;
        if !names_what_stays && self.peek() != goes {
            return None;
        }
        self.advance();
        let labels = self.labels();
        Some(Grouping {
            span: start..self.end(),
            names_what_stays,
            labels,
        })
    }

    fn labels(&mut self) -> Vec<Word> {
        let mut labels = Vec::new();
        if self.take(T_LEFT_PAREN).is_some() {
            while ![T_RIGHT_PAREN, T_EOF].contains(&self.peek()) {
                labels.push(self.name());
                self.skip(T_COMMA);
            }
            self.skip(T_RIGHT_PAREN);
        }
        labels
    }

    /// `offset 5m`, `@ end()`, `[5m]` and `[1h:5m]`.
    fn skip_modifiers(&mut self) {
        loop {
            match self.peek() {
                T_OFFSET => {
                    self.advance();
                    self.skip_signs();
                    self.advance();
                }
                T_AT => {
                    self.advance();
                    self.skip_signs();
                    self.advance();
                    if self.take(T_LEFT_PAREN).is_some() {
                        self.skip(T_RIGHT_PAREN);
                    }
                }
                T_LEFT_BRACKET => self.skip_to(T_RIGHT_BRACKET),
                _ => return,
            }
        }
    }
}
