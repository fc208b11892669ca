//! Checks the expressions, templates and tests of alerts.

use super::condition::{has_condition, is_meant_to_fire};
use super::inferred_series::InferredSeries;
use super::series_resolver::Resolved;
use super::tree::{ExprKind, ExprNode, Selector, Word};
use super::{Checker, Findings, templates};
use crate::document::{Alert, AlertTest, Kind, Setting, Text};
use crate::promql::lints;

impl Checker<'_, '_> {
    pub(super) fn check_alert(&self, alert: &Alert, findings: &mut Findings) {
        for test in &alert.tests.items {
            self.check_test(test, findings);
        }
        let Some(expr) = alert.expr.value() else {
            return;
        };
        let Some((node, series)) = self.check_expression(expr, findings) else {
            return;
        };
        if !self.has_condition(&node) && !is_meant_to_fire(&node) {
            let message = format!("alert `{}` always fires", alert.name.value);
            let help = "compare the expression with a threshold";
            findings
                .diagnostics
                .push(lints::ALERT_CONDITION.at(expr.span, message).help(help));
        }
        let labels = alert.labels.items.iter().map(|label| &label.value);
        let texts = [&alert.summary, &alert.description];
        for text in texts.into_iter().filter_map(|it| it.value()).chain(labels) {
            self.check_template(text, &series, findings);
        }
        let series = with_own_labels(series, alert);
        for fires in alert.tests.items.iter().flat_map(|it| &it.fires.items) {
            self.check_fires(&fires.items, &series, findings);
        }
    }

    /// Checks that the expression returns the labels that a template uses.
    fn check_template(&self, text: &Text, series: &InferredSeries, findings: &mut Findings) {
        let mut check = self.start_check(text, false);
        for label in templates::labels(text) {
            if series.lacks(&label.text) {
                let described = "the alert expression";
                let mut diagnostic = check.unknown_label(described, &label, series);
                diagnostic.rule = &lints::ALERT_TEMPLATE;
                diagnostic.severity = lints::ALERT_TEMPLATE.severity;
                check.report(diagnostic);
            }
        }
        findings.add(check);
    }

    /// Checks that the input series of a test exist.
    fn check_test(&self, test: &AlertTest, findings: &mut Findings) {
        for Setting { name, .. } in &test.input.items {
            let Some((node, _)) = self.check_expression(name, findings) else {
                continue;
            };
            if !is_single_series(name, &node) {
                let message = format!("invalid input series `{}`", name.value);
                let help =
                    "write only its name and its labels, for example `pforge_gaps{job=\"a\"}`";
                findings
                    .diagnostics
                    .push(lints::ALERT_TESTS.at(name.span, message).help(help));
            }
        }
    }

    /// Checks that the alert has the labels that a test expects.
    fn check_fires(&self, labels: &[Setting], series: &InferredSeries, findings: &mut Findings) {
        for Setting { name, .. } in labels {
            if series.lacks(name) {
                let check = self.start_check(name, false);
                let whole = Word {
                    text: name.value.clone(),
                    span: 0..name.len(),
                };
                findings
                    .diagnostics
                    .push(check.unknown_label("the alert", &whole, series));
            }
        }
    }

    pub(super) fn has_condition(&self, node: &ExprNode) -> bool {
        has_condition(node, &|selector| self.comes_and_goes(selector))
    }

    /// Returns whether series exist only at times, or possibly so.
    fn comes_and_goes(&self, selector: &Selector) -> bool {
        let Some(name) = &selector.name else {
            return true;
        };
        match self.resolver.find(&name.text) {
            Resolved::Metric(metric, _) => {
                // The value of an info is always 1, so a matcher on its labels is its only possible condition.
                metric.kind == Kind::Info && !selector.matchers.is_empty()
            }
            Resolved::Record(position) => {
                let recorded = self.records.get(position).and_then(Option::as_ref);
                recorded.is_none_or(|it| it.has_condition)
            }
            Resolved::External | Resolved::Unknown => true,
            Resolved::Scrape | Resolved::NotOfHistogram(_) | Resolved::WithoutTotal(..) => false,
        }
    }
}

/// Adds the labels of a firing alert.
fn with_own_labels(series: InferredSeries, alert: &Alert) -> InferredSeries {
    let own = alert.labels.items.iter().map(|it| it.name.value.as_str());
    let own = own.chain(["alertname", "severity", "owner"]);
    own.fold(series, InferredSeries::with_label)
}

/// Returns whether an expression is the name of a series with `=` matchers only, as the input of a test requires.
fn is_single_series(text: &str, node: &ExprNode) -> bool {
    let is_bare = node.span.len() == text.trim().len() && !text.trim().starts_with('(');
    match &node.kind {
        ExprKind::Selector(Selector { name, matchers }) => {
            is_bare && name.is_some() && matchers.iter().all(|it| it.comparison.is_equal())
        }
        _ => false,
    }
}
