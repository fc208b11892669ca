//! How many exemplars were dropped, and why.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a catalog with exemplars serves this too, and so does one that is built
//! with `.self_metrics(true)`. An exemplar whose ids are 0 stands for no trace: it is not kept, and not counted as dropped.
//!
//! The counters are brought up to date by each scrape and each snapshot of [`CATALOG`].

use crate::exemplar::DROPPED;
use std::sync::atomic::Ordering::Relaxed;

crate::include_metrics!("exemplars.toml", refresh = refresh, crate = crate);

fn refresh() {
    for (reason, count) in [
        (DropReason::Busy, &DROPPED.busy),
        (DropReason::TooLong, &DROPPED.too_long),
        (DropReason::Malformed, &DROPPED.malformed),
    ] {
        let dropped = PFORGE_METRICS_EXEMPLARS_DROPPED_TOTAL.with(reason);
        dropped.mirror(count.load(Relaxed));
    }
}
