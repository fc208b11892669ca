//! Counters of label values, exemplars and families that the runtime dropped.
//!
//! [`CATALOG`] counts the label values that did not fit into an open label. An `Exporter` that serves a catalog with an
//! open label also serves this catalog. If you register catalogs with a `prometheus::Registry`, register
//! `own::CATALOG.collector()` as well. Each scrape and each snapshot updates the counters.
//!
//! [`exemplars`] and `families` are separate catalogs, which an exporter serves together with exemplars, registries and
//! other sources.
//!
//! ```
//! # mod metrics {
//! # pforge_metrics::include_metrics!(inline = r#"
//! #     [label.tenant]
//! #     help = "Tenant."
//! #     open = { max = 1 }
//! #
//! #     [counter.requests_total]
//! #     help   = "Number of requests."
//! #     labels = ["tenant"]
//! # "#);
//! # }
//! # use metrics::*;
//! use pforge_metrics::own::{self, OpenLabel, PFORGE_METRICS_LABEL_OVERFLOW_TOTAL};
//!
//! // The label `tenant` has room for one value.
//! REQUESTS_TOTAL.with(Tenant::new("a")).inc();
//! REQUESTS_TOTAL.with(Tenant::new("b")).inc();
//!
//! let overflows = PFORGE_METRICS_LABEL_OVERFLOW_TOTAL.with(OpenLabel::new("tenant"));
//! assert_eq!(own::CATALOG.snapshot().get(overflows), 1);
//! ```

pub mod exemplars;
#[cfg(feature = "exporter")]
pub mod families;

use crate::label::{self, Interner, Label};
use std::collections::BTreeMap;

crate::include_metrics!("own.toml", refresh = refresh, crate = crate);

/// Updates the series of each open label that has been used. Labels with the same name in different catalogs share a
/// series.
fn refresh() {
    let mut overflows: BTreeMap<OpenLabel, u64> = BTreeMap::new();
    for label in label::used().filter(|label| !is_open_label(label)) {
        *overflows.entry(OpenLabel::new(label.label())).or_default() += label.overflows();
    }
    for (label, count) in overflows {
        PFORGE_METRICS_LABEL_OVERFLOW_TOTAL
            .with(label)
            .mirror(count);
    }
}

/// Returns whether this is the label [`OpenLabel`] itself. Its overflows are not counted.
fn is_open_label(label: &Interner) -> bool {
    OpenLabel::INTERNER.is_some_and(|interner| std::ptr::eq(interner(), label))
}
