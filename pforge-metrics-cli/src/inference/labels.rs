//! Labels: one declaration for all metrics whose labels have the same name and the same values.
//!
//! A metric with closed labels exposes every combination of their values from the first scrape on. So a closed label is shared
//! only where the values are the same: a value more would be a series that the program lacks. Where a metric lacks some
//! combinations, its series come when they are touched, and its labels may have values that it has not exposed.

use super::domain;
use super::draft::{Block, Line};
use super::shape::{Kind, Shape};
use super::toml;
use super::values::Values;
use pforge_metrics_schema::rules::hides_prelude;
use std::cmp::Reverse;
use std::collections::HashMap;

pub(super) struct Labels<'a> {
    labels: Vec<Label<'a>>,
    /// The position of a label, by the metric and by its name as it is exposed.
    by_use: HashMap<(&'a str, &'a str), usize>,
}

struct Label<'a> {
    /// Its name in the schema, and as it is exposed.
    key: String,
    exported: &'a str,
    values: &'a Values<'a>,
    are_states: bool,
    is_open: bool,
    /// The metrics that have it.
    users: Vec<&'a str>,
}

/// A label of one metric.
struct Use<'a> {
    metric: &'a str,
    name: &'a str,
    values: &'a Values<'a>,
    are_states: bool,
    domain: Domain,
}

/// Which other values a label may have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Domain {
    Open,
    /// Closed, of a metric that exposes all its series: the same values.
    Exact,
    /// Closed, with series that appear when they are first used: these values and others.
    Partial,
}

impl<'a> Labels<'a> {
    pub fn of(shapes: &'a [Shape<'a>], prefix: &str) -> Self {
        let shapes = shapes.iter();
        let shapes = shapes.filter(|shape| !matches!(shape.kind, Kind::Info));
        let mut uses: Vec<Use> = shapes.flat_map(uses).collect();
        // Sets of values meet those that they are part of.
        uses.sort_by_key(|it| (it.domain, Reverse(it.values.list().len())));
        let mut labels: Vec<Label> = Vec::new();
        for it in &uses {
            let takes = |label: &Label, is_open: bool| label.is_open == is_open && label.takes(it);
            let closed = labels.iter().position(|label| takes(label, false));
            let found = closed.or_else(|| labels.iter().position(|label| takes(label, true)));
            match found {
                Some(at) => labels[at].users.push(it.metric),
                None => labels.push(it.label()),
            }
        }
        name(&mut labels, prefix);
        let places = labels.iter().enumerate().flat_map(|(at, label)| {
            let metrics = label.users.iter();
            metrics.map(move |metric| ((*metric, label.exported), at))
        });
        let by_use = places.collect();
        Self { labels, by_use }
    }

    /// The name in the schema of a label of a metric.
    pub fn key(&self, label: &str, metric: &str) -> &str {
        self.of_metric(label, metric).map_or("", |it| &it.key)
    }

    /// Whether a label of a metric may have values that are not declared.
    pub fn is_open(&self, label: &str, metric: &str) -> bool {
        self.of_metric(label, metric).is_some_and(|it| it.is_open)
    }

    pub fn blocks(&self) -> Vec<Block> {
        let blocks = self.labels.iter().enumerate().map(|(at, label)| {
            // Of two labels one asks.
            let mut others = self.labels.iter().enumerate();
            let other = others.find(|(place, other)| {
                let is_first = other.key == other.exported || *place < at;
                is_first && label.key != label.exported && label.looks_like(other)
            });
            label.block(other.map(|(_, other)| other))
        });
        blocks.collect()
    }

    fn of_metric(&self, label: &str, metric: &str) -> Option<&Label<'a>> {
        self.by_use
            .get(&(metric, label))
            .map(|at| &self.labels[*at])
    }
}

/// The labels of a metric. If none of them is open and some combination is not exposed, the one with most values is opened;
/// a gauge can start unset instead.
fn uses<'a>(shape: &'a Shape<'a>) -> Vec<Use<'a>> {
    let metric = shape.family.name.as_str();
    let uses = shape.labels.iter().map(|(name, values)| {
        let are_states = matches!(shape.kind, Kind::StateSet) && *name == metric;
        Use {
            metric,
            name,
            values,
            are_states,
            domain: if are_states || domain::can_be_closed(values) {
                Domain::Exact
            } else {
                Domain::Open
            },
        }
    });
    let mut uses: Vec<Use> = uses.collect();
    let is_open = uses.iter().any(|it| it.domain == Domain::Open);
    if !is_open && shape.is_complete() {
        return uses;
    }
    let closed = uses.iter_mut().filter(|it| it.domain == Domain::Exact);
    closed.for_each(|it| it.domain = Domain::Partial);
    if !is_open && !matches!(shape.kind, Kind::Gauge) {
        let can_be_open = uses.iter_mut().filter(|it| !it.are_states);
        let widest = can_be_open.max_by_key(|it| it.values.list().len());
        if let Some(label) = widest {
            label.domain = Domain::Open;
        }
    }
    uses
}

/// Names the labels in the schema. The most used label keeps its name.
fn name(labels: &mut [Label], prefix: &str) {
    labels.sort_by_key(|label| Reverse(label.users.len()));
    let mut keys: Vec<String> = Vec::new();
    for label in labels.iter_mut() {
        let taken: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut key = label.exported.to_owned();
        // The type of a label `result` would hide Rust's own `Result`.
        if taken.contains(&key.as_str()) || hides_prelude(&key) {
            key = format!("{}_{key}", stem(label.users[0], prefix));
        }
        label.key = toml::unique(&key, &taken);
        keys.push(label.key.clone());
    }
    labels.sort_by(|a, b| (a.exported, &a.key).cmp(&(b.exported, &b.key)));
}

impl<'a> Use<'a> {
    fn label(&self) -> Label<'a> {
        Label {
            key: String::new(),
            exported: self.name,
            values: self.values,
            are_states: self.are_states,
            is_open: self.domain == Domain::Open,
            users: vec![self.metric],
        }
    }
}

impl Label<'_> {
    fn takes(&self, other: &Use) -> bool {
        let is_same = self.exported == other.name && self.are_states == other.are_states;
        let count = other.values.list().len();
        let may = match other.domain {
            Domain::Open => self.is_open,
            // A single value is not evidence of a closed set.
            Domain::Exact if self.is_open => count == 1,
            Domain::Exact => self.values.list().len() == count,
            Domain::Partial => true,
        };
        is_same && may && self.values.hold(other.values)
    }

    fn looks_like(&self, other: &Self) -> bool {
        let is_another = self.exported == other.exported && self.key != other.key;
        is_another && self.values.meet(other.values)
    }

    /// The table; with another label of its name that has some of its values.
    fn block(&self, other: Option<&Label>) -> Block {
        let help = format!("Label `{}`.", self.exported);
        let domain = if self.is_open {
            domain::open(self.values)
        } else {
            domain::closed(self.values, self.are_states)
        };
        let mut lines = vec![Line::new("help", toml::text(&help)), domain];
        if self.key != self.exported {
            lines.push(Line::new("rename", toml::text(self.exported)));
        }
        let question = other.map(|other| {
            format!(
                "labels `{}` and `{}` have common values (use one label for both if they mean the same)",
                self.key, other.key
            )
        });
        Block {
            name: self.key.clone(),
            table: format!("label.{}", toml::key(&self.key)),
            lines,
            questions: question.into_iter().collect(),
            ..Block::default()
        }
    }
}

/// What a metric is about: its name without prefix, suffixes and the like.
fn stem<'a>(metric: &'a str, prefix: &str) -> &'a str {
    let own = metric.strip_prefix(prefix).unwrap_or(metric);
    let own = own.strip_suffix("_total").unwrap_or(own);
    let units = ["_seconds", "_bytes", "_ratio"];
    let of_unit = units.iter().find_map(|unit| own.strip_suffix(unit));
    of_unit.unwrap_or(own)
}
