//! Finds the series of a cell. It searches all metrics, so it is not for the hot path.

use crate::descriptor::Descriptor;
use crate::storage::place::Place;
use crate::storage::store::Store;

/// Returns the metric that contains a cell of a place, and the position of the label set. If an alias shares the
/// cell, this returns the metric that is not the alias.
pub(super) fn series_at<C: Store, P: Place>(cell: usize) -> Option<(&'static Descriptor, usize)> {
    let storage = C::storage();
    let cell = P::offset(storage) + cell;
    let metrics = storage.descriptors.iter().filter(|it| !it.is_alias);
    for metric in metrics {
        let cells = storage.range(metric);
        if cells.contains(&cell) {
            return Some((metric, (cell - cells.start) / metric.cells_per_label_set()));
        }
    }
    None
}
