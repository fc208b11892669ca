//! Compares a scrape with a schema.
//!
//! Every series of closed labels is exposed from the first scrape on, so its absence is reported. Series of open labels and
//! gauges that start unset appear on first use. Their absence is not reported, but the coverage counts their metrics.

mod compared;
mod finding;
mod histogram;
pub(crate) mod json;
mod labels;
mod metric;
mod render;
mod taken;

pub use finding::{Finding, Problem};

use crate::input::exposition::created::CreationTimes;
use crate::input::exposition::{Exposition, Family, Type, Violation};
use crate::input::selection::{Selection, ignores};
use compared::{Compared, declared_at};
use metric::comes_when_touched;
use pforge_metrics_schema::{Compiled, Kind, Metric, Schema};
use std::collections::HashMap;
use taken::Taken;

/// How a scrape and a schema differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// All differences: first broken rules of the format, then the metrics of the schema in its order, then what it does not
    /// declare.
    pub findings: Vec<Finding>,
    /// How many metrics of the schema have a series.
    pub metrics: Share,
    /// How many series there are, of those that must be there or are.
    pub series: Share,
    /// Metrics that come once they are touched, and have not been.
    pub untouched: Vec<String>,
    /// How many families belong to others, and were not looked at.
    pub others: usize,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// What is there.
    pub seen: usize,
    /// What there is to see.
    pub of: usize,
}

impl Comparison {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Compares a scrape with a schema.
#[must_use]
pub fn compare(compiled: &Compiled, exposition: &Exposition, selection: &Selection) -> Comparison {
    let schema = &compiled.schema;
    let taken = Taken::new(schema, exposition);
    let families = exposition.families.iter();
    let mut left: HashMap<&str, &Family> = families.map(|it| (it.name.as_str(), it)).collect();
    let mut comparison = Comparison {
        findings: Vec::new(),
        metrics: Share::default(),
        series: Share::default(),
        untouched: Vec::new(),
        others: 0,
    };
    let times = CreationTimes::new(exposition);
    for metric in &schema.metrics {
        let created = created_beside(metric, schema, &times);
        if let Some(created) = created {
            left.remove(created.name.as_str());
        }
        let family = left.remove(metric.name.as_str());
        if selection.ignores(&metric.name) {
            comparison.others += usize::from(family.is_some());
            continue;
        }
        let mut compared = Compared::new(metric, compiled, exposition.format, &taken);
        compared.compare(family, created);
        let seen = compared.seen.len();
        comparison.metrics.seen += usize::from(seen > 0);
        comparison.metrics.of += 1;
        comparison.series.seen += seen;
        let comes_by_itself = !comes_when_touched(metric, compiled);
        comparison.series.of += if comes_by_itself {
            metric.series(schema)
        } else {
            seen
        };
        if seen == 0 && !comes_by_itself && compared.findings.is_empty() {
            comparison.untouched.push(metric.name.clone());
        }
        comparison.findings.append(&mut compared.findings);
    }
    let created = times.names();
    for family in &exposition.families {
        let name = family.name.as_str();
        if !left.contains_key(name) || created.contains(name) {
            continue;
        }
        let is_ignored = selection.ignores(name) || ignores(&schema.verify.ignore, name);
        if selection.claims(name, &schema.prefix) && !is_ignored {
            comparison.findings.push(finding::undeclared(family));
        } else {
            comparison.others += 1;
        }
    }
    let malformed = malformed(compiled, exposition, selection);
    comparison.findings.retain(|it| !is_told(it, &malformed));
    comparison.findings.splice(..0, malformed);
    comparison
}

/// Returns the broken rules of the format in all families that are not ignored: strict readers reject the whole text.
fn malformed(compiled: &Compiled, exposition: &Exposition, selection: &Selection) -> Vec<Finding> {
    let metrics = compiled.schema.metrics.iter();
    let declared: HashMap<&str, &Metric> = metrics.map(|it| (it.name.as_str(), it)).collect();
    // Many series of a family can break the same rule.
    let mut rules: Vec<(&Violation, usize)> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    let violations = exposition.violations.iter();
    for violation in violations.filter(|it| !selection.ignores(&it.family)) {
        let rule = (&*violation.family, &*violation.malformed.message);
        let at = *known.entry(rule).or_insert(rules.len());
        match rules.get_mut(at) {
            Some((_, more)) => *more += 1,
            None => rules.push((violation, 0)),
        }
    }
    let findings = rules.into_iter().map(|(violation, more)| {
        let metric = declared.get(&*violation.family);
        let declared = metric.map(|metric| declared_at(metric, compiled));
        finding::malformed(violation, more, declared)
    });
    findings.collect()
}

/// Returns whether a broken rule of the format already explains a finding.
fn is_told(finding: &Finding, malformed: &[Finding]) -> bool {
    malformed.iter().any(|it| match finding.problem {
        Problem::WrongNumber => it.line == finding.line,
        Problem::WrongBuckets => it.metric == finding.metric,
        // Findings about whole series have no line.
        Problem::MissingSeries => it.metric == finding.metric && finding.line.is_some(),
        _ => false,
    })
}

/// Returns the creation times of a metric, unless the schema declares a metric of that name.
fn created_beside<'a>(
    metric: &Metric,
    schema: &Schema,
    times: &CreationTimes<'a>,
) -> Option<&'a Family> {
    let kind = match metric.kind {
        Kind::Counter(_) => Type::Counter,
        Kind::Histogram(_) => Type::Histogram,
        _ => return None,
    };
    let created = times.beside(&metric.name, kind)?;
    let is_declared = schema.metrics.iter().any(|it| it.name == created.name);
    (!is_declared).then_some(created)
}
