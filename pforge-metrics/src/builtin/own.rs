//! Counters of what the runtime had to drop.
//!
//! An `Exporter` that serves a catalog with an open label serves these too. Where catalogs are registered with a
//! `prometheus::Registry`, register `own::CATALOG.collector()` as well. Each scrape and each snapshot of [`CATALOG`] updates the
//! counters. [`exemplars`] and `families` are separate catalogs, served where there are exemplars, registries or sources.

pub mod exemplars;
#[cfg(feature = "exporter")]
pub mod families;

use crate::label::{self, Interner, Label};
use std::collections::BTreeMap;

crate::include_metrics!("own.toml", refresh = refresh, crate = crate);

/// Shows each open label from its first use on, at zero. Two labels of one name, of two catalogs, share a series.
fn refresh() {
    let mut overflows: BTreeMap<OpenLabel, u64> = BTreeMap::new();
    for label in label::used().filter(|label| !is_own(label)) {
        *overflows.entry(OpenLabel::new(label.label())).or_default() += label.overflows();
    }
    for (label, count) in overflows {
        PFORGE_METRICS_LABEL_OVERFLOW_TOTAL
            .with(label)
            .mirror(count);
    }
}

/// Whether this is the label by which overflows are told apart. It has no place for itself.
fn is_own(label: &Interner) -> bool {
    OpenLabel::INTERNER.is_some_and(|own| std::ptr::eq(own(), label))
}
