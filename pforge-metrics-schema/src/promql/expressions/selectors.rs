//! Checks that selectors select existing series, and infers these series.

use super::ExpressionCheck;
use super::inferred_series::{InferredSeries, SeriesKind};
use super::series_resolver::{Resolved, SeriesPart, is_native, series_names};
use super::tree::{MatchOperator, Matcher, Selector, Word};
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{self, Metric};
use crate::promql::lints;
use crate::suggest;

impl<'a> ExpressionCheck<'a, '_> {
    pub(super) fn infer_selector(&mut self, selector: &Selector) -> InferredSeries {
        let Some(name) = &selector.name else {
            return InferredSeries::UNKNOWN;
        };
        match self.resolver.find(&name.text) {
            Resolved::Metric(metric, part) => self.infer_metric(selector, name, metric, part),
            Resolved::Record(position) => self.infer_record(selector, name, position),
            Resolved::Scrape => InferredSeries::UNKNOWN,
            Resolved::External => {
                self.check_alerts(selector, name);
                InferredSeries::UNKNOWN
            }
            Resolved::NotOfHistogram(metric) => {
                let message = format!("{} has no series `{}`", metric.described(), name.text);
                let names = series_names(metric);
                let names = suggest::either_quoted(names.iter().map(String::as_str));
                let diagnostic = lints::PROMQL_SERIES
                    .at(self.span(name), message)
                    .related(metric.name.span, "declared here");
                self.report(diagnostic.help(format!("use {names}")));
                InferredSeries::UNKNOWN
            }
            Resolved::WithoutTotal(metric, meant) => {
                let message = format!("unknown series `{}`", name.text);
                let diagnostic = lints::PROMQL_SERIES
                    .at(self.span(name), message)
                    .related(metric.name.span, "declared here");
                // The metric exposes no other name, so the correction is certain.
                self.report(diagnostic.did_you_mean_if(&name.text, &meant, true));
                InferredSeries::UNKNOWN
            }
            Resolved::Unknown => {
                self.report_unknown_series(name);
                InferredSeries::UNKNOWN
            }
        }
    }

    fn report_unknown_series(&mut self, name: &Word) {
        let span = self.span(name);
        let diagnostic = if name.text.contains(':') {
            let message = format!("unknown recording rule `{}`", name.text);
            lints::PROMQL_RULE.at(span, message)
        } else {
            let message = format!("unknown series `{}`", name.text);
            lints::PROMQL_SERIES.at(span, message)
        };
        let meant = self.resolver.nearest(&name.text, self.recording_rule);
        let external = "add it to `[promql] series` if another program exposes it";
        self.report(match meant {
            Some(meant) if name.text.contains(':') || self.resolver.is_own(&name.text) => {
                diagnostic.did_you_mean(&name.text, &meant)
            }
            Some(meant) => {
                diagnostic.help(format!("did you mean `{meant}`? otherwise, {external}"))
            }
            None => diagnostic.help(format!("declare it, or {external}")),
        });
    }

    fn infer_metric(
        &mut self,
        selector: &Selector,
        name: &Word,
        metric: &'a Metric,
        part: SeriesPart,
    ) -> InferredSeries {
        let used = self.resolver.scope.metrics.find(&metric.name);
        self.used_metrics.extend(used);
        self.check_deprecated_metric(name, metric);
        let labels = self.resolver.labels(metric, part);
        let kind = match (metric.kind, part) {
            (_, SeriesPart::Created) => SeriesKind::Gauge,
            (document::Kind::Counter, _) | (_, SeriesPart::Bucket | SeriesPart::SumOrCount) => {
                SeriesKind::Counter(name.clone())
            }
            (document::Kind::Histogram, SeriesPart::Own) if is_native(metric) => SeriesKind::Native,
            _ => SeriesKind::Gauge,
        };
        let series = InferredSeries {
            always_present: self.resolver.always_present(metric, part),
            ..InferredSeries::of(kind, labels)
        };
        for matcher in &selector.matchers {
            if series.lacks(&matcher.label.text) {
                let diagnostic = self.unknown_label(&metric.described(), &matcher.label, &series);
                self.report(diagnostic.related(metric.name.span, "declared here"));
            } else if matcher.matches_any_value() {
                // Every declared label has a value.
            } else if matcher.label.text == "le" && part == SeriesPart::Bucket {
                self.check_bound(matcher, metric);
            } else {
                self.check_value(matcher, metric);
            }
        }
        series
    }

    fn infer_record(
        &mut self,
        selector: &Selector,
        name: &Word,
        position: usize,
    ) -> InferredSeries {
        let recorded = self.records.get(position).and_then(Option::as_ref);
        let mut series = recorded.map_or(InferredSeries::UNKNOWN, |it| it.series.clone());
        if let SeriesKind::Counter(counter) = &mut series.kind {
            *counter = name.clone();
        }
        series.le_lost = None;
        let record = &self.resolver.scope.document.records[position];
        for matcher in &selector.matchers {
            if series.lacks(&matcher.label.text) {
                let described = format!("recording rule `{}`", record.name.value);
                let diagnostic = self.unknown_label(&described, &matcher.label, &series);
                self.report(diagnostic.related(record.name.span, "declared here"));
            }
        }
        series
    }

    /// Checks that the alerts that `ALERTS{alertname="…"}` selects exist.
    fn check_alerts(&mut self, selector: &Selector, name: &Word) {
        if !name.text.starts_with("ALERTS") {
            return;
        }
        let is_name = |matcher: &&Matcher| {
            let is_text = matches!(matcher.comparison, MatchOperator::Literal { .. });
            is_text && matcher.label.text == "alertname"
        };
        for matcher in selector.matchers.iter().filter(is_name) {
            let alerts = &self.resolver.scope.alerts;
            if alerts.find(&matcher.value.text).is_none() {
                let message = format!("unknown alert `{}`", matcher.value.text);
                let meant = suggest::nearest(&matcher.value.text, alerts.iter());
                let span = self.span(&matcher.value);
                let diagnostic = lints::PROMQL_RULE.at(span, message);
                self.report(match meant {
                    Some(meant) => diagnostic.did_you_mean(&matcher.value.text, meant),
                    None => diagnostic,
                });
            }
        }
    }

    fn check_deprecated_metric(&mut self, name: &Word, metric: &Metric) {
        if let Some(diagnostic) = super::deprecated(metric, self.span(name)) {
            self.report(diagnostic);
        }
    }

    /// Returns the exported name of a label with `rename`, if the series have it.
    fn exported(&self, table: &str, series: &InferredSeries) -> Option<&str> {
        let labels = &self.resolver.scope.document.labels;
        let label = labels.iter().find(|label| label.name.value == table)?;
        let exported = label.rename.value()?.as_str();
        let labels = series.labels.as_ref()?;
        labels.contains(exported).then_some(exported)
    }

    /// Reports a label that `series` lack. `described` is the expression or item that has these series.
    pub(super) fn unknown_label(
        &self,
        described: &str,
        label: &Word,
        series: &InferredSeries,
    ) -> Diagnostic {
        let message = format!("unknown label `{}` of {described}", label.text);
        let labels = series.labels.iter().flatten().map(String::as_str);
        let meant = suggest::nearest(&label.text, labels.clone());
        let diagnostic = lints::PROMQL_LABEL.at(self.span(label), message);
        if let Some(exported) = self.exported(&label.text, series) {
            let help = format!("use its exported name `{exported}`");
            let correction = Correction::name(self.span(label), label.text.clone(), exported);
            return diagnostic.help(help).correct(correction);
        }
        let external = "to `[promql] external_labels` if it comes from elsewhere";
        let help = match meant {
            Some(meant) => return diagnostic.did_you_mean(&label.text, meant),
            None if labels.clone().next().is_none() => format!("add it {external}"),
            None => format!(
                "use one of its labels: {}; or add the label {external}",
                suggest::list(labels)
            ),
        };
        diagnostic.help(help)
    }
}
