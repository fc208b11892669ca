//! Counters that follow external counters, which may restart at 0.

use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The mirrored series of a catalog. The keys are the numbers of their cells.
pub(crate) struct Mirrors(Mutex<BTreeMap<usize, Mirror>>);

/// The state of a mirrored source. All numbers are stored as bits.
#[derive(Default)]
struct Mirror {
    /// The total of the source at the last call.
    last: u64,
    /// The sum of the final totals of earlier runs of the source.
    ended: u64,
    /// The sum of all growth that was added to the series.
    applied: u64,
}

impl Mirrors {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// Returns how much a series must grow if the total of its source is `now`.
    pub(crate) fn growth<V: Value>(&self, cell: usize, now: V) -> V {
        let mut mirrors = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mirrors.entry(cell).or_default().growth(now)
    }
}

impl Mirror {
    /// Returns how much the series must grow, and records the new total.
    fn growth<V: Value>(&mut self, now: V) -> V {
        let [last, ended, applied] = [self.last, self.ended, self.applied].map(V::from_bits);
        // A source whose total has decreased has restarted.
        let ended = if now < last { ended.plus(last) } else { ended };
        // The growth is computed from the totals and not from the last increase, so rounding errors do not accumulate.
        let growth = ended.plus(now).minus(applied);
        self.last = now.to_bits();
        self.ended = ended.to_bits();
        if !growth.is_increment() {
            // An earlier float sum was rounded up, so the difference can be negative.
            return V::from_bits(0);
        }
        self.applied = applied.plus(growth).to_bits();
        growth
    }
}
