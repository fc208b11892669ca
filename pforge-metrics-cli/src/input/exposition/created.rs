//! Families with the creation times of another family.
//!
//! Prometheus' format has no creation times, so client libraries expose them as a separate gauge: `x_created`.

use crate::input::exposition::{Exposition, Family, Sample, Type};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The suffix of the families and samples with creation times.
const SUFFIX: &str = "_created";

/// The gauges of an exposition that can hold creation times.
pub(crate) struct CreationTimes<'a> {
    exposition: &'a Exposition,
    gauges: HashMap<&'a str, &'a Family>,
}

impl<'a> CreationTimes<'a> {
    pub fn new(exposition: &'a Exposition) -> Self {
        let gauges = exposition.families.iter().filter(|family| {
            let is_gauge = matches!(family.kind, Type::Gauge | Type::Untyped);
            is_gauge && family.name.ends_with(SUFFIX)
        });
        Self {
            exposition,
            gauges: gauges.map(|it| (it.name.as_str(), it)).collect(),
        }
    }

    /// Returns the `_created` gauge of a family with this name and type, regardless of its labels.
    pub fn beside(&self, name: &str, kind: Type) -> Option<&'a Family> {
        let stem = match kind {
            Type::Counter => name.strip_suffix("_total").unwrap_or(name),
            Type::Histogram | Type::Summary => name,
            _ => return None,
        };
        self.gauges.get(format!("{stem}{SUFFIX}").as_str()).copied()
    }

    /// Returns the names of the gauges that are creation times by their labels too: each of their series has the labels of a
    /// series of the family. Without a schema nothing else tells them from a gauge of their own.
    pub fn names(&self) -> HashSet<&'a str> {
        let families = self.exposition.families.iter();
        let gauges = families.filter_map(|family| {
            let gauge = self.beside(&family.name, family.kind)?;
            belongs(gauge, family).then_some(gauge.name.as_str())
        });
        gauges.collect()
    }
}

/// Returns whether a sample of a family is a creation time. A family can have such a name itself.
pub(crate) fn is_creation_time(sample: &Sample, family: &str) -> bool {
    sample.name.ends_with(SUFFIX) && sample.name != family
}

fn belongs(gauge: &Family, family: &Family) -> bool {
    let series: HashSet<_> = family.samples.iter().map(labels).collect();
    gauge
        .samples
        .iter()
        .all(|sample| series.contains(&labels(sample)))
}

fn labels(sample: &Sample) -> BTreeSet<(&str, &str)> {
    let labels = sample.labels.iter();
    let own = labels.filter(|(name, _)| name != "le" && name != "quantile");
    own.map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
