//! Whether expressions of `PromQL` ask for what there is.
//!
//! An expression is read ([`parse`]) to a tree whose every name has its place ([`tree`], [`places`]), and walked along
//! ([`walk`], [`calls`], [`operations`], [`selectors`],
//! [`values`]): what each part gives is known ([`known`]) from the metrics that it names ([`names`]). Nothing
//! is evaluated, and nobody is asked. Where the schema does not tell, nothing is said.

mod calls;
mod condition;
mod known;
mod names;
mod operations;
mod parse;
mod places;
mod selectors;
mod templates;
mod tree;
mod values;
mod walk;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::document::{Alert, AlertTest, Metric, Panel, Record, Setting, Text};
use crate::report::Report;
use crate::rules;
use crate::scope::Scope;
use crate::source::{Sources, Span};
use known::Known;
use names::Names;
use places::Places;
use tree::{Node, Selector, Shape, Word};

/// Checks every expression of a document.
pub(crate) fn check(scope: &Scope<'_>, sources: &Sources, report: &mut Report) {
    let names = Names::new(scope);
    let document = scope.document;
    let mut checker = Checker {
        names: &names,
        sources,
        records: vec![None; document.records.len()],
    };
    // Rules may ask for those that stand after them: what they give is known the second time.
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.record(record, &mut Vec::new());
    }
    let mut findings = Vec::new();
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.record(record, &mut findings);
    }
    for alert in &document.alerts {
        checker.alert(alert, &mut findings);
    }
    for panel in rules::panels(document) {
        checker.panel(panel, &mut findings);
    }
    report.extend(findings);
}

/// What is known of all expressions.
struct Checker<'a, 'r> {
    names: &'r Names<'a>,
    sources: &'r Sources,
    /// What each recording rule gives, as far as that is known so far.
    records: Vec<Option<Known>>,
}

impl<'a> Checker<'a, '_> {
    fn record(&self, record: &Record, findings: &mut Vec<Diagnostic>) -> Option<Known> {
        let (_, mut known) = self.expression(record.expr.value()?, findings)?;
        if let Some(labels) = &mut known.labels {
            labels.extend(record.labels.items.iter().map(|it| it.name.value.clone()));
        }
        Some(known)
    }

    fn alert(&self, alert: &Alert, findings: &mut Vec<Diagnostic>) {
        for test in &alert.tests.items {
            self.test(test, findings);
        }
        let Some(expr) = alert.expr.value() else {
            return;
        };
        let Some((node, known)) = self.expression(expr, findings) else {
            return;
        };
        if !condition::has_condition(&node) {
            let message = format!("alert `{}` always fires", alert.name.value);
            let help = "compare what the expression gives with something";
            findings.push(rules::ALERT_CONDITION.at(expr.span, message).help(help));
        }
        let labels = alert.labels.items.iter().map(|label| &label.value);
        let texts = [&alert.summary, &alert.description];
        for text in texts.into_iter().filter_map(|it| it.value()).chain(labels) {
            self.template(text, &known, findings);
        }
        for fires in alert.tests.items.iter().flat_map(|it| &it.fires.items) {
            self.fires(&fires.items, &known, findings);
        }
    }

    /// The labels that a template names have to be those of the expression's series.
    fn template(&self, text: &Text, known: &Known, findings: &mut Vec<Diagnostic>) {
        let mut reading = self.reading(text, false);
        for label in templates::labels(text) {
            if known.lacks(&label.text) {
                let of = "what the expression gives";
                let mut finding = reading.unknown_label(of, &label, known);
                finding.rule = &rules::ALERT_TEMPLATE;
                finding.severity = rules::ALERT_TEMPLATE.severity;
                reading.report(finding);
            }
        }
        findings.append(&mut reading.findings);
    }

    /// The series that a test feeds an alert with have to be there.
    fn test(&self, test: &AlertTest, findings: &mut Vec<Diagnostic>) {
        for Setting { name, .. } in &test.input.items {
            let Some((node, _)) = self.expression(name, findings) else {
                continue;
            };
            if !matches!(&node.shape, Shape::Selector(selector) if is_one(selector)) {
                let message = format!("`{}` is not one series", name.value);
                let help = "name it with its labels: `pforge_gaps{job=\"pforge\"}`";
                findings.push(rules::ALERT_TESTS.at(name.span, message).help(help));
            }
        }
    }

    fn fires(&self, labels: &[Setting], known: &Known, findings: &mut Vec<Diagnostic>) {
        for Setting { name, .. } in labels {
            if known.lacks(name) {
                let reading = self.reading(name, false);
                let whole = Word {
                    text: name.value.clone(),
                    span: 0..name.len(),
                };
                let of = "what the expression gives";
                findings.push(reading.unknown_label(of, &whole, known));
            }
        }
    }

    fn panel(&self, panel: &Panel, findings: &mut Vec<Diagnostic>) {
        match panel {
            Panel::Metric { metric, .. } => {
                let shown = self.names.scope.metric(metric);
                findings.extend(shown.and_then(|it| deprecated(it, metric.span)));
            }
            Panel::Query { expr, .. } => {
                let filled_in = Text {
                    value: with_durations(&expr.value),
                    span: expr.span,
                };
                let mut reading = self.reading(expr, true);
                reading.read(&filled_in);
                findings.append(&mut reading.findings);
            }
        }
    }

    /// Reads an expression, and says what it gives.
    fn expression(&self, text: &Text, findings: &mut Vec<Diagnostic>) -> Option<(Node, Known)> {
        let mut reading = self.reading(text, false);
        let read = reading.read(text);
        findings.append(&mut reading.findings);
        read
    }

    fn reading(&self, text: &Text, is_panel: bool) -> Reading<'a, '_> {
        Reading {
            names: self.names,
            records: &self.records,
            places: Places::new(text, self.sources),
            is_panel,
            findings: Vec::new(),
        }
    }
}

/// One expression as it is read.
struct Reading<'a, 'r> {
    names: &'r Names<'a>,
    records: &'r [Option<Known>],
    places: Places,
    /// Whether Grafana fills in variables.
    is_panel: bool,
    findings: Vec<Diagnostic>,
}

impl Reading<'_, '_> {
    fn read(&mut self, text: &Text) -> Option<(Node, Known)> {
        match parse::parse(text) {
            Ok(node) => {
                let known = self.node(&node);
                Some((node, known))
            }
            Err(error) => {
                let span = error.span.unwrap_or(0..text.len());
                let message = format!("no expression of PromQL: {}", error.reason);
                self.report(rules::PROMQL_SYNTAX.at(self.place(&span), message));
                None
            }
        }
    }

    fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    fn span(&self, word: &Word) -> Span {
        self.place(&word.span)
    }

    fn place(&self, part: &Range<usize>) -> Span {
        self.places.span(part)
    }

    fn is_filled_in(&self, text: &str) -> bool {
        self.is_panel && text.contains('$')
    }
}

/// What to say of the use of a metric that is on its way out.
fn deprecated(metric: &Metric, used: Span) -> Option<Diagnostic> {
    let deprecated = metric.deprecated.as_ref()?;
    let message = format!("{} is deprecated", metric.described());
    let target = deprecated.renamed_to.value();
    let renamed = target.map(|target| format!("ask for `{}`", target.value));
    let note = deprecated.note.value().map(|note| note.value.clone());
    Some(
        rules::DEPRECATED_USE
            .at(used, message)
            .related(deprecated.span, "declared here")
            .help_if_any(renamed.or(note)),
    )
}

/// Whether a selector names one series, as a test needs it.
fn is_one(selector: &Selector) -> bool {
    selector.name.is_some() && selector.matchers.iter().all(|it| it.comparison.is_equal())
}

/// An expression with durations in place of those that Grafana fills in: every byte stays where it is.
fn with_durations(expr: &str) -> String {
    let mut filled_in = expr.to_owned();
    for variable in ["$__rate_interval", "$__interval", "$__range"] {
        filled_in = filled_in.replace(variable, &format!("{:>1$}", "1m", variable.len()));
    }
    filled_in
}
