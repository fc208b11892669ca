//! How large the catalogs are that exporters serve.

use super::{Catalog, PFORGE_METRICS_LANES, PFORGE_METRICS_SERIES};
use crate::descriptor::{Descriptor, Kind};
use crate::exposition::series;
use crate::storage::store::Storage;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The catalogs of all exporters that serve metrics about themselves.
static WATCHED: Mutex<Vec<&'static Storage>> = Mutex::new(Vec::new());

/// Adds these catalogs to those that the metrics cover.
pub(crate) fn watch(catalogs: &[&'static Storage]) {
    let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    for catalog in catalogs {
        if !watched.iter().any(|other| std::ptr::eq(*other, *catalog)) {
            watched.push(catalog);
            // What tells of a catalog counts too, so it has to be there before anything is counted.
            set(name(catalog.descriptors), 0, 0);
        }
    }
}

/// Runs when a scrape begins.
pub(crate) fn refresh() {
    let watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut sizes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for catalog in &*watched {
        let (series, lanes) = sizes.entry(name(catalog.descriptors)).or_default();
        *series += exposed_series(catalog);
        // One is there from the start, for threads that have none of their own.
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

/// What the names of all metrics begin with, up to an underscore; of a single metric, all but its last word. Catalogs have
/// no names of their own.
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

/// Lines of an exposition that begin with no `#`.
fn exposed_series(catalog: &'static Storage) -> usize {
    // Only of what is exposed in part does it matter what the cells hold.
    let is_partial = catalog.descriptors.iter().any(|family| family.is_optional);
    let mut values = Vec::new();
    if is_partial {
        catalog.copy_unrefreshed_into(&mut values);
    }
    let of = |family: &'static Descriptor| {
        let label_sets = if family.is_optional {
            series::of(catalog, family, &values).count()
        } else {
            family.label_sets()
        };
        label_sets * series_of_a_label_set(family)
    };
    catalog.descriptors.iter().map(of).sum()
}

fn series_of_a_label_set(family: &Descriptor) -> usize {
    match family.kind {
        // One more bucket than bounds, the sum and the count.
        Kind::Histogram => family.bounds().len() + 3,
        Kind::StateSet => family.states().len(),
        Kind::Counter | Kind::Gauge | Kind::Info => 1,
    }
}
