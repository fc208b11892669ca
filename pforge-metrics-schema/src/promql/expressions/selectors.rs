//! Whether a selector asks for series that there are.

use super::Reading;
use super::known::{Kind, Known};
use super::names::{Found, Part, is_native, series_names};
use super::tree::{Comparison, Matcher, Selector, Word};
use crate::diagnostic::{Correction, Diagnostic};
use crate::document::{self, Metric};
use crate::promql::lints;
use crate::suggest;

impl<'a> Reading<'a, '_> {
    pub(super) fn selector(&mut self, selector: &Selector) -> Known {
        let Some(name) = &selector.name else {
            return Known::UNKNOWN;
        };
        match self.names.find(&name.text) {
            Found::Metric(metric, part) => self.metric(selector, name, metric, part),
            Found::Record(position) => self.record(selector, name, position),
            Found::OfScrapes => Known::UNKNOWN,
            Found::Foreign => {
                self.alerts(selector, name);
                Known::UNKNOWN
            }
            Found::Histogram(metric) => {
                let message = if metric.name.value == name.text {
                    format!("histogram `{}` has no series of this name", name.text)
                } else {
                    format!("{} has no series `{}`", metric.described(), name.text)
                };
                let names = series_names(metric);
                let names = suggest::all(names.iter().map(String::as_str));
                let finding = lints::PROMQL_SERIES
                    .at(self.span(name), message)
                    .related(metric.name.span, "declared here");
                self.report(finding.help(format!("its series are {names}")));
                Known::UNKNOWN
            }
            Found::Unexposed(metric, meant) => {
                let message = format!("no series is called `{}`", name.text);
                let finding = lints::PROMQL_SERIES
                    .at(self.span(name), message)
                    .related(metric.name.span, "declared here");
                // No other name of the metric is exposed.
                self.report(finding.did_you_mean_if(&name.text, &meant, true));
                Known::UNKNOWN
            }
            Found::Nothing => {
                self.nothing(name);
                Known::UNKNOWN
            }
        }
    }

    fn nothing(&mut self, name: &Word) {
        let span = self.span(name);
        let finding = if name.text.contains(':') {
            let message = format!("no recording rule is called `{}`", name.text);
            lints::PROMQL_RULE.at(span, message)
        } else {
            let message = format!("no series is called `{}`", name.text);
            lints::PROMQL_SERIES.at(span, message)
        };
        let meant = self.names.meant(&name.text, self.of);
        let elsewhere = "name it in `[promql] series` if another program exposes it";
        self.report(match meant {
            Some(meant) if name.text.contains(':') || self.names.is_own(&name.text) => {
                finding.did_you_mean(&name.text, &meant)
            }
            Some(meant) => finding.help(format!("did you mean `{meant}`? or {elsewhere}")),
            None => finding.help(format!("declare it, or {elsewhere}")),
        });
    }

    fn metric(
        &mut self,
        selector: &Selector,
        name: &Word,
        metric: &'a Metric,
        part: Part,
    ) -> Known {
        self.asked
            .extend(self.names.scope.metrics.find(&metric.name));
        self.deprecated_metric(name, metric);
        let labels = self.names.labels(metric, part);
        let kind = match (metric.kind, part) {
            (_, Part::Created) => Kind::Value,
            (document::Kind::Counter, _) | (_, Part::Bucket | Part::SumOrCount) => {
                Kind::Counter(name.clone())
            }
            (document::Kind::Histogram, Part::Itself) if is_native(metric) => Kind::Native,
            _ => Kind::Value,
        };
        let known = Known {
            always: self.names.always(metric, part),
            ..Known::of(kind, labels)
        };
        for matcher in &selector.matchers {
            if known.lacks(&matcher.label.text) {
                let finding = self.unknown_label(&metric.described(), &matcher.label, &known);
                self.report(finding.related(metric.name.span, "declared here"));
            } else if matcher.asks_for_any() {
                // All of these labels have a value.
            } else if matcher.label.text == "le" && part == Part::Bucket {
                self.bound(matcher, metric);
            } else {
                self.value(matcher, metric);
            }
        }
        known
    }

    fn record(&mut self, selector: &Selector, name: &Word, position: usize) -> Known {
        let recorded = self.records.get(position).and_then(Option::as_ref);
        let mut known = recorded.map_or(Known::UNKNOWN, |it| it.known.clone());
        if let Kind::Counter(counter) = &mut known.kind {
            *counter = name.clone();
        }
        known.le_lost = None;
        let record = &self.names.scope.document.records[position];
        for matcher in &selector.matchers {
            if known.lacks(&matcher.label.text) {
                let described = format!("record `{}`", record.name.value);
                let finding = self.unknown_label(&described, &matcher.label, &known);
                self.report(finding.related(record.name.span, "declared here"));
            }
        }
        known
    }

    /// Alerts that are asked for by `ALERTS{alertname="…"}` have to be there.
    fn alerts(&mut self, selector: &Selector, name: &Word) {
        if !name.text.starts_with("ALERTS") {
            return;
        }
        let is_name = |matcher: &&Matcher| {
            let is_text = matches!(matcher.comparison, Comparison::Text { .. });
            is_text && matcher.label.text == "alertname"
        };
        for matcher in selector.matchers.iter().filter(is_name) {
            let alerts = &self.names.scope.alerts;
            if alerts.find(&matcher.value.text).is_none() {
                let message = format!("no alert is called `{}`", matcher.value.text);
                let meant = suggest::nearest(&matcher.value.text, alerts.iter());
                let span = self.span(&matcher.value);
                let finding = lints::PROMQL_RULE.at(span, message);
                self.report(match meant {
                    Some(meant) => finding.did_you_mean(&matcher.value.text, meant),
                    None => finding,
                });
            }
        }
    }

    fn deprecated_metric(&mut self, name: &Word, metric: &Metric) {
        if let Some(finding) = super::deprecated(metric, self.span(name)) {
            self.report(finding);
        }
    }

    /// The exported name, among those of the series, of a label whose table is called otherwise.
    fn exported(&self, table: &str, known: &Known) -> Option<&str> {
        let labels = &self.names.scope.document.labels;
        let label = labels.iter().find(|label| label.name.value == table)?;
        let exported = label.rename.value()?.as_str();
        known
            .labels
            .as_ref()?
            .contains(exported)
            .then_some(exported)
    }

    pub(super) fn unknown_label(&self, of: &str, label: &Word, known: &Known) -> Diagnostic {
        let message = format!("{of} has no label `{}`", label.text);
        let labels = known.labels.iter().flatten().map(String::as_str);
        let meant = suggest::nearest(&label.text, labels.clone());
        let finding = lints::PROMQL_LABEL.at(self.span(label), message);
        if let Some(exported) = self.exported(&label.text, known) {
            let help = format!("`{}` is exported as `{exported}`", label.text);
            let change = Correction::name(self.span(label), label.text.clone(), exported);
            return finding.help(help).correct(change);
        }
        let help = match meant {
            Some(meant) => return finding.did_you_mean(&label.text, meant),
            None if labels.clone().next().is_none() => {
                "name it in `[promql] external_labels` if it comes from elsewhere".to_owned()
            }
            None => format!(
                "its labels are {}; name it in `[promql] external_labels` if it comes from elsewhere",
                suggest::list(labels)
            ),
        };
        finding.help(help)
    }
}
