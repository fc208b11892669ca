//! Whether expressions of `PromQL` ask for what there is.
//!
//! An expression is read ([`parse`]) to a tree whose every name has its place ([`tree`], [`places`]), and walked along
//! ([`walk`], [`calls`], [`operations`], [`selectors`], [`values`]): what each part gives is known ([`known`]) from the
//! metrics that it names ([`names`]). Nothing is evaluated, and nobody is asked. Where the schema does not tell, nothing is
//! said.

mod alerts;
mod calls;
mod condition;
mod known;
mod mentions;
mod names;
mod operations;
mod parse;
mod places;
mod selectors;
mod templates;
mod tree;
mod values;
mod variables;
mod walk;

use std::ops::Range;

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Metric, Panel, Record, Text};
use crate::fixes::Mention;
use crate::promql::lints;
use crate::report::Report;
use crate::schema::User;
use crate::scope::Scope;
use crate::source::{Sources, Span};
use known::Known;
use mentions::mentions;
use names::Names;
use places::Places;
use tree::{Node, Word};

/// Checks every expression of a document. Who asks for which metrics comes of it, those by their positions, and where the
/// expressions have declared names.
pub(crate) fn check(
    scope: &Scope<'_>,
    sources: &Sources,
    report: &mut Report,
) -> (Vec<(User, usize)>, Vec<Mention>) {
    let names = Names::new(scope);
    let document = scope.document;
    let mut checker = Checker {
        names: &names,
        sources,
        records: document.records.iter().map(|_| None).collect(),
    };
    // Rules may ask for those that stand after them: what they give is known the second time.
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.record(record, &mut Findings::default());
    }
    let mut findings = Findings::default();
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.record(record, &mut findings);
        findings.are_of(|| User::Record(record.name.value.clone()));
    }
    for alert in &document.alerts {
        checker.alert(alert, &mut findings);
        findings.are_of(|| User::Alert(alert.name.value.clone()));
    }
    for dashboard in &document.dashboards {
        for panel in dashboard.rows.items.iter().flat_map(|row| &row.items) {
            checker.panel(panel, &mut findings);
        }
        findings.are_of(|| User::Dashboard(dashboard.name.value.clone()));
    }
    report.extend(findings.diagnostics);
    (findings.uses, findings.mentions)
}

/// What was found so far.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    /// The positions of the metrics that the present item asks for.
    asked: Vec<usize>,
    uses: Vec<(User, usize)>,
    mentions: Vec<Mention>,
}

impl Findings {
    fn add(&mut self, reading: Reading<'_, '_>) {
        self.diagnostics.extend(reading.findings);
        self.asked.extend(reading.asked);
        self.mentions.extend(reading.mentions);
    }

    /// Says whose expressions were read since this was last said.
    fn are_of(&mut self, user: impl Fn() -> User) {
        self.uses
            .extend(self.asked.drain(..).map(|metric| (user(), metric)));
    }
}

/// What is known of all expressions.
struct Checker<'a, 'r> {
    names: &'r Names<'a>,
    sources: &'r Sources,
    /// What each recording rule gives, as far as that is known so far.
    records: Vec<Option<Recorded>>,
}

/// What a recording rule gives.
struct Recorded {
    known: Known,
    /// Whether there is something to record at times only.
    has_condition: bool,
}

impl<'a> Checker<'a, '_> {
    fn record(&self, record: &'a Record, findings: &mut Findings) -> Option<Recorded> {
        let expr = record.expr.value()?;
        let mut reading = self.reading(expr, false);
        reading.of = Some(&record.name);
        let read = reading.read(expr);
        findings.add(reading);
        let (node, mut known) = read?;
        for label in &record.labels.items {
            known = known.with_label(&label.name.value);
        }
        let has_condition = self.has_condition(&node);
        Some(Recorded {
            known,
            has_condition,
        })
    }

    fn panel(&self, panel: &Panel, findings: &mut Findings) {
        match panel {
            Panel::Metric { metric, .. } => {
                let shown = self.names.scope.metric(metric);
                findings
                    .diagnostics
                    .extend(shown.and_then(|it| deprecated(it, metric.span)));
            }
            Panel::Query { expr, .. } => {
                let filled_in = Text {
                    value: variables::filled_in(&expr.value),
                    span: expr.span,
                };
                let mut reading = self.reading(expr, true);
                reading.read(&filled_in);
                findings.add(reading);
            }
        }
    }

    /// Reads an expression, and says what it gives.
    fn expression(&self, text: &Text, findings: &mut Findings) -> Option<(Node, Known)> {
        let mut reading = self.reading(text, false);
        let read = reading.read(text);
        findings.add(reading);
        read
    }

    fn reading<'r>(&'r self, text: &Text, is_panel: bool) -> Reading<'a, 'r> {
        Reading {
            names: self.names,
            records: &self.records,
            places: Places::new(text, self.sources),
            of: None,
            is_panel,
            findings: Vec::new(),
            asked: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

/// One expression as it is read.
struct Reading<'a, 'r> {
    names: &'r Names<'a>,
    records: &'r [Option<Recorded>],
    places: Places,
    /// The recording rule that it is the expression of.
    of: Option<&'r str>,
    /// Whether Grafana fills in variables.
    is_panel: bool,
    findings: Vec<Diagnostic>,
    /// The positions of the metrics that it asks for.
    asked: Vec<usize>,
    /// The declared names in it.
    mentions: Vec<Mention>,
}

impl Reading<'_, '_> {
    fn read(&mut self, text: &Text) -> Option<(Node, Known)> {
        match parse::parse(text) {
            Ok(node) => {
                let known = self.node(&node);
                for (declared, word) in mentions(&node, self.names) {
                    let (span, text) = (self.span(word), word.text.clone());
                    let mention = Mention {
                        declared,
                        span,
                        text,
                    };
                    self.mentions.push(mention);
                }
                Some((node, known))
            }
            Err(error) => {
                let span = error.span.clone().unwrap_or(0..text.len());
                let message = format!("invalid PromQL expression: {}", error.reason);
                let place = self.place(&span);
                let written = text.get(span).unwrap_or_default();
                let instead = error.instead.map(|it| Correction::name(place, written, it));
                let finding = lints::PROMQL_SYNTAX.at(place, message);
                self.report(finding.help_if_any(error.help).correct_if_any(instead));
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
    let finding = lints::DEPRECATED_USE
        .at(used, message)
        .related(deprecated.span, "declared here");
    Some(match deprecated.renamed_to.value() {
        Some(target) => finding
            .help(format!("ask for `{}`", target.value))
            .correct(Correction::name(used, &metric.name.value, &target.value)),
        None => finding.help_if_any(deprecated.note.value().map(|note| note.value.clone())),
    })
}
