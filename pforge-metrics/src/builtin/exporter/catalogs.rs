//! The sizes of the catalogs that exporters serve.

use super::{Catalog, PFORGE_METRICS_LANES, PFORGE_METRICS_SERIES};
use crate::descriptor::{Descriptor, Kind};
use crate::exposition::series;
use crate::storage::store::Storage;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The catalogs of all exporters with self metrics.
static WATCHED: Mutex<Vec<&'static Storage>> = Mutex::new(Vec::new());

/// Starts to measure the sizes of these catalogs.
pub(crate) fn watch(catalogs: &[&'static Storage]) {
    let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    for catalog in catalogs {
        if !watched.iter().any(|other| std::ptr::eq(*other, *catalog)) {
            watched.push(catalog);
            // The series about a catalog belong to a measured catalog themselves, so they must exist before the first
            // measurement.
            set(name(catalog.descriptors), 0, 0);
        }
    }
}

/// Measures all watched catalogs, at the start of each scrape.
pub(crate) fn refresh() {
    let watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for catalog in &*watched {
        let (series, lanes) = sizes.entry(name(catalog.descriptors)).or_default();
        *series += exposed_series(catalog);
        // The number includes the shared lane, which always exists.
        *lanes += catalog.lanes.len();
    }
    for (name, (series, lanes)) in sizes {
        set(name, series, lanes);
    }
}

fn set(name: &str, series: usize, lanes: usize) {
    let catalog = Catalog::new(name);
    for (family, size) in [
        (PFORGE_METRICS_SERIES, series),
        (PFORGE_METRICS_LANES, lanes),
    ] {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        family.with(catalog).set(size);
    }
}

/// Returns the name of a catalog in the metrics: the common prefix of the names of its metrics, up to an underscore.
/// For a single metric, that is the name without its last word.
fn name(descriptors: &'static [Descriptor]) -> &'static str {
    let mut names = descriptors.iter().map(Descriptor::name);
    let first = names.next().unwrap_or_default();
    let common = names.fold(first, |common, name| {
        let pairs = common.bytes().zip(name.bytes());
        &common[..pairs.take_while(|(a, b)| a == b).count()]
    });
    match common.rfind('_') {
        Some(end) if end > 0 => &common[..end],
        _ => first,
    }
}

/// Returns the number of lines in the text format that are not comments.
fn exposed_series(catalog: &'static Storage) -> usize {
    // The number depends on the values only if a family is optional.
    let has_optional = catalog.descriptors.iter().any(|family| family.is_optional);
    let mut values = Vec::new();
    if has_optional {
        catalog.copy_unrefreshed_into(&mut values);
    }
    let family_series = |family: &'static Descriptor| {
        let label_sets = if family.is_optional {
            series::exposed(catalog, family, &values).count()
        } else {
            family.label_sets()
        };
        label_sets * series_per_label_set(family)
    };
    catalog.descriptors.iter().map(family_series).sum()
}

fn series_per_label_set(family: &Descriptor) -> usize {
    match family.kind {
        // The bounds, the bucket of `+Inf`, the sum and the count.
        Kind::Histogram => family.bounds().len() + 3,
        Kind::StateSet => family.states().len(),
        Kind::Counter | Kind::Gauge | Kind::Info => 1,
    }
}
