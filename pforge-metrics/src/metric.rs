//! Handles: a handle refers to one series of a metric and has the operations of the metric. It is `Copy` and a few
//! bytes large.

pub(crate) mod by;
pub(crate) mod counter;
pub(crate) mod family;
pub(crate) mod gauge;
pub(crate) mod handle;
pub(crate) mod histogram;
mod identity;
pub(crate) mod in_flight;
pub(crate) mod info;
mod lookup;
pub(crate) mod state;
pub(crate) mod state_set;
pub(crate) mod timer;

use crate::storage::store::Store;
use crate::sync::Ordering::Relaxed;

/// Counts an update that was rejected because its value is invalid.
#[cold]
#[inline(never)]
fn reject<C: Store>() {
    C::storage().rejected.fetch_add(1, Relaxed);
}
