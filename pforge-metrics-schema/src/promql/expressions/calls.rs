//! Checks function calls and infers their results.

use std::collections::BTreeSet;

use super::ExpressionCheck;
use super::inferred_series::{InferredSeries, SeriesKind};
use super::tree::{ExprKind, ExprNode, Word};
use crate::promql::lints;

/// Functions that treat each decrease as a restart.
const COUNTER_FUNCTIONS: &[&str] = &["rate", "irate", "increase", "resets"];

/// Functions that do not handle restarts.
const GAUGE_FUNCTIONS: &[&str] = &[
    "delta",
    "idelta",
    "deriv",
    "predict_linear",
    "double_exponential_smoothing",
    "holt_winters",
];

/// Functions whose results are not of the same kind as their arguments, for example counts and times.
const DERIVED_VALUES: &[&str] = &[
    "changes",
    "count_over_time",
    "present_over_time",
    "stddev_over_time",
    "stdvar_over_time",
    "mad_over_time",
    "timestamp",
    "ts_of_first_over_time",
    "ts_of_last_over_time",
    "ts_of_max_over_time",
    "ts_of_min_over_time",
    "day_of_month",
    "day_of_week",
    "day_of_year",
    "days_in_month",
    "hour",
    "minute",
    "month",
    "year",
    "sgn",
];

impl ExpressionCheck<'_, '_> {
    pub(super) fn infer_call(&mut self, function: &Word, arguments: &[ExprNode]) -> InferredSeries {
        let name = function.text.as_str();
        let inferred: Vec<InferredSeries> = arguments.iter().map(|it| self.infer(it)).collect();
        let position = inferred.iter().position(|it| !it.is_scalar());
        let input = position.map_or(InferredSeries::SCALAR, |position| {
            inferred[position].clone()
        });
        if COUNTER_FUNCTIONS.contains(&name) {
            self.check_counter_function(function, arguments, &input);
        } else if GAUGE_FUNCTIONS.contains(&name) {
            self.check_gauge_function(function, &input);
        }
        match name {
            "absent" | "absent_over_time" => absent(arguments),
            "histogram_quantile" | "histogram_quantiles" | "histogram_fraction" => {
                let buckets = position.map(|position| &arguments[position]);
                let result = self.infer_quantile(function, buckets, input);
                // `histogram_quantiles` adds a label for the quantile.
                match arguments.iter().find_map(text) {
                    Some(label) => result.with_label(&label.text),
                    None => result,
                }
            }
            "label_replace" | "label_join" => self.infer_relabeling(name, arguments, input),
            "vector" => InferredSeries::of(SeriesKind::Gauge, Some(BTreeSet::new())),
            "scalar" | "time" | "pi" => InferredSeries::SCALAR,
            "info" => InferredSeries::UNKNOWN,
            "rate" | "irate" | "increase" | "delta" if matches!(input.kind, SeriesKind::Native) => {
                input
            }
            _ if COUNTER_FUNCTIONS.contains(&name) || GAUGE_FUNCTIONS.contains(&name) => {
                input.into_gauges()
            }
            _ if DERIVED_VALUES.contains(&name) || name.starts_with("histogram_") => {
                input.into_gauges()
            }
            _ => input,
        }
    }

    fn check_counter_function(
        &mut self,
        function: &Word,
        arguments: &[ExprNode],
        input: &InferredSeries,
    ) {
        let SeriesKind::Gauge = input.kind else {
            return;
        };
        // The kind of a subquery's result is uncertain, so only a named series is checked.
        let Some(name) = arguments.first().and_then(selected) else {
            return;
        };
        let message = format!(
            "`{}` expects a counter, but `{}` is not a counter",
            function.text, name.text
        );
        let instead = if function.text == "increase" {
            "delta"
        } else {
            "deriv"
        };
        let diagnostic = lints::PROMQL_FUNCTION.at(self.span(name), message);
        let declared = self.resolver.declared(&name.text);
        let diagnostic = diagnostic.related_if_any(declared, "declared here");
        self.report(diagnostic.help(format!("use `{instead}` for a value that goes up and down")));
    }

    fn check_gauge_function(&mut self, function: &Word, input: &InferredSeries) {
        let SeriesKind::Counter(name) = &input.kind else {
            return;
        };
        let message = format!(
            "`{}` expects a gauge, but `{}` is a counter",
            function.text, name.text
        );
        let instead = if function.text == "delta" {
            "increase"
        } else {
            "rate"
        };
        let diagnostic = lints::PROMQL_FUNCTION.at(self.span(name), message);
        let declared = self.resolver.declared(&name.text);
        let diagnostic = diagnostic.related_if_any(declared, "declared here");
        self.report(diagnostic.help(format!(
            "use `{instead}`, which handles restarts of a counter"
        )));
    }

    /// Infers a quantile of classic buckets, which need the label `le`, or of native histograms.
    fn infer_quantile(
        &mut self,
        function: &Word,
        buckets: Option<&ExprNode>,
        input: InferredSeries,
    ) -> InferredSeries {
        if input.lacks("le") && !matches!(input.kind, SeriesKind::Native | SeriesKind::Unknown) {
            let (span, message, help) = match &input.le_lost {
                Some(lost) => (
                    self.span_of(lost),
                    format!(
                        "`{}` requires the label `le`, which is aggregated away",
                        function.text
                    ),
                    "keep it: add `le` to `by`, or remove it from `without`",
                ),
                None => (
                    self.span_of(buckets.map_or(&function.span, |node| &node.span)),
                    format!("`{}` expects the buckets of a histogram", function.text),
                    "use the `_bucket` series of a histogram",
                ),
            };
            self.report(lints::PROMQL_LE.at(span, message).help(help));
        }
        let mut result = input.into_gauges();
        if let Some(labels) = &mut result.labels {
            labels.remove("le");
        }
        result.always_present.remove("le");
        result.le_lost = None;
        result
    }

    fn infer_relabeling(
        &mut self,
        name: &str,
        arguments: &[ExprNode],
        input: InferredSeries,
    ) -> InferredSeries {
        let text = |position: usize| arguments.get(position).and_then(text);
        let sources = match name {
            "label_replace" => 3..4,
            _ => 3..arguments.len(),
        };
        for source in sources.filter_map(text) {
            // An empty source label gives the target label a fixed value.
            if !source.text.is_empty() && input.lacks(&source.text) {
                let diagnostic = self.unknown_label("the relabeled expression", source, &input);
                self.report(diagnostic);
            }
        }
        match text(1) {
            Some(label) => input.with_label(&label.text),
            None => InferredSeries::UNKNOWN,
        }
    }
}

/// Returns the name of the series that a range selector or a subquery selects directly.
fn selected(node: &ExprNode) -> Option<&Word> {
    match &node.kind {
        ExprKind::Range(inner) | ExprKind::Subquery(inner) => match &inner.kind {
            ExprKind::Selector(selector) => selector.name.as_ref(),
            _ => None,
        },
        _ => None,
    }
}

fn text(node: &ExprNode) -> Option<&Word> {
    match &node.kind {
        ExprKind::Text(word) => Some(word),
        _ => None,
    }
}

/// Infers the result of `absent`: it has the labels with exactly one matcher, which is `=`.
fn absent(arguments: &[ExprNode]) -> InferredSeries {
    let selector = match arguments.first().map(|node| &node.kind) {
        Some(ExprKind::Selector(selector)) => Some(selector),
        Some(ExprKind::Range(inner)) => match &inner.kind {
            ExprKind::Selector(selector) => Some(selector),
            _ => None,
        },
        _ => None,
    };
    let (mut labels, mut equal) = (BTreeSet::new(), BTreeSet::new());
    for matcher in selector.into_iter().flat_map(|it| &it.matchers) {
        let label = &matcher.label.text;
        if !(matcher.comparison.is_equal() && equal.insert(label)) {
            labels.remove(label);
        } else if !matcher.value.text.is_empty() {
            labels.insert(label.clone());
        }
    }
    InferredSeries::of(SeriesKind::Gauge, Some(labels))
}
