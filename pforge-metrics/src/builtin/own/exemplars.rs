//! How many exemplars were dropped, and why.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a catalog with exemplars serves this too, and so does one that is built
//! with `.self_metrics(true)`. An exemplar whose ids are 0 stands for no trace: it is not kept, and not counted as dropped.
//!
//! The count of `reason="busy"` is brought up to date by each scrape and each snapshot of [`CATALOG`].

use crate::exemplar::DROPPED_BUSY;
use std::sync::atomic::Ordering::Relaxed;

crate::include_metrics!("exemplars.toml", refresh = refresh, crate = crate);

fn refresh() {
    let busy = DROPPED_BUSY.load(Relaxed);
    // Without it the catalog needs no lane.
    if busy > 0 {
        let dropped = PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL.with(DropReason::Busy);
        dropped.mirror(busy);
    }
}

/// Counts exemplars of other libraries that are dropped.
#[cfg(feature = "exporter")]
pub(crate) fn dropped(reason: DropReason, count: u64) {
    PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL
        .with(reason)
        .inc_by(count);
}
