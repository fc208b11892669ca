//! The wall clock, in milliseconds since the Unix epoch.

#[cfg(feature = "process")]
use crate::process_stats::ProcessStats;
#[cfg(feature = "process")]
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// Returns the current time, or 0 if the clock is set to a time before the epoch.
pub(crate) fn now_ms() -> u64 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap_or(Duration::ZERO);
    since_epoch.as_millis().try_into().unwrap_or(u64::MAX)
}

/// Returns the start time of the process. At that time all its counters were 0.
///
/// The kernel reports the time, which may be a second early. If the kernel does not report it, this is the time of
/// the first call. Setting the clock does not change the result.
#[cfg(feature = "process")]
pub(crate) fn process_start_ms() -> u64 {
    static STARTED: OnceLock<u64> = OnceLock::new();
    *STARTED.get_or_init(|| start_ms(ProcessStats::read().start_time_seconds, now_ms()))
}

/// Rounds the reported start time to the nearest millisecond.
///
/// Falls back to `now_ms` if the time is missing or invalid. A start time in the future is replaced by `now_ms` too:
/// a series must not be created after it is first exposed.
#[cfg(feature = "process")]
fn start_ms(reported_seconds: Option<f64>, now_ms: u64) -> u64 {
    let reported = reported_seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let reported =
        reported.map(|since_epoch| since_epoch.saturating_add(Duration::from_micros(500)));
    let reported = reported.and_then(|since_epoch| since_epoch.as_millis().try_into().ok());
    reported.unwrap_or(now_ms).min(now_ms)
}

#[cfg(all(test, feature = "process"))]
mod tests {
    use super::start_ms;

    #[test]
    fn an_invalid_or_missing_start_time_is_replaced_by_the_current_time() {
        let now = 1_767_225_600_000;
        for (reported, start) in [
            (Some(1_767_225_590.29), 1_767_225_590_290),
            (Some(1_767_225_590.1), 1_767_225_590_100),
            (Some(0.0), 0),
            (Some(1_767_225_600.5), now),
            (Some(-1.0), now),
            (Some(f64::NAN), now),
            (Some(1e300), now),
            (None, now),
        ] {
            assert_eq!(start_ms(reported, now), start, "{reported:?}");
        }
    }
}
