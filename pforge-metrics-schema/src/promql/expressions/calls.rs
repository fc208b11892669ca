//! What functions give, and what they are given.

use std::collections::BTreeSet;

use super::Reading;
use super::known::{Kind, Known};
use super::tree::{Node, Shape, Word};
use crate::promql::lints;

/// Functions that take each decrease for a restart.
const OF_COUNTERS: &[&str] = &["rate", "irate", "increase", "resets"];

/// Functions that know no restarts.
const OF_GAUGES: &[&str] = &[
    "delta",
    "idelta",
    "deriv",
    "predict_linear",
    "double_exponential_smoothing",
    "holt_winters",
];

/// Functions whose results are other numbers than those that they are given.
const OTHER_NUMBERS: &[&str] = &[
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

impl Reading<'_, '_> {
    pub(super) fn call(&mut self, function: &Word, arguments: &[Node]) -> Known {
        let name = function.text.as_str();
        let known: Vec<Known> = arguments.iter().map(|it| self.node(it)).collect();
        let series = known.iter().position(|known| !known.is_scalar());
        let of = series.map_or(Known::SCALAR, |position| known[position].clone());
        if OF_COUNTERS.contains(&name) {
            self.of_counters(function, arguments, &of);
        } else if OF_GAUGES.contains(&name) {
            self.of_gauges(function, &of);
        }
        match name {
            "absent" | "absent_over_time" => absent(arguments),
            "histogram_quantile" | "histogram_quantiles" | "histogram_fraction" => {
                let buckets = series.map(|position| &arguments[position]);
                let known = self.quantile(function, buckets, of);
                // The label that tells which quantile it is.
                match arguments.iter().find_map(text) {
                    Some(label) => known.with_label(&label.text),
                    None => known,
                }
            }
            "label_replace" | "label_join" => self.relabelled(name, arguments, of),
            "vector" => Known::of(Kind::Value, Some(BTreeSet::new())),
            "scalar" | "time" | "pi" => Known::SCALAR,
            "info" => Known::UNKNOWN,
            "rate" | "irate" | "increase" | "delta" if matches!(of.kind, Kind::Native) => of,
            _ if OF_COUNTERS.contains(&name) || OF_GAUGES.contains(&name) => of.values(),
            _ if OTHER_NUMBERS.contains(&name) || name.starts_with("histogram_") => of.values(),
            _ => of,
        }
    }

    fn of_counters(&mut self, function: &Word, arguments: &[Node], of: &Known) {
        let Kind::Value = of.kind else { return };
        // Over time an expression can be anything; a series is what it is declared to be.
        let Some(name) = arguments.first().and_then(selected) else {
            return;
        };
        let message = format!(
            "`{}` is for counters, and `{}` is none",
            function.text, name.text
        );
        let instead = if function.text == "increase" {
            "delta"
        } else {
            "deriv"
        };
        let finding = lints::PROMQL_FUNCTION.at(self.span(name), message);
        let finding = finding.related_if_any(self.names.declared(&name.text), "declared here");
        self.report(finding.help(format!("`{instead}` is for what goes up and down")));
    }

    fn of_gauges(&mut self, function: &Word, of: &Known) {
        let Kind::Counter(name) = &of.kind else {
            return;
        };
        let message = format!(
            "`{}` is for gauges, and takes a restart of counter `{}` for a change",
            function.text, name.text
        );
        let instead = if function.text == "delta" {
            "increase"
        } else {
            "rate"
        };
        let finding = lints::PROMQL_FUNCTION.at(self.span(name), message);
        let finding = finding.related_if_any(self.names.declared(&name.text), "declared here");
        self.report(finding.help(format!("`{instead}` is for counters")));
    }

    /// A quantile is read off buckets, which `le` tells apart, or off native histograms.
    fn quantile(&mut self, function: &Word, buckets: Option<&Node>, of: Known) -> Known {
        if of.lacks("le") && !matches!(of.kind, Kind::Native | Kind::Unknown) {
            let (span, message, help) = match &of.le_lost {
                Some(lost) => (
                    self.place(lost),
                    format!(
                        "`le` is lost here, which `{}` reads buckets by",
                        function.text
                    ),
                    "keep it: add `le` to `by`, or take it out of `without`",
                ),
                None => (
                    self.place(buckets.map_or(&function.span, |node| &node.span)),
                    format!("`{}` gets no buckets", function.text),
                    "give it the `_bucket` series of a histogram",
                ),
            };
            self.report(lints::PROMQL_LE.at(span, message).help(help));
        }
        let mut known = of.values();
        if let Some(labels) = &mut known.labels {
            labels.remove("le");
        }
        known.always.remove("le");
        known.le_lost = None;
        known
    }

    fn relabelled(&mut self, name: &str, arguments: &[Node], of: Known) -> Known {
        let text = |position: usize| arguments.get(position).and_then(text);
        let sources = match name {
            "label_replace" => 3..4,
            _ => 3..arguments.len(),
        };
        for source in sources.filter_map(text) {
            // No label at all is how a label gets a fixed value.
            if !source.text.is_empty() && of.lacks(&source.text) {
                let finding = self.unknown_label("what is relabelled", source, &of);
                self.report(finding);
            }
        }
        match text(1) {
            Some(label) => of.with_label(&label.text),
            None => Known::UNKNOWN,
        }
    }
}

/// The name of the series that a function looks at directly.
fn selected(node: &Node) -> Option<&Word> {
    match &node.shape {
        Shape::Over(inner) | Shape::Subquery(inner) => match &inner.shape {
            Shape::Selector(selector) => selector.name.as_ref(),
            _ => None,
        },
        _ => None,
    }
}

fn text(node: &Node) -> Option<&Word> {
    match &node.shape {
        Shape::Text(word) => Some(word),
        _ => None,
    }
}

/// What `absent` gives has the labels that are asked for by `=`, and by nothing else after it.
fn absent(arguments: &[Node]) -> Known {
    let selector = match arguments.first().map(|node| &node.shape) {
        Some(Shape::Selector(selector)) => Some(selector),
        Some(Shape::Over(inner)) => match &inner.shape {
            Shape::Selector(selector) => Some(selector),
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
    Known::of(Kind::Value, Some(labels))
}
