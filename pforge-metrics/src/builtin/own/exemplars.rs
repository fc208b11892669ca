//! The number of dropped exemplars by reason.
//!
//! An [`Exporter`](crate::exporter::Exporter) serves this catalog if it serves a catalog with exemplars or was built with
//! `.self_metrics(true)`. An exemplar with a trace id or span id of 0 is ignored and does not count as dropped.
//!
//! Each scrape and each snapshot of [`CATALOG`] updates the count of `reason="busy"`.
//!
//! ```
//! use pforge_metrics::own::exemplars::{CATALOG, DropReason, PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL};
//!
//! let dropped = CATALOG.snapshot().get(PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL.with(DropReason::Busy));
//! assert_eq!(dropped, 0);
//! ```

use crate::exemplar::DROPPED_BUSY;
use std::sync::atomic::Ordering::Relaxed;

crate::include_metrics!("exemplars.toml", refresh = refresh, crate = crate);

fn refresh() {
    let busy = DROPPED_BUSY.load(Relaxed);
    // The first update of a thread allocates a lane, which is unnecessary for 0.
    if busy > 0 {
        let dropped = PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL.with(DropReason::Busy);
        dropped.mirror(busy);
    }
}

/// Counts dropped exemplars of other libraries.
#[cfg(feature = "exporter")]
pub(crate) fn dropped(reason: DropReason, count: u64) {
    PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL
        .with(reason)
        .inc_by(count);
}
