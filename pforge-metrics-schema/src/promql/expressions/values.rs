//! Whether labels have the values that they are compared with.

use promql_parser::label::Matcher as Compiled;
use promql_parser::parser::token::T_EQL_REGEX;

use super::Reading;
use super::names::values;
use super::tree::{Comparison, Matcher, Word};
use crate::bounds::sound_bounds;
use crate::diagnostic::Diagnostic;
use crate::document::{ConstantValue, Label, Metric};
use crate::promql::lints;
use crate::source::Span;
use crate::suggest;

impl<'a> Reading<'a, '_> {
    /// Whether a closed label has a value, or one for each alternative of a pattern.
    pub(super) fn value(&mut self, matcher: &Matcher, metric: &'a Metric) {
        let Some(label) = self.names.label(metric, &matcher.label.text) else {
            return self.constant(matcher, metric);
        };
        let Some(values) = values(label) else { return };
        for alternative in alternatives(matcher) {
            let is_asked_for = asked_for(&alternative.text, matcher.comparison);
            let found: Vec<_> = values.iter().filter(|value| is_asked_for(value)).collect();
            if found.is_empty() {
                let values = values.iter().map(String::as_str);
                self.no_value(matcher, &alternative, values, label.name.span);
            }
            if let Some(value) = found.iter().find(|value| ***value == alternative.text) {
                self.deprecated_value(&alternative, label, value);
            }
        }
    }

    /// The same of labels with one value, as far as it is written down.
    fn constant(&mut self, matcher: &Matcher, metric: &Metric) {
        let constants = self.names.scope.document.constants.items.iter();
        let mut constants = constants.chain(&metric.facts.items);
        let constant = constants.find(|it| it.name.value == matcher.label.text);
        if let Some(ConstantValue::Literal(value)) = constant.map(|constant| &constant.value) {
            for alternative in alternatives(matcher) {
                if !asked_for(&alternative.text, matcher.comparison)(value) {
                    self.no_value(
                        matcher,
                        &alternative,
                        [value.as_str()].into_iter(),
                        value.span,
                    );
                }
            }
        }
    }

    fn no_value<'v>(
        &mut self,
        matcher: &Matcher,
        asked_for: &Word,
        values: impl Iterator<Item = &'v str> + Clone,
        declared: Span,
    ) {
        if !self.is_filled_in(&asked_for.text) {
            let described = format!("label `{}`", matcher.label.text);
            let finding = self.unknown_value(&described, matcher, asked_for, values);
            self.report(finding.related(declared, "declared here"));
        }
    }

    fn unknown_value<'v>(
        &self,
        described: &str,
        matcher: &Matcher,
        asked_for: &Word,
        values: impl Iterator<Item = &'v str> + Clone,
    ) -> Diagnostic {
        let message = match matcher.comparison {
            Comparison::Text { .. } if asked_for.text.is_empty() => {
                format!("{described} is never empty")
            }
            Comparison::Text { .. } => format!("{described} has no value `{}`", asked_for.text),
            Comparison::Pattern => {
                format!("no value of {described} matches `{}`", asked_for.text)
            }
        };
        let finding = lints::PROMQL_VALUE.at(self.span(asked_for), message);
        match suggest::nearest(&asked_for.text, values.clone()) {
            Some(meant) => finding.did_you_mean(&asked_for.text, meant),
            None => finding.help(format!("its values are {}", suggest::list(values))),
        }
    }

    fn deprecated_value(&mut self, asked_for: &Word, label: &Label, value: &str) {
        let mut values = label.values().iter();
        let value = values.find(|it| it.wire.value == value);
        if let Some(deprecated) = value.and_then(|value| value.deprecated.as_ref()) {
            let message = format!("value `{}` is deprecated", asked_for.text);
            let note = deprecated.note.value().map(|note| note.value.clone());
            let finding = lints::DEPRECATED_USE
                .at(self.span(asked_for), message)
                .related(deprecated.span, "declared here");
            self.report(finding.help_if_any(note));
        }
    }

    /// Whether a histogram has the bound that `le` is compared with.
    pub(super) fn bound(&mut self, matcher: &Matcher, metric: &Metric) {
        let shape = metric.buckets.value();
        let shape = shape.and_then(|buckets| self.names.scope.shape(buckets));
        let Some(bounds) = shape.and_then(sound_bounds) else {
            return;
        };
        let is_bound = |number: f64| number == f64::INFINITY || bounds.contains(&number);
        for asked_for in alternatives(matcher) {
            let found = match (asked_for.text.parse::<f64>(), matcher.comparison) {
                (Ok(number), _) => is_bound(number),
                // How a bound is written differs between versions of Prometheus: `1` or `1.0`.
                (Err(_), Comparison::Pattern) => true,
                (Err(_), Comparison::Text { .. }) => false,
            };
            if !found && !self.is_filled_in(&asked_for.text) {
                let bounds: Vec<String> = bounds.iter().map(f64::to_string).collect();
                let described = format!("`le` of {}", metric.described());
                let values = bounds.iter().map(String::as_str).chain(["+Inf"]);
                let finding = self.unknown_value(&described, matcher, &asked_for, values);
                self.report(finding.related(metric.name.span, "declared here"));
            }
        }
    }
}

/// The alternatives of a pattern, where it is made of nothing else, or the text as it is.
fn alternatives(matcher: &Matcher) -> Vec<Word> {
    let Word { text, span } = &matcher.value;
    let is_pattern = matcher.comparison == Comparison::Pattern;
    if !is_pattern || text.contains(['(', '[', '\\']) || text.len() != span.len() {
        return vec![matcher.value.clone()];
    }
    let mut start = span.start;
    // The empty one matches what has no such label: useless, and a habit.
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

/// Whether a value is the one that is asked for. The parser has compiled the whole pattern, so its alternatives compile too.
fn asked_for(text: &str, comparison: Comparison) -> impl Fn(&str) -> bool {
    let pattern = (comparison == Comparison::Pattern)
        .then(|| Compiled::new_matcher(T_EQL_REGEX, String::new(), text.to_owned()));
    move |value| match &pattern {
        Some(pattern) => pattern.as_ref().is_ok_and(|it| it.is_match(value)),
        None => value == text,
    }
}
