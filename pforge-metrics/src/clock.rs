//! The wall clock, in milliseconds since the Unix epoch.

#[cfg(all(feature = "exporter", not(all(test, model))))]
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

/// The time now; 0 by a clock that stands before the epoch.
pub(crate) fn now_ms() -> u64 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap_or(Duration::ZERO);
    since_epoch.as_millis().try_into().unwrap_or(u64::MAX)
}

/// The time at which the process began, when all that it counts was 0: as the kernel tells it, which may be a second early.
/// Where none does, it is the time of the first call. It stays the same when the clock is set.
#[cfg(all(feature = "exporter", not(all(test, model))))]
pub(crate) fn process_start_ms() -> u64 {
    static STARTED: OnceLock<u64> = OnceLock::new();
    *STARTED.get_or_init(|| {
        let told = crate::process::start_time_seconds();
        let told = told.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        // To the nearest millisecond: the seconds are a float.
        let told = told.map(|since_epoch| since_epoch.saturating_add(Duration::from_micros(500)));
        let told = told.and_then(|since_epoch| since_epoch.as_millis().try_into().ok());
        let now = now_ms();
        // No series may begin after it was first shown.
        told.unwrap_or(now).min(now)
    })
}
