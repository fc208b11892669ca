//! How often metrics are scraped.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// A number of scrapes a second, by the generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling): of all that
/// came before, one moment tells enough.
pub(crate) struct Rate {
    /// What lies between two scrapes at that rate.
    interval: Duration,
    /// By how much scrapes of a burst may come too early.
    ahead: Duration,
    /// When the next scrape comes if all keep to the rate.
    due: Mutex<Option<Instant>>,
}

/// A scrape would have been in order after this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooOften(pub(super) Duration);

impl Rate {
    /// Neither is zero: the builder sees to it.
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        let interval = Duration::from_secs(1) / per_second.max(1);
        Self {
            interval,
            ahead: interval * burst.saturating_sub(1),
            due: Mutex::new(None),
        }
    }

    /// Counts a scrape, unless it comes too early. What is refused is not counted: who keeps asking is let in at the rate.
    pub(crate) fn take(&self, now: Instant) -> Result<(), TooOften> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let at = due.map_or(now, |due| due.max(now));
        let early = at.duration_since(now);
        if early > self.ahead {
            return Err(TooOften(early.saturating_sub(self.ahead)));
        }
        *due = Some(at + self.interval);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, TooOften};
    use std::time::Duration;
    use tokio::time::Instant;

    /// The times in milliseconds at which scrapes came, and after how many more each would have been in order.
    fn waits<const N: usize>(rate: &Rate, times: [u64; N]) -> [u64; N] {
        let began = Instant::now();
        times.map(|time| {
            let taken = rate.take(began + Duration::from_millis(time));
            taken.map_or_else(
                |TooOften(wait)| u64::try_from(wait.as_millis()).unwrap(),
                |()| 0,
            )
        })
    }

    #[test]
    fn scrapes_at_the_rate_are_in_order_and_those_between_are_not() {
        let times = [0, 1, 249, 250, 499, 500, 750];
        let expected = [0, 249, 1, 0, 1, 0, 0];
        assert_eq!(waits(&Rate::new(4, 1), times), expected);
    }

    #[test]
    fn a_quiet_time_is_made_up_for_by_a_burst_and_by_no_more() {
        let times = [0, 0, 0, 0, 250, 250, 60_000, 60_000, 60_000, 60_000];
        let expected = [0, 0, 0, 250, 0, 250, 0, 0, 0, 250];
        assert_eq!(waits(&Rate::new(4, 3), times), expected);
    }

    #[test]
    fn who_asks_all_the_time_is_let_in_at_the_rate() {
        let rate = Rate::new(10, 5);
        let times: [u64; 2_000] = std::array::from_fn(|i| i as u64);
        let in_order = waits(&rate, times)
            .into_iter()
            .filter(|wait| *wait == 0)
            .count();
        assert_eq!(in_order, 5 + 19);
    }
}
