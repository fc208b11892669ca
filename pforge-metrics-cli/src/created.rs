//! Families that tell when the series of another family began.
//!
//! Prometheus' format has no creation times, so client libraries expose them as a gauge beside the family: `x_created`.

use crate::exposition::{Exposition, Family, Sample, Type};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Returns the names of the gauges that hold the creation times of another family: each of their series has the labels of one
/// of its series.
pub(crate) fn created(exposition: &Exposition) -> HashSet<&str> {
    let gauges = exposition.families.iter().filter(|it| is_gauge(it));
    let gauges: HashMap<&str, &Family> = gauges.map(|it| (it.name.as_str(), it)).collect();
    let mut names = HashSet::new();
    for family in &exposition.families {
        let Some(name) = name(family) else {
            continue;
        };
        let gauge = gauges.get(name.as_str());
        names.extend(gauge.filter(|it| belongs(it, family)).map(|it| &*it.name));
    }
    names
}

fn is_gauge(family: &Family) -> bool {
    matches!(family.kind, Type::Gauge | Type::Untyped)
}

/// The name of the family with the creation times of a family.
fn name(family: &Family) -> Option<String> {
    let stem = match family.kind {
        Type::Counter => family.name.strip_suffix("_total").unwrap_or(&family.name),
        Type::Histogram | Type::Summary => &family.name,
        _ => return None,
    };
    Some(format!("{stem}_created"))
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
