//! Which families of registries and other sources were dropped, and why.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a registry or another source serves this too, from the first family
//! on that is dropped. A family counts at each gather: `increase(pforge_metrics_families_dropped_total[5m]) > 0` finds it while it
//! is missing.
//!
//! Families are counted by their names in the default escaping scheme, before the snapshot, so that a scrape
//! contains the counts of what it lacks itself.

crate::include_metrics!("families.toml", crate = crate);

/// Counts a family that is not served, or not with all of its metrics.
#[cold]
pub(crate) fn dropped(family: &str, reason: FamilyFault) {
    let family = DroppedFamily::new(family);
    PFORGE_METRICS_FAMILIES_DROPPED_TOTAL
        .with((family, reason))
        .inc();
}
