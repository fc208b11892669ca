//! The labels of one metric.

use super::finding::{Problem, and_more};
use crate::input::exposition::Sample;
use pforge_metrics_schema::{Constant, ConstantValue, Domain, Kind, Metric, Schema};
use std::collections::{BTreeSet, HashSet};

/// How many values a message shows.
const SHOWN: usize = 5;

pub(super) struct Labels<'a> {
    metric: &'a Metric,
    /// Those that tell the series of the metric apart.
    own: Vec<(&'a str, &'a Domain)>,
    /// Those with one value.
    constant: Vec<&'a Constant>,
    /// Series with wrong label names: the error of the first, its line, and their number.
    misnamed: Option<(String, usize, usize)>,
    /// For each label of the metric, and then for each constant one, what it can't be, and the line of the first.
    wrong_values: Vec<(BTreeSet<&'a str>, usize)>,
    values: Vec<HashSet<&'a str>>,
}

impl<'a> Labels<'a> {
    pub fn new(metric: &'a Metric, schema: &'a Schema) -> Self {
        let labels = metric.labels.iter();
        let labels = labels.map(|it| (it.name.as_str(), &schema[it.label].domain));
        let mut own: Vec<_> = labels.collect();
        let mut constant: Vec<_> = schema.constants.iter().collect();
        match &metric.kind {
            Kind::StateSet(states) => own.push((metric.name.as_str(), &schema[*states].domain)),
            Kind::Info(facts) => constant.extend(facts),
            _ => {}
        }
        Self {
            metric,
            misnamed: None,
            wrong_values: vec![(BTreeSet::new(), 0); own.len() + constant.len()],
            values: vec![HashSet::new(); own.len()],
            own,
            constant,
        }
    }

    /// Returns the samples with declared labels, and the values of the metric's own labels.
    pub fn check(&mut self, samples: &[&'a Sample]) -> Vec<(&'a Sample, Vec<&'a str>)> {
        let sound = samples.iter().filter_map(|sample| {
            if let Some(wrong) = self.other_names(sample) {
                let (_, _, count) = self.misnamed.get_or_insert((wrong, sample.line, 0));
                *count += 1;
                return None;
            }
            let own = self.own.iter().map(|(name, _)| *name);
            let values: Vec<&'a str> = own.filter_map(|name| sample.label(name)).collect();
            self.has_values(sample, &values)
                .then_some((*sample, values))
        });
        sound.collect()
    }

    /// Which labels are missing, and which are too many.
    fn other_names(&self, sample: &Sample) -> Option<String> {
        let is_bucket =
            matches!(self.metric.kind, Kind::Histogram(_)) && sample.name.ends_with("_bucket");
        let own = self.own.iter().map(|(name, _)| *name);
        let constant = self.constant.iter().map(|it| it.name.as_str());
        let declared: Vec<&str> = own
            .chain(constant)
            .chain(is_bucket.then_some("le"))
            .collect();
        let missing = declared.iter().filter(|name| sample.label(name).is_none());
        let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
        // Prometheus treats a label with an empty value as absent.
        let names = sample.labels.iter().filter(|(_, value)| !value.is_empty());
        let more = names.filter(|(name, _)| !declared.contains(&name.as_str()));
        let more: Vec<String> = more.map(|(name, _)| format!("`{name}`")).collect();
        match (missing.join(", "), more.join(", ")) {
            (missing, more) if missing.is_empty() && more.is_empty() => None,
            (missing, more) if more.is_empty() => Some(format!("has no label {missing}")),
            (missing, more) if missing.is_empty() => {
                Some(format!("has the undeclared label {more}"))
            }
            (missing, more) => Some(format!("has {more} instead of {missing}")),
        }
    }

    fn has_values(&mut self, sample: &'a Sample, values: &[&'a str]) -> bool {
        let mut is_sound = true;
        let mut wrong = |at: usize, value| {
            let (wrong, line): &mut (BTreeSet<_>, _) = &mut self.wrong_values[at];
            if wrong.is_empty() {
                *line = sample.line;
            }
            wrong.insert(value);
            is_sound = false;
        };
        for (at, (value, (_, domain))) in values.iter().zip(&self.own).enumerate() {
            self.values[at].insert(value);
            let can_be = match domain {
                Domain::Closed(values) => values.iter().any(|it| it.wire == *value),
                Domain::Bool => ["false", "true"].contains(value),
                Domain::Range { first, last } => {
                    let number = value.parse::<i64>().ok();
                    number.is_some_and(|it| {
                        (*first..=*last).contains(&it) && it.to_string() == *value
                    })
                }
                Domain::Open { max, max_len, .. } => {
                    value.len() <= *max_len && self.values[at].len() <= max + 1
                }
            };
            if !can_be {
                wrong(at, value);
            }
        }
        for (at, constant) in (self.own.len()..).zip(&self.constant) {
            // Values from the environment are known only at build time.
            if let ConstantValue::Literal(declared) = &constant.value
                && let Some(value) = sample.label(&constant.name)
                && value != declared
            {
                wrong(at, value);
            }
        }
        is_sound
    }

    pub fn found_any(&self) -> bool {
        self.misnamed.is_some() || self.wrong_values.iter().any(|(it, _)| !it.is_empty())
    }

    /// What is wrong, and on which line.
    pub fn found(&self) -> Vec<(Problem, String, usize)> {
        let name = &self.metric.name;
        let labels = self.misnamed.iter().map(|(wrong, line, count)| {
            let more = match count - 1 {
                0 => String::new(),
                more => format!(" (and {more} more series)"),
            };
            let message = format!("a series of `{name}` {wrong}{more}");
            (Problem::WrongLabels, message, *line)
        });
        let own = self
            .own
            .iter()
            .map(|(label, domain)| (*label, allowed(domain)));
        let constant = self.constant.iter().map(|it| {
            let allowed = match &it.value {
                ConstantValue::Literal(text) => format!("`{text}`"),
                ConstantValue::Environment { .. } => String::new(),
            };
            (it.name.as_str(), allowed)
        });
        let values = own.chain(constant).zip(&self.wrong_values);
        let values = values.filter(|(_, (wrong, _))| !wrong.is_empty());
        let values = values.map(|((label, allowed), (wrong, line))| {
            let shown: Vec<_> = wrong
                .iter()
                .take(SHOWN)
                .map(|it| format!("`{it}`"))
                .collect();
            let message = format!(
                "label `{label}` of `{name}` is {}{}, declared is {allowed}",
                shown.join(", "),
                and_more(wrong.len() - shown.len())
            );
            (Problem::WrongValue, message, *line)
        });
        labels.chain(values).collect()
    }

    /// Every label set there can be, by its values; `count` is how many there are.
    pub fn all(&self, count: usize) -> impl Iterator<Item = Vec<String>> {
        let values: Vec<Vec<String>> = self.own.iter().map(|(_, domain)| values(domain)).collect();
        (0..count).map(move |mut position| {
            let mut set: Vec<String> = Vec::with_capacity(values.len());
            for values in values.iter().rev() {
                set.push(values[position % values.len()].clone());
                position /= values.len();
            }
            set.reverse();
            set
        })
    }

    /// A label set as queries have it.
    pub fn text(&self, values: &[String]) -> String {
        let names = self.own.iter().map(|(name, _)| *name);
        shown(names.zip(values.iter().map(String::as_str)))
    }

    /// The labels of a sample as queries have them.
    pub fn shown(sample: &Sample) -> String {
        match &*sample.labels {
            [] => String::new(),
            labels => shown(
                labels
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str())),
            ),
        }
    }
}

fn shown<'a>(labels: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let labels = labels.map(|(name, value)| format!("{name}={value:?}"));
    format!("{{{}}}", labels.collect::<Vec<_>>().join(","))
}

fn values(domain: &Domain) -> Vec<String> {
    match domain {
        Domain::Closed(values) => values.iter().map(|it| it.wire.clone()).collect(),
        Domain::Bool => ["false", "true"].map(str::to_owned).into(),
        Domain::Range { first, last } => (*first..=*last).map(|it| it.to_string()).collect(),
        Domain::Open { .. } => Vec::new(),
    }
}

/// What a label can be, in words.
fn allowed(domain: &Domain) -> String {
    match domain {
        Domain::Closed(values) => {
            let shown: Vec<_> = values
                .iter()
                .take(SHOWN)
                .map(|it| format!("`{}`", it.wire))
                .collect();
            format!(
                "{}{}",
                shown.join(", "),
                and_more(values.len() - shown.len())
            )
        }
        Domain::Bool => "`false`, `true`".to_owned(),
        Domain::Range { first, last } => format!("{first} to {last}"),
        Domain::Open { max, max_len, .. } => {
            format!("at most {max} values of at most {max_len} bytes")
        }
    }
}
