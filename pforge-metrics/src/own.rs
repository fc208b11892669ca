//! The runtime's own metrics: what it can't do silently.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a catalog with an open label serves these too. Where catalogs are
//! registered with a [`prometheus::Registry`], register `own::CATALOG.collector()` as well.

use crate::label::Label;
use crate::metric::counter::Counter;

crate::__private::label_open! {
    /// An open label of any catalog, by its name in metrics.toml.
    pub struct OverflowingLabel = "overflowing_label" { max: 100, max_len: 128, overflow: "_other" }
}

/// Label values that were counted under their label's overflow, for want of room or because they are empty.
///
/// Counter `pforge_metrics_label_overflow_total`, labels `label`.
#[allow(unreachable_pub, reason = "as visible as its module is")]
pub static PFORGE_METRICS_LABEL_OVERFLOW_TOTAL: crate::CounterFamily<Cells, OverflowingLabel> =
    crate::CounterFamily::new(0);

crate::__private::cells! {
    /// Where the values of this catalog live.
    pub Cells { lanes: 202, shared: 0, grouped: 0 }
    &[
        crate::__private::Descriptor::new::<u64>(
            crate::__private::Kind::Counter,
            "pforge_metrics_label_overflow_total",
            "Label values that were counted under their label's overflow.",
            crate::__private::Placement::Lanes(0),
        )
        .with_labels(&[crate::__private::LabelDescriptor::new::<OverflowingLabel>("label")])
        .optional()
    ]
}

/// The runtime's own metrics.
pub static CATALOG: crate::Catalog<Cells> = crate::Catalog::new();

/// Shows a label's overflow from its first use on, at zero.
pub(crate) fn first_use(label: &'static str) {
    // The label of this metric itself would only add to the noise, and ask for itself without end.
    if label != OverflowingLabel::NAME {
        let _series = overflows_of(label);
    }
}

/// Counts a value that a label has no room for.
pub(crate) fn overflow(label: &'static str) {
    if label != OverflowingLabel::NAME {
        overflows_of(label).inc();
    }
}

fn overflows_of(label: &'static str) -> Counter<Cells> {
    PFORGE_METRICS_LABEL_OVERFLOW_TOTAL.with(OverflowingLabel::new(label))
}
