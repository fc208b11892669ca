//! Counters that follow external counters, which may restart at 0.

use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The mirrored series of a catalog. The keys are the numbers of their cells.
pub(crate) struct Mirrors(Mutex<BTreeMap<usize, Mirror>>);

/// The state of a mirrored source. All numbers are stored as bits.
#[derive(Default)]
struct Mirror {
    /// Its total at the last call.
    last: u64,
    /// The totals of its earlier runs.
    ended: u64,
    /// How much the series has grown by.
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
    fn growth<V: Value>(&mut self, now: V) -> V {
        let [last, ended, applied] = [self.last, self.ended, self.applied].map(V::from_bits);
        // A source that counts less than before has started again.
        let ended = if now < last { ended.plus(last) } else { ended };
        // The growth is computed from the totals and not from the last increase, so rounding errors do not accumulate.
        let growth = ended.plus(now).minus(applied);
        self.last = now.to_bits();
        self.ended = ended.to_bits();
        if !growth.is_increment() {
            // An earlier float sum was rounded up.
            return V::from_bits(0);
        }
        self.applied = applied.plus(growth).to_bits();
        growth
    }
}
