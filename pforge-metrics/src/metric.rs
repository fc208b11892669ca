//! Handles: one series of a metric, `Copy` and a few bytes, and what can be done with it.

pub(crate) mod counter;
pub(crate) mod gauge;
pub(crate) mod histogram;
pub(crate) mod info;
pub(crate) mod state_set;
pub(crate) mod timer;

use crate::cells::store::Store;
use crate::cells::sync::Ordering::Relaxed;

/// Counts an update that no series may show.
#[cold]
#[inline(never)]
fn reject<C: Store>() {
    C::storage().rejected.fetch_add(1, Relaxed);
}
