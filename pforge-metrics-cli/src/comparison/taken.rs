//! The names that families take from each other in `OpenMetrics`.

use crate::input::exposition::{Exposition, Family, Type};
use pforge_metrics_schema::openmetrics::FamilyNames;
use pforge_metrics_schema::{Kind, Metric, Schema};
use std::collections::{HashMap, HashSet};

/// How many families take each name: the declared ones and those of the exposition.
pub(super) struct Taken(HashMap<String, usize>);

impl Taken {
    pub fn new(schema: &Schema, exposition: &Exposition) -> Self {
        let declared: HashSet<&str> = schema.metrics.iter().map(|it| it.name.as_str()).collect();
        let families = exposition.families.iter();
        let others = families.filter(|it| !declared.contains(it.name.as_str()));
        let metrics = schema.metrics.iter().map(FamilyNames::of);
        let mut taken = HashMap::new();
        for names in metrics.chain(others.map(names)) {
            for name in names.all() {
                *taken.entry(name.to_owned()).or_default() += 1;
            }
        }
        Self(taken)
    }

    /// Returns whether `OpenMetrics` serves a counter as `unknown`, or an info as a gauge: its name lacks the suffix of the
    /// type, or another family takes a name that the type adds.
    pub fn demotes(&self, metric: &Metric) -> bool {
        let added = FamilyNames::of(metric).added;
        let is_taken = |name| self.0.get(name).is_some_and(|families| *families > 1);
        let loses_type = matches!(metric.kind, Kind::Counter(_) | Kind::Info(_));
        loses_type && (added.is_empty() || added.iter().any(is_taken))
    }
}

/// Returns the names of a family that is not declared. A family of unknown type may be a counter that was demoted, and a gauge an
/// info: the exposition does not tell.
fn names(family: &Family) -> FamilyNames {
    match family.kind {
        Type::Counter | Type::Untyped => FamilyNames::counter(&family.name),
        Type::Info | Type::Gauge => FamilyNames::info(&family.name),
        Type::Histogram => FamilyNames::histogram(&family.name),
        Type::GaugeHistogram => FamilyNames::gauge_histogram(&family.name),
        Type::Summary => FamilyNames::summary(&family.name),
        Type::StateSet => FamilyNames::single(&family.name),
    }
}
