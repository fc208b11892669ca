//! Counters that follow sources which count by themselves, and may start again at 0.

use super::value::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The mirrored series of a catalog, by the number of their cell.
pub(crate) struct Mirrors(Mutex<BTreeMap<usize, Mirror>>);

/// What the source of a series has counted, as bits of the series' number: 0 at first, which is 0 in each of them.
#[derive(Default)]
struct Mirror {
    /// When it was last read.
    last: u64,
    /// In all its runs before this one.
    ended: u64,
    /// How much of all that the series has been told.
    told: u64,
}

impl Mirrors {
    #[cfg(not(all(test, model)))]
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
        let [last, ended, told] = [self.last, self.ended, self.told].map(V::from_bits);
        // A source that counts less than before has started again.
        let ended = if now < last { ended.plus(last) } else { ended };
        // What is missing of the whole, and not what came since the last time: rounding does not add up then.
        let growth = ended.plus(now).minus(told);
        self.last = now.to_bits();
        self.ended = ended.to_bits();
        if !growth.is_increment() {
            // A float that was rounded up before.
            return V::from_bits(0);
        }
        self.told = told.plus(growth).to_bits();
        growth
    }
}
