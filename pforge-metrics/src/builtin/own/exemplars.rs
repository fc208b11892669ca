//! How many exemplars were dropped, and why.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a catalog with exemplars serves this too, and so does one that is built
//! with `.self_metrics(true)`. An exemplar whose ids are 0 stands for no trace: it is not kept, and not counted as dropped.

crate::include_metrics!("exemplars.toml", crate = crate);

/// Counts an exemplar that is dropped.
#[cold]
pub(crate) fn dropped(reason: DropReason) {
    PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL.with(reason).inc();
}
