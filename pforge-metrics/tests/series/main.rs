//! Which series are exposed, and as what: catalogs as generated code declares them, in a crate that denies all warnings.

#![deny(warnings)]

mod alias;
mod constant_labels;
mod open;
mod served;
mod state_group;
mod state_sets;
mod unset;

use pforge_metrics::Catalog;
use pforge_metrics::generic::Store;
use pforge_metrics::prometheus::core::Collector;
use pforge_metrics::prometheus::{Registry, TextEncoder};

/// What a collector shows of a catalog, through the data model of `prometheus`. A registry would sort the series too.
fn gathered<C: Store>(catalog: Catalog<C>) -> String {
    let registered = Registry::new().register(Box::new(catalog.collector()));
    assert!(registered.is_ok(), "{registered:?}");
    let mut families = catalog.collector().collect();
    families.sort_by(|a, b| a.name().cmp(b.name()));
    let text = TextEncoder::new().encode_to_string(&families);
    text.unwrap_or_else(|error| panic!("{error}"))
}

/// What both writers show.
#[track_caller]
fn assert_shows<C: Store>(catalog: Catalog<C>, expected: &str) {
    assert_eq!(catalog.snapshot().to_string(), expected);
    assert_eq!(gathered(catalog), expected);
}
