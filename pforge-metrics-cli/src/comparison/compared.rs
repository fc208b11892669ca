//! The comparison of one metric, while it runs.

use super::finding::{Finding, Problem};
use super::labels::Labels;
use super::taken::Taken;
use crate::input::exposition::Format;
use crate::printable::printable;
use pforge_metrics_schema::{Compiled, Metric};
use std::collections::HashSet;

pub(super) struct Compared<'a> {
    pub metric: &'a Metric,
    pub compiled: &'a Compiled,
    pub format: Format,
    pub taken: &'a Taken,
    pub findings: Vec<Finding>,
    pub labels: Labels<'a>,
    /// The series that are as declared, by the values of their labels.
    pub seen: HashSet<Vec<String>>,
}

impl<'a> Compared<'a> {
    pub fn new(
        metric: &'a Metric,
        compiled: &'a Compiled,
        format: Format,
        taken: &'a Taken,
    ) -> Self {
        Self {
            metric,
            compiled,
            format,
            taken,
            findings: Vec::new(),
            labels: Labels::new(metric, &compiled.schema),
            seen: HashSet::new(),
        }
    }

    pub fn find(&mut self, problem: Problem, message: &str, line: Option<usize>) {
        self.findings.push(Finding {
            problem,
            metric: self.metric.name.clone(),
            message: printable(message),
            help: problem.help(),
            declared: Some(declared_at(self.metric, self.compiled)),
            line,
        });
    }
}

/// Returns where a metric is declared: file, line and column.
pub(super) fn declared_at(metric: &Metric, compiled: &Compiled) -> String {
    let place = metric.place;
    let path = &compiled.sources[place.source].path;
    format!("{path}:{}:{}", place.line, place.column)
}
