//! Counters that follow sources which count by themselves, and may start again at 0.

use crate::value::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The mirrored series of a catalog, by the number of their cell.
pub(crate) struct Mirrors(Mutex<BTreeMap<usize, Mirror>>);

/// State of a mirrored source, as bits.
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

    /// How much a series has to grow now that its source has counted this much.
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
        // What is missing of the whole, and not what came since the last time: rounding does not add up then.
        let growth = ended.plus(now).minus(applied);
        self.last = now.to_bits();
        self.ended = ended.to_bits();
        if !growth.is_increment() {
            // A float that was rounded up before.
            return V::from_bits(0);
        }
        self.applied = applied.plus(growth).to_bits();
        growth
    }
}
