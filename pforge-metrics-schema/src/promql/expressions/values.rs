//! Checks that labels can have the values that matchers compare them with.

use promql_parser::label::Matcher as Compiled;
use promql_parser::parser::token::T_EQL_REGEX;

use super::ExpressionCheck;
use super::series_resolver::values;
use super::tree::{MatchOperator, Matcher, Word};
use crate::bounds::sound_bounds;
use crate::diagnostic::Diagnostic;
use crate::document::{ConstantValue, Label, Metric};
use crate::promql::lints;
use crate::source::Span;
use crate::suggest;

impl<'a> ExpressionCheck<'a, '_> {
    /// Checks that a closed label has the value of a matcher, or a value for each alternative of a pattern.
    pub(super) fn check_value(&mut self, matcher: &Matcher, metric: &'a Metric) {
        let Some(label) = self.resolver.label(metric, &matcher.label.text) else {
            return self.check_constant(matcher, metric);
        };
        let Some(values) = values(label) else { return };
        for alternative in alternatives(matcher) {
            let is_match = matches(&alternative.text, matcher.comparison);
            let found: Vec<_> = values.iter().filter(|value| is_match(value)).collect();
            if found.is_empty() {
                let values = values.iter().map(String::as_str);
                self.report_unknown_value(matcher, &alternative, values, label.name.span);
            }
            if let Some(value) = found.iter().find(|value| ***value == alternative.text) {
                self.check_deprecated_value(&alternative, label, value);
            }
        }
    }

    /// Checks the value of a const label or a fact. Values from the environment are not checked.
    fn check_constant(&mut self, matcher: &Matcher, metric: &Metric) {
        let constants = self.resolver.scope.document.constants.items.iter();
        let mut constants = constants.chain(&metric.facts.items);
        let constant = constants.find(|it| it.name.value == matcher.label.text);
        if let Some(ConstantValue::Literal(value)) = constant.map(|constant| &constant.value) {
            for alternative in alternatives(matcher) {
                if !matches(&alternative.text, matcher.comparison)(value) {
                    self.report_unknown_value(
                        matcher,
                        &alternative,
                        [value.as_str()].into_iter(),
                        value.span,
                    );
                }
            }
        }
    }

    fn report_unknown_value<'v>(
        &mut self,
        matcher: &Matcher,
        expected: &Word,
        values: impl Iterator<Item = &'v str> + Clone,
        declared: Span,
    ) {
        if !self.has_variable(&expected.text) {
            let described = format!("label `{}`", matcher.label.text);
            let diagnostic = self.unknown_value(&described, matcher, expected, values);
            self.report(diagnostic.related(declared, "declared here"));
        }
    }

    fn unknown_value<'v>(
        &self,
        described: &str,
        matcher: &Matcher,
        expected: &Word,
        values: impl Iterator<Item = &'v str> + Clone,
    ) -> Diagnostic {
        let message = match matcher.comparison {
            MatchOperator::Literal { .. } if expected.text.is_empty() => {
                format!("{described} is never empty")
            }
            MatchOperator::Literal { .. } => {
                format!("unknown value `{}` of {described}", expected.text)
            }
            MatchOperator::Pattern => {
                format!("no value of {described} matches `{}`", expected.text)
            }
        };
        let diagnostic = lints::PROMQL_VALUE.at(self.span(expected), message);
        match suggest::nearest(&expected.text, values.clone()) {
            Some(meant) => diagnostic.did_you_mean(&expected.text, meant),
            None => diagnostic.help(format!("use one of its values: {}", suggest::list(values))),
        }
    }

    fn check_deprecated_value(&mut self, used: &Word, label: &Label, value: &str) {
        let mut values = label.values().iter();
        let value = values.find(|it| it.wire.value == value);
        if let Some(deprecated) = value.and_then(|value| value.deprecated.as_ref()) {
            let (value, label) = (&used.text, &label.name.value);
            let message = format!("use of deprecated value `{value}` of label `{label}`");
            let note = deprecated.note.value().map(|note| note.value.clone());
            let diagnostic = lints::DEPRECATED_USE
                .at(self.span(used), message)
                .related(deprecated.span, "deprecated here");
            self.report(diagnostic.help_if_any(note));
        }
    }

    /// Checks that a histogram has the bound that a matcher compares `le` with.
    pub(super) fn check_bound(&mut self, matcher: &Matcher, metric: &Metric) {
        let shape = metric.buckets.value();
        let shape = shape.and_then(|buckets| self.resolver.scope.shape(buckets));
        let Some(bounds) = shape.and_then(sound_bounds) else {
            return;
        };
        let is_bound = |number: f64| number == f64::INFINITY || bounds.contains(&number);
        for expected in alternatives(matcher) {
            let found = match (expected.text.parse::<f64>(), matcher.comparison) {
                (Ok(number), _) => is_bound(number),
                // Versions of Prometheus format bounds differently, as `1` or `1.0`, so other patterns are not checked.
                (Err(_), MatchOperator::Pattern) => true,
                (Err(_), MatchOperator::Literal { .. }) => false,
            };
            if !found && !self.has_variable(&expected.text) {
                let bounds: Vec<String> = bounds.iter().map(f64::to_string).collect();
                let described = format!("label `le` of {}", metric.described());
                let values = bounds.iter().map(String::as_str).chain(["+Inf"]);
                let diagnostic = self.unknown_value(&described, matcher, &expected, values);
                self.report(diagnostic.related(metric.name.span, "declared here"));
            }
        }
    }
}

/// Returns the alternatives of a pattern that consists only of alternatives, or otherwise the whole text.
fn alternatives(matcher: &Matcher) -> Vec<Word> {
    let Word { text, span } = &matcher.value;
    let is_pattern = matcher.comparison == MatchOperator::Pattern;
    if !is_pattern || text.contains(['(', '[', '\\']) || text.len() != span.len() {
        return vec![matcher.value.clone()];
    }
    let mut start = span.start;
    // An empty alternative matches series without the label. It is useless here but common, so it is ignored.
    let alternatives = text.split('|').map(|alternative| {
        let span = start..start + alternative.len();
        start = span.end + 1;
        Word {
            text: alternative.to_owned(),
            span,
        }
    });
    alternatives.filter(|it| !it.text.is_empty()).collect()
}

/// Returns a predicate for the values that a text or a pattern matches.
///
/// The parser has compiled the whole pattern, so its alternatives compile too.
fn matches(text: &str, comparison: MatchOperator) -> impl Fn(&str) -> bool {
    let pattern = (comparison == MatchOperator::Pattern)
        .then(|| Compiled::new_matcher(T_EQL_REGEX, String::new(), text.to_owned()));
    move |value| match &pattern {
        Some(pattern) => pattern.as_ref().is_ok_and(|it| it.is_match(value)),
        None => value == text,
    }
}
