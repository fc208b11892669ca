//! One metric, and the family of its name.

use super::compared::Compared;
use super::finding::{Problem, and_more};
use super::histogram;
use super::labels::Labels;
use crate::input::exposition::created::is_creation_time;
use crate::input::exposition::{Family, Format, Sample, Type};
use pforge_metrics_schema::{Compiled, Kind, Metric, Number};

/// How many series a message shows.
const SHOWN: usize = 3;

impl<'a> Compared<'a> {
    pub fn compare(&mut self, family: Option<&'a Family>, created: Option<&'a Family>) {
        let Some(family) = family else {
            if !comes_when_touched(self.metric, self.compiled) {
                let kind = declared_as(&self.metric.kind);
                let message = format!("{kind} `{}` is not exposed", self.metric.name);
                self.find(Problem::MissingMetric, &message, None);
            }
            return;
        };
        if !self.has_type_of(family) {
            return;
        }
        self.metadata(family);
        let created = created.iter().flat_map(|family| &family.samples);
        let samples: Vec<&Sample> = family.samples.iter().chain(created).collect();
        let sound = self.labels.check(&samples);
        let counted = sound
            .into_iter()
            .filter(|(sample, _)| !is_creation_time(sample, &self.metric.name));
        let counted: Vec<_> = counted.collect();
        self.findings_of_labels();
        let values = counted
            .iter()
            .map(|(_, values)| values.iter().map(|it| (*it).to_owned()).collect());
        self.seen.extend(values);
        if let Kind::Histogram(declared) = &self.metric.kind {
            histogram::compare(self, declared, &counted);
        } else {
            self.numbers(counted.iter().map(|(sample, _)| *sample));
        }
        // What is wrong with the labels of a series says why it is missing.
        if !comes_when_touched(self.metric, self.compiled) && !self.labels.found_any() {
            self.missing_series();
        }
    }

    fn has_type_of(&mut self, family: &Family) -> bool {
        let declared = declared_as(&self.metric.kind);
        let exposed = match (declared, self.format) {
            ("info" | "stateset", Format::Prometheus) => "gauge",
            (declared, _) => declared,
        };
        if family.kind.name() == exposed || self.is_demoted(family) {
            return true;
        }
        let is = match family.kind {
            Type::Untyped => "is exposed without a type".to_owned(),
            kind => format!("is exposed as a {}", kind.name()),
        };
        let message = format!("{declared} `{}` {is}", self.metric.name);
        self.find(Problem::WrongType, &message, Some(family.line));
        false
    }

    /// Returns whether the exporter could only serve this type under the name of the metric.
    fn is_demoted(&self, family: &Family) -> bool {
        let is_lesser = matches!(
            (&self.metric.kind, family.kind),
            (Kind::Counter(_), Type::Untyped) | (Kind::Info(_), Type::Gauge)
        );
        is_lesser && self.format == Format::OpenMetrics && self.taken.demotes(self.metric)
    }

    fn metadata(&mut self, family: &Family) {
        let metric = self.metric;
        let declared = self.compiled.schema.exposed_help(metric);
        let exposed = family.help.as_deref().unwrap_or_default();
        if declared.trim() != exposed.trim() {
            let message = format!(
                "help of `{}` is {exposed:?}, declared is {declared:?}",
                metric.name
            );
            self.find(Problem::WrongHelp, &message, Some(family.line));
        }
        if let Some(unit) = &family.unit
            && metric.unit.as_ref() != Some(unit)
        {
            let declared = match &metric.unit {
                Some(unit) => format!("declared is `{unit}`"),
                None => "no unit is declared".to_owned(),
            };
            let message = format!("unit of `{}` is `{unit}`, {declared}", metric.name);
            self.find(Problem::WrongUnit, &message, Some(family.line));
        }
    }

    fn findings_of_labels(&mut self) {
        for (problem, message, line) in self.labels.found() {
            self.find(problem, &message, Some(line));
        }
    }

    fn numbers(&mut self, samples: impl Iterator<Item = &'a Sample>) {
        let wrong = samples.filter_map(|sample| {
            let is = wrong_number(&self.metric.kind, sample.value)?;
            Some((sample, is))
        });
        let wrong: Vec<_> = wrong.collect();
        if let Some((sample, is)) = wrong.first() {
            let kind = declared_as(&self.metric.kind);
            let series = Labels::shown(sample);
            let message = format!(
                "{kind} `{}{series}` is {}, {is}{}",
                self.metric.name,
                sample.value,
                and_more(wrong.len() - 1)
            );
            self.find(Problem::WrongNumber, &message, Some(sample.line));
        }
    }

    fn missing_series(&mut self) {
        let all = self.metric.series(&self.compiled.schema);
        let missing = all.saturating_sub(self.seen.len());
        if missing == 0 {
            return;
        }
        let of_these = self.labels.all(all).filter(|it| !self.seen.contains(it));
        let shown: Vec<String> = of_these
            .take(SHOWN)
            .map(|it| self.labels.text(&it))
            .collect();
        let kind = declared_as(&self.metric.kind);
        let message = format!(
            "{kind} `{}`: {missing} of {all} series are missing: {}{}",
            self.metric.name,
            shown.join(", "),
            and_more(missing - shown.len())
        );
        self.find(Problem::MissingSeries, &message, None);
    }
}

/// Returns whether a metric may have no series before the program touches it.
pub(super) fn comes_when_touched(metric: &Metric, compiled: &Compiled) -> bool {
    metric.is_open(&compiled.schema) || matches!(metric.kind, Kind::Gauge { unset: true, .. })
}

fn declared_as(kind: &Kind) -> &'static str {
    match kind {
        Kind::Counter(_) => "counter",
        Kind::Gauge { .. } => "gauge",
        Kind::Histogram(_) => "histogram",
        Kind::StateSet(_) => "stateset",
        Kind::Info(_) => "info",
    }
}

/// Why a metric can't have a value; `None` if it can.
fn wrong_number(kind: &Kind, value: f64) -> Option<String> {
    let is_whole = value.fract() == 0.0;
    let wrong = match kind {
        Kind::Counter(_) if value.is_nan() || value < 0.0 => {
            "but counters cannot be negative or NaN"
        }
        Kind::Counter(Number::Int)
        | Kind::Gauge {
            number: Number::Int,
            ..
        } if !is_whole => "but integers are declared: add `value = \"float\"`?",
        Kind::Gauge {
            range: Some((least, most)),
            ..
        } if value < *least || value > *most => {
            return Some(format!("but its range is {least} to {most}"));
        }
        Kind::StateSet(_) if ![0.0, 1.0].contains(&value) => "but states are 0 or 1",
        Kind::Info(_) if (value - 1.0).abs() > 0.0 || value.is_nan() => "but infos are 1",
        _ => return None,
    };
    Some(wrong.to_owned())
}
