//! The token budget. Each call reserves its maximum cost first, so the budget is never exceeded.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pforge_metrics::catalog::PFORGE_TOKENS_USED_TOTAL;

/// A limit for the counter of used tokens. The budget stores no spending of its own.
#[derive(Debug)]
pub struct Budget {
    limit: u64,
    /// The maximum cost of the calls in flight.
    reserved: Mutex<u64>,
}

impl Budget {
    /// Grants `tokens` in addition to those already used.
    pub fn grant(tokens: u64) -> Budget {
        Budget {
            limit: PFORGE_TOKENS_USED_TOTAL.total().saturating_add(tokens),
            reserved: Mutex::new(0),
        }
    }

    /// Reserves the maximum cost of a call. Returns `None` if the remaining budget does not cover it.
    pub fn reserve(&self, tokens: u64) -> Option<Reservation<'_>> {
        let mut reserved = self.reserved();
        let needed = reserved.checked_add(tokens)?;
        (needed <= self.remaining()).then(|| {
            *reserved = needed;
            Reservation {
                budget: self,
                tokens,
            }
        })
    }

    pub fn remaining(&self) -> u64 {
        self.limit.saturating_sub(PFORGE_TOKENS_USED_TOTAL.total())
    }

    fn reserved(&self) -> MutexGuard<'_, u64> {
        self.reserved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tokens reserved for one call. Drop it after the tokens that the call used have been counted.
#[must_use = "dropping it releases the tokens"]
#[derive(Debug)]
pub struct Reservation<'a> {
    budget: &'a Budget,
    tokens: u64,
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        *self.budget.reserved() -= self.tokens;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pforge_metrics::catalog::Vendor;

    // A single test, because all budgets use the same counter.
    #[test]
    fn calls_in_flight_and_used_tokens_count_against_the_budget() {
        let budget = Budget::grant(100);
        let call = budget.reserve(60).expect("60 of 100 are left");
        assert!(budget.reserve(60).is_none(), "60 are in flight");
        assert_eq!(budget.remaining(), 100);

        PFORGE_TOKENS_USED_TOTAL.with(Vendor::Local).inc_by(25);
        drop(call);
        assert_eq!(budget.remaining(), 75);
        assert!(budget.reserve(76).is_none());
        assert!(budget.reserve(75).is_some());

        PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(75);
        assert!(budget.reserve(1).is_none());
        assert_eq!(
            Budget::grant(10).remaining(),
            10,
            "a new grant counts from what is used"
        );
        assert!(Budget::grant(u64::MAX).reserve(u64::MAX).is_none());
    }
}
