//! The way back from a cell to its series, for what is not on the hot path.

use crate::descriptor::Descriptor;
use crate::storage::place::Place;
use crate::storage::store::Store;

/// Finds the metric that has a cell among those of a place, and the position of the label set. Of metrics that share cells, it is
/// the one that is not an alias.
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
