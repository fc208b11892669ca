//! The wall clock, in milliseconds since the Unix epoch.

#[cfg(feature = "process")]
use crate::process_stats::ProcessStats;
#[cfg(feature = "process")]
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// The time now; 0 by a clock that stands before the epoch.
pub(crate) fn now_ms() -> u64 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap_or(Duration::ZERO);
    since_epoch.as_millis().try_into().unwrap_or(u64::MAX)
}

/// The time at which the process began, when all that it counts was 0: as the kernel tells it, which may be a second early.
/// Where none does, it is the time of the first call. It stays the same when the clock is set.
#[cfg(feature = "process")]
pub(crate) fn process_start_ms() -> u64 {
    static STARTED: OnceLock<u64> = OnceLock::new();
    *STARTED.get_or_init(|| start_ms(ProcessStats::read().start_time_seconds, now_ms()))
}

/// To the nearest millisecond, since what is told is a float. No series may begin after it is first shown, so that a start
/// still to come is none.
#[cfg(feature = "process")]
fn start_ms(told_seconds: Option<f64>, now_ms: u64) -> u64 {
    let told = told_seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let told = told.map(|since_epoch| since_epoch.saturating_add(Duration::from_micros(500)));
    let told = told.and_then(|since_epoch| since_epoch.as_millis().try_into().ok());
    told.unwrap_or(now_ms).min(now_ms)
}

#[cfg(all(test, feature = "process"))]
mod tests {
    use super::start_ms;

    #[test]
    fn the_process_begins_when_that_is_told_and_can_be_and_else_now() {
        let now = 1_767_225_600_000;
        for (told, start) in [
            (Some(1_767_225_590.29), 1_767_225_590_290),
            (Some(1_767_225_590.1), 1_767_225_590_100),
            (Some(0.0), 0),
            (Some(1_767_225_600.5), now),
            (Some(-1.0), now),
            (Some(f64::NAN), now),
            (Some(1e300), now),
            (None, now),
        ] {
            assert_eq!(start_ms(told, now), start, "{told:?}");
        }
    }
}
