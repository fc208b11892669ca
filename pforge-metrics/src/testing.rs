//! For tests of instrumented code.
//!
//! Floats are differences of running sums, and so are rounded as those are: compare them with a tolerance.
//!
//! Metrics are statics, and tests run in parallel in one process: compare differences, not values. [`thread_delta`] sees
//! only what the calling thread counted, and so is not disturbed by the tests beside it.

use crate::cells::catalog::Catalog;
use crate::cells::store::{Store, own_lane};
use crate::snapshot::Snapshot;
use similar::TextDiff;

/// What changes in a catalog while `action` runs, in whichever thread.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::testing::delta;
///
/// let change = delta(&CATALOG, || JOBS_TOTAL.inc_by(2));
/// assert_eq!(change.get(JOBS_TOTAL), 2);
/// ```
pub fn delta<C: Store>(catalog: &Catalog<C>, action: impl FnOnce()) -> Snapshot<C> {
    let before = catalog.snapshot();
    action();
    catalog.snapshot().since(&before)
}

/// What the calling thread itself counts while `action` runs: other threads may go on counting.
///
/// That holds for what is kept in [`Lanes`](crate::Lanes), the type parameter of a counter or histogram tells. Cells that
/// all threads share, those of gauges and of families with a great many series, differ by what all threads did; and
/// nothing is seen of a thread beyond the limit on lanes, 640 threads at the same time.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::testing::thread_delta;
///
/// let change = thread_delta(&CATALOG, || {
///     JOBS_TOTAL.inc();
///     std::thread::scope(|scope| { scope.spawn(|| JOBS_TOTAL.inc_by(100)); });
/// });
/// assert_eq!(change.get(JOBS_TOTAL), 1);
/// ```
pub fn thread_delta<C: Store>(_: &Catalog<C>, action: impl FnOnce()) -> Snapshot<C> {
    // One lane for both: a thread that gets none now may come to one that others have counted in.
    let lane = own_lane::<C>();
    let before = Snapshot::take_lane(lane);
    action();
    Snapshot::take_lane(lane).since(&before)
}

/// Asserts that an exposition is as expected; blanks around the lines of `expected` do not count, nor do empty lines.
///
/// # Panics
///
/// If they differ, with the difference line by line.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::testing::assert_exposition;
///
/// assert_exposition(
///     &CATALOG.snapshot().to_string(),
///     "
///     ## HELP jobs_total Jobs done.
///     ## TYPE jobs_total counter
///     jobs_total 0
///     ",
/// );
/// ```
#[track_caller]
pub fn assert_exposition(actual: &str, expected: &str) {
    let lines = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let expected: String = lines.flat_map(|line| [line, "\n"]).collect();
    assert!(
        actual == expected,
        "the exposition is not as expected:\n{}",
        TextDiff::from_lines(expected.as_str(), actual)
            .unified_diff()
            .header("expected", "actual")
    );
}
