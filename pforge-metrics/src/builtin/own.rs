//! The runtime's own metrics: what it can't do silently.
//!
//! An [`Exporter`](crate::exporter::Exporter) that serves a catalog with an open label serves these too. Where catalogs are
//! registered with a [`prometheus::Registry`], register `own::CATALOG.collector()` as well.
//! [`exemplars`] and [`families`] are catalogs of their own, served where there are exemplars or registries.

pub mod exemplars;
#[cfg(feature = "exporter")]
pub mod families;

use crate::label::{Interner, Label};
use crate::metric::counter::Counter;

crate::include_metrics!("own.toml", crate = crate);

/// Shows a label's overflow from its first use on, at zero.
pub(crate) fn first_use(values: &'static Interner) {
    if !is_own(values) {
        let _series = overflows_of(values);
    }
}

/// Counts a value that a label has no room for.
pub(crate) fn overflow(values: &'static Interner) {
    if !is_own(values) {
        overflows_of(values).inc();
    }
}

/// Whether these are the values of the label by which overflows are told apart: it would ask for itself without end.
fn is_own(values: &'static Interner) -> bool {
    OpenLabel::INTERNER.is_some_and(|own| std::ptr::eq(own(), values))
}

fn overflows_of(values: &'static Interner) -> Counter<Cells> {
    let known = values.reported_as.get().copied();
    let label = known.unwrap_or_else(|| {
        let label = OpenLabel::new(values.label());
        // The answer to an allocator that comes at a bad time is not the last word.
        if label != OpenLabel::OVERFLOW {
            let _ = values.reported_as.set(label);
        }
        label
    });
    PFORGE_METRICS_LABEL_OVERFLOW_TOTAL.with(label)
}
