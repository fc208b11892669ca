//! What alerts ask for, say and are tested with.

use super::condition::{has_condition, is_meant_to_fire};
use super::known::Known;
use super::names::Found;
use super::tree::{Node, Selector, Shape, Word};
use super::{Checker, Findings, templates};
use crate::document::{Alert, AlertTest, Kind, Setting, Text};
use crate::promql::lints;

impl Checker<'_, '_> {
    pub(super) fn alert(&self, alert: &Alert, findings: &mut Findings) {
        for test in &alert.tests.items {
            self.test(test, findings);
        }
        let Some(expr) = alert.expr.value() else {
            return;
        };
        let Some((node, known)) = self.expression(expr, findings) else {
            return;
        };
        if !self.has_condition(&node) && !is_meant_to_fire(&node) {
            let message = format!("alert `{}` always fires", alert.name.value);
            let help = "compare what the expression gives with something";
            findings
                .diagnostics
                .push(lints::ALERT_CONDITION.at(expr.span, message).help(help));
        }
        let labels = alert.labels.items.iter().map(|label| &label.value);
        let texts = [&alert.summary, &alert.description];
        for text in texts.into_iter().filter_map(|it| it.value()).chain(labels) {
            self.template(text, &known, findings);
        }
        let known = with_own_labels(known, alert);
        for fires in alert.tests.items.iter().flat_map(|it| &it.fires.items) {
            self.fires(&fires.items, &known, findings);
        }
    }

    /// The labels that a template names have to be those of the expression's series.
    fn template(&self, text: &Text, known: &Known, findings: &mut Findings) {
        let mut reading = self.reading(text, false);
        for label in templates::labels(text) {
            if known.lacks(&label.text) {
                let of = "what the expression gives";
                let mut finding = reading.unknown_label(of, &label, known);
                finding.rule = &lints::ALERT_TEMPLATE;
                finding.severity = lints::ALERT_TEMPLATE.severity;
                reading.report(finding);
            }
        }
        findings.add(reading);
    }

    /// The series that a test feeds an alert with have to be there.
    fn test(&self, test: &AlertTest, findings: &mut Findings) {
        for Setting { name, .. } in &test.input.items {
            let Some((node, _)) = self.expression(name, findings) else {
                continue;
            };
            if !is_one(name, &node) {
                let message = format!("`{}` is not one series", name.value);
                let help =
                    "write its name and its labels alone, for example `pforge_gaps{job=\"a\"}`";
                findings
                    .diagnostics
                    .push(lints::ALERT_TESTS.at(name.span, message).help(help));
            }
        }
    }

    fn fires(&self, labels: &[Setting], known: &Known, findings: &mut Findings) {
        for Setting { name, .. } in labels {
            if known.lacks(name) {
                let reading = self.reading(name, false);
                let whole = Word {
                    text: name.value.clone(),
                    span: 0..name.len(),
                };
                let of = "the alert";
                findings
                    .diagnostics
                    .push(reading.unknown_label(of, &whole, known));
            }
        }
    }

    pub(super) fn has_condition(&self, node: &Node) -> bool {
        has_condition(node, &|selector| self.comes_and_goes(selector))
    }

    /// Whether series are there at times only, or nobody can tell.
    fn comes_and_goes(&self, selector: &Selector) -> bool {
        let Some(name) = &selector.name else {
            return true;
        };
        match self.names.find(&name.text) {
            Found::Metric(metric, _) => {
                // Of an info metric the value is always 1, and what its labels say is all that can be asked.
                metric.kind == Kind::Info && !selector.matchers.is_empty()
            }
            Found::Record(position) => {
                let recorded = self.records.get(position).and_then(Option::as_ref);
                recorded.is_none_or(|it| it.has_condition)
            }
            Found::Foreign | Found::Nothing => true,
            Found::OfScrapes | Found::Histogram(_) | Found::Unexposed(..) => false,
        }
    }
}

/// The labels that an alert has when it fires.
fn with_own_labels(known: Known, alert: &Alert) -> Known {
    let own = alert.labels.items.iter().map(|it| it.name.value.as_str());
    let own = own.chain(["alertname", "severity", "owner"]);
    own.fold(known, Known::with_label)
}

/// Whether a text is the name of one series, as a test needs it.
fn is_one(text: &str, node: &Node) -> bool {
    let is_bare = node.span.len() == text.trim().len() && !text.trim().starts_with('(');
    match &node.shape {
        Shape::Selector(Selector { name, matchers }) => {
            is_bare && name.is_some() && matchers.iter().all(|it| it.comparison.is_equal())
        }
        _ => false,
    }
}
