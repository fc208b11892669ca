//! Walks the tokens of an expression in step with the parser's tree and gives every part its span.

use promql_parser::parser::Expr;
use promql_parser::parser::token::{
    T_AT, T_BOOL, T_BY, T_COMMA, T_EOF, T_EQL, T_EQL_REGEX, T_FILL, T_FILL_LEFT, T_FILL_RIGHT,
    T_GROUP_LEFT, T_GROUP_RIGHT, T_IGNORING, T_LEFT_BRACE, T_LEFT_BRACKET, T_LEFT_PAREN, T_NEQ,
    T_NEQ_REGEX, T_OFFSET, T_ON, T_RIGHT_BRACE, T_RIGHT_BRACKET, T_RIGHT_PAREN, T_WITHOUT, TokenId,
};

use super::cursor::Cursor;
use crate::promql::expressions::tree::{
    BinaryOperation, ExprKind, ExprNode, GroupModifier, Grouping, MatchOperator, Matcher, Selector,
    Word,
};

impl Cursor<'_> {
    /// Converts the whole expression. All tokens are consumed.
    pub(super) fn whole(mut self, tree: &Expr) -> ExprNode {
        let node = self.node(tree);
        debug_assert!(self.peek() == T_EOF, "{tree:?}");
        node
    }

    fn node(&mut self, tree: &Expr) -> ExprNode {
        let start = self.start();
        let kind = match tree {
            Expr::Paren(inner) => {
                self.skip_signs();
                self.skip(T_LEFT_PAREN);
                let inner = self.node(&inner.expr);
                self.skip(T_RIGHT_PAREN);
                inner.kind
            }
            Expr::Unary(inner) => {
                self.skip_signs();
                ExprKind::Negated(Box::new(self.node(&inner.expr)))
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
                let selector = ExprNode {
                    kind: self.selector(),
                    span: start..self.end(),
                };
                ExprKind::Range(Box::new(selector))
            }
            Expr::Subquery(subquery) => ExprKind::Subquery(Box::new(self.node(&subquery.expr))),
            Expr::StringLiteral(_) => ExprKind::Text(self.string()),
            Expr::NumberLiteral(_) | Expr::Extension(_) => {
                self.skip_signs();
                self.advance();
                ExprKind::Number
            }
        };
        let span = start..self.end();
        self.skip_modifiers();
        ExprNode { span, kind }
    }

    fn operation(&mut self, left: &Expr, right: &Expr) -> ExprKind {
        let left = self.node(left);
        let operator = self.word();
        let returns_bool = self.take(T_BOOL).is_some();
        let matching = self.grouping(T_ON, T_IGNORING);
        let many_is_left = self.take(T_GROUP_LEFT).is_some();
        let group = (many_is_left || self.take(T_GROUP_RIGHT).is_some()).then(|| GroupModifier {
            many_is_left,
            labels: self.labels(),
        });
        while [T_FILL, T_FILL_LEFT, T_FILL_RIGHT].contains(&self.peek()) {
            self.skip_to(T_RIGHT_PAREN);
        }
        let right = self.node(right);
        ExprKind::Operation(Box::new(BinaryOperation {
            operator,
            returns_bool,
            matching,
            group,
            left,
            right,
        }))
    }

    fn aggregation(&mut self, parameter: Option<&Expr>, argument: &Expr) -> ExprKind {
        self.skip_signs();
        let operator = self.word();
        let before = self.grouping(T_BY, T_WITHOUT);
        self.skip(T_LEFT_PAREN);
        let parameter = parameter.map(|parameter| {
            let parameter = self.node(parameter);
            self.skip(T_COMMA);
            Box::new(parameter)
        });
        let argument = Box::new(self.node(argument));
        self.skip(T_RIGHT_PAREN);
        let grouping = before.or_else(|| self.grouping(T_BY, T_WITHOUT));
        ExprKind::Aggregation {
            operator,
            grouping,
            parameter,
            argument,
        }
    }

    fn call(&mut self, arguments: &[Box<Expr>]) -> ExprKind {
        let function = self.word();
        self.skip(T_LEFT_PAREN);
        let arguments = arguments.iter().map(|argument| {
            let argument = self.node(argument);
            self.skip(T_COMMA);
            argument
        });
        let arguments = arguments.collect();
        self.skip(T_RIGHT_PAREN);
        ExprKind::Call {
            function,
            arguments,
        }
    }

    /// Converts a selector such as `up{job="pforge"}`, `{__name__="up"}` or `{"up"}`.
    fn selector(&mut self) -> ExprKind {
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
        ExprKind::Selector(Selector { name, matchers })
    }

    fn comparison(&mut self) -> Option<MatchOperator> {
        let comparison = match self.peek() {
            T_EQL => MatchOperator::Literal { is_equal: true },
            T_NEQ => MatchOperator::Literal { is_equal: false },
            T_EQL_REGEX | T_NEQ_REGEX => MatchOperator::Pattern,
            _ => return None,
        };
        self.advance();
        Some(comparison)
    }

    fn grouping(&mut self, keeps: TokenId, drops: TokenId) -> Option<Grouping> {
        let start = self.start();
        let lists_kept_labels = self.peek() == keeps;
        if !lists_kept_labels && self.peek() != drops {
            return None;
        }
        self.advance();
        let labels = self.labels();
        Some(Grouping {
            span: start..self.end(),
            lists_kept_labels,
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

    /// Skips `offset 5m`, `@ end()`, `[5m]` and `[1h:5m]`.
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
