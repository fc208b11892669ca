//! The rate limit of scrapes.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Limits scrapes per second with the generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling), whose state is a
/// single point in time.
pub(crate) struct Rate {
    /// The interval between two scrapes at the rate.
    interval: Duration,
    /// How early a scrape in a burst may arrive.
    ahead: Duration,
    /// The expected time of the next scrape at the rate.
    due: Mutex<Option<Instant>>,
}

/// The error of a scrape that exceeds the rate, with the time until one is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RateExceeded(pub(super) Duration);

impl Rate {
    /// Neither argument may be zero. The builder checks this.
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        let interval = Duration::from_secs(1) / per_second.max(1);
        Self {
            interval,
            ahead: interval * burst.saturating_sub(1),
            due: Mutex::new(None),
        }
    }

    /// Counts a scrape, or returns an error if it exceeds the rate. Rejected scrapes are not counted, so a client that retries
    /// constantly still scrapes at the rate.
    pub(crate) fn take(&self, now: Instant) -> Result<(), RateExceeded> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let at = due.map_or(now, |due| due.max(now));
        let early = at.duration_since(now);
        if early > self.ahead {
            return Err(RateExceeded(early.saturating_sub(self.ahead)));
        }
        *due = Some(at + self.interval);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, RateExceeded};
    use std::time::Duration;
    use tokio::time::Instant;

    /// Returns the time in milliseconds until each scrape would have been allowed.
    fn waits<const N: usize>(rate: &Rate, times: [u64; N]) -> [u64; N] {
        let began = Instant::now();
        times.map(|time| {
            let taken = rate.take(began + Duration::from_millis(time));
            taken.map_or_else(
                |RateExceeded(wait)| u64::try_from(wait.as_millis()).unwrap(),
                |()| 0,
            )
        })
    }

    #[test]
    fn allows_scrapes_at_the_rate_and_rejects_those_in_between() {
        let times = [0, 1, 249, 250, 499, 500, 750];
        let expected = [0, 249, 1, 0, 1, 0, 0];
        assert_eq!(waits(&Rate::new(4, 1), times), expected);
    }

    #[test]
    fn allows_one_burst_after_an_idle_time() {
        let times = [0, 0, 0, 0, 250, 250, 60_000, 60_000, 60_000, 60_000];
        let expected = [0, 0, 0, 250, 0, 250, 0, 0, 0, 250];
        assert_eq!(waits(&Rate::new(4, 3), times), expected);
    }

    #[test]
    fn a_client_that_retries_constantly_scrapes_at_the_rate() {
        let rate = Rate::new(10, 5);
        let times: [u64; 2_000] = std::array::from_fn(|i| i as u64);
        let in_order = waits(&rate, times)
            .into_iter()
            .filter(|wait| *wait == 0)
            .count();
        assert_eq!(in_order, 5 + 19);
    }
}
