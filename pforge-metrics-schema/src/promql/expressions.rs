//! Checks `PromQL` expressions against the schema.
//!
//! [`parse`] turns an expression into a tree ([`tree`]) in which every name has its span in the file
//! ([`expression_spans`]). [`infer`], [`calls`], [`operations`], [`selectors`] and [`values`] walk the tree. They
//! infer the series that each part returns ([`inferred_series`]) from the metrics that it names ([`series_resolver`]).
//! Nothing is evaluated, and Prometheus is not queried. If the schema does not determine a property of a series, that
//! property is not checked.

mod alerts;
mod calls;
mod condition;
mod expression_spans;
mod infer;
mod inferred_series;
mod mentions;
mod operations;
mod parse;
mod selectors;
mod series_resolver;
mod templates;
mod tree;
mod values;
mod variables;

use std::ops::Range;

use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{Metric, Panel, Record, Text};
use crate::fixes::Mention;
use crate::promql::lints;
use crate::report::Report;
use crate::schema::User;
use crate::scope::Scope;
use crate::source::{Sources, Span};
use expression_spans::ExpressionSpans;
use inferred_series::InferredSeries;
use mentions::mentions;
use series_resolver::SeriesResolver;
use tree::{ExprNode, Word};

/// Checks every expression of a document.
///
/// Returns the rules, alerts and dashboards with the positions of the metrics that they use, and the declared names
/// that expressions mention.
pub(crate) fn check(
    scope: &Scope<'_>,
    sources: &Sources,
    report: &mut Report,
) -> (Vec<(User, usize)>, Vec<Mention>) {
    let resolver = SeriesResolver::new(scope);
    let document = scope.document;
    let mut checker = Checker {
        resolver: &resolver,
        sources,
        records: document.records.iter().map(|_| None).collect(),
    };
    // A recording rule can use one that is declared after it, so the rules are inferred once before they are checked.
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.check_record(record, &mut Findings::default());
    }
    let mut findings = Findings::default();
    for (position, record) in document.records.iter().enumerate() {
        checker.records[position] = checker.check_record(record, &mut findings);
        findings.attribute_to(|| User::Record(record.name.value.clone()));
    }
    for alert in &document.alerts {
        checker.check_alert(alert, &mut findings);
        findings.attribute_to(|| User::Alert(alert.name.value.clone()));
    }
    for dashboard in &document.dashboards {
        for panel in dashboard.rows.items.iter().flat_map(|row| &row.items) {
            checker.check_panel(panel, &mut findings);
        }
        findings.attribute_to(|| User::Dashboard(dashboard.name.value.clone()));
    }
    report.extend(findings.diagnostics);
    (findings.uses, findings.mentions)
}

/// The results so far.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    /// The positions of the metrics that the current item uses.
    used_metrics: Vec<usize>,
    uses: Vec<(User, usize)>,
    mentions: Vec<Mention>,
}

impl Findings {
    fn add(&mut self, check: ExpressionCheck<'_, '_>) {
        self.diagnostics.extend(check.diagnostics);
        self.used_metrics.extend(check.used_metrics);
        self.mentions.extend(check.mentions);
    }

    /// Attributes the metrics used since the last call to an item.
    fn attribute_to(&mut self, user: impl Fn() -> User) {
        self.uses
            .extend(self.used_metrics.drain(..).map(|metric| (user(), metric)));
    }
}

/// Checks all expressions of a document.
struct Checker<'a, 'r> {
    resolver: &'r SeriesResolver<'a>,
    sources: &'r Sources,
    /// The series of each recording rule, as far as they are inferred yet.
    records: Vec<Option<RecordedSeries>>,
}

/// The series of a recording rule.
struct RecordedSeries {
    series: InferredSeries,
    /// Whether the expression has a condition, so that the series exist only at times.
    has_condition: bool,
}

impl<'a> Checker<'a, '_> {
    fn check_record(&self, record: &'a Record, findings: &mut Findings) -> Option<RecordedSeries> {
        let expr = record.expr.value()?;
        let mut check = self.start_check(expr, false);
        check.recording_rule = Some(&record.name);
        let result = check.parse_and_infer(expr);
        findings.add(check);
        let (node, mut series) = result?;
        for label in &record.labels.items {
            series = series.with_label(&label.name.value);
        }
        let has_condition = self.has_condition(&node);
        Some(RecordedSeries {
            series,
            has_condition,
        })
    }

    fn check_panel(&self, panel: &Panel, findings: &mut Findings) {
        match panel {
            Panel::Metric { metric, .. } => {
                let shown = self.resolver.scope.metric(metric);
                findings
                    .diagnostics
                    .extend(shown.and_then(|it| deprecated(it, metric.span)));
            }
            Panel::Query { expr, .. } => {
                let substituted = Text {
                    value: variables::substitute(&expr.value),
                    span: expr.span,
                };
                let mut check = self.start_check(expr, true);
                check.parse_and_infer(&substituted);
                findings.add(check);
            }
        }
    }

    /// Checks an expression and infers its series.
    fn check_expression(
        &self,
        text: &Text,
        findings: &mut Findings,
    ) -> Option<(ExprNode, InferredSeries)> {
        let mut check = self.start_check(text, false);
        let result = check.parse_and_infer(text);
        findings.add(check);
        result
    }

    fn start_check<'r>(&'r self, text: &Text, is_panel: bool) -> ExpressionCheck<'a, 'r> {
        ExpressionCheck {
            resolver: self.resolver,
            records: &self.records,
            spans: ExpressionSpans::new(text, self.sources),
            recording_rule: None,
            is_panel,
            diagnostics: Vec::new(),
            used_metrics: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

/// The check of one expression.
struct ExpressionCheck<'a, 'r> {
    resolver: &'r SeriesResolver<'a>,
    records: &'r [Option<RecordedSeries>],
    spans: ExpressionSpans,
    /// The recording rule that the expression belongs to.
    recording_rule: Option<&'r str>,
    /// Whether the expression belongs to a panel, in which Grafana replaces variables.
    is_panel: bool,
    diagnostics: Vec<Diagnostic>,
    /// The positions of the metrics that the expression uses.
    used_metrics: Vec<usize>,
    /// The declared names in the expression.
    mentions: Vec<Mention>,
}

impl ExpressionCheck<'_, '_> {
    fn parse_and_infer(&mut self, text: &Text) -> Option<(ExprNode, InferredSeries)> {
        match parse::parse(text) {
            Ok(node) => {
                let series = self.infer(&node);
                for (declared, word) in mentions(&node, self.resolver) {
                    let (span, text) = (self.span(word), word.text.clone());
                    let mention = Mention {
                        declared,
                        span,
                        text,
                    };
                    self.mentions.push(mention);
                }
                Some((node, series))
            }
            Err(error) => {
                let span = error.span.clone().unwrap_or(0..text.len());
                let message = format!("invalid PromQL expression: {}", error.reason);
                let span_in_file = self.span_of(&span);
                let written = text.get(span).unwrap_or_default();
                let replacement = error.replacement;
                let correction = replacement.map(|it| Correction::name(span_in_file, written, it));
                let diagnostic = lints::PROMQL_SYNTAX.at(span_in_file, message);
                self.report(
                    diagnostic
                        .help_if_any(error.help)
                        .correct_if_any(correction),
                );
                None
            }
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn span(&self, word: &Word) -> Span {
        self.span_of(&word.span)
    }

    fn span_of(&self, part: &Range<usize>) -> Span {
        self.spans.span(part)
    }

    /// Returns whether Grafana replaces a variable in the text.
    fn has_variable(&self, text: &str) -> bool {
        self.is_panel && text.contains('$')
    }
}

/// Reports the use of a deprecated metric.
fn deprecated(metric: &Metric, used: Span) -> Option<Diagnostic> {
    let deprecated = metric.deprecated.as_ref()?;
    let message = format!("use of deprecated {}", metric.described());
    let diagnostic = lints::DEPRECATED_USE
        .at(used, message)
        .related(deprecated.span, "deprecated here");
    Some(match deprecated.renamed_to.value() {
        Some(target) => diagnostic
            .help(format!("use `{}`", target.value))
            .correct(Correction::name(used, &metric.name.value, &target.value)),
        None => diagnostic.help_if_any(deprecated.note.value().map(|note| note.value.clone())),
    })
}
