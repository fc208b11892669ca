//! The dropped families of registries and other sources, by reason.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a registry or another source serves this catalog from the
//! first dropped family on. Each gather counts the families that it drops, so the query
//! `increase(pforge_metrics_families_dropped_total[5m]) > 0` returns the families that are currently missing.
//!
//! The label has the name of the family in the default escaping scheme. Families are counted before the snapshot, so a
//! scrape includes the families that it drops itself.

crate::include_metrics!("families.toml", crate = crate);

/// Counts a family that is dropped or loses some of its metrics.
#[cold]
pub(crate) fn dropped(family: &str, reason: FamilyFault) {
    let family = DroppedFamily::new(family);
    PFORGE_METRICS_FAMILIES_DROPPED_TOTAL
        .with((family, reason))
        .inc();
}
