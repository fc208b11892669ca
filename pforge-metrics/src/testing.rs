//! For tests of instrumented code.
//!
//! Metrics are statics, and tests run in parallel in one process: compare differences, not values.
//!
//! | to measure | use | tests that run in parallel |
//! |---|---|---|
//! | a function | [`thread_delta`] | do not disturb it |
//! | a future, in `#[tokio::test]` | [`runtime_delta`] | do not disturb it |
//! | gauges and state sets; threads that the code starts itself | [`delta`] | disturb it: give the test a process of its own |
//!
//! Floats are differences of running sums, and so are rounded as those are: compare them with a tolerance.

mod change;
mod runtime;

pub use change::{Change, Counted};
pub use runtime::runtime_delta;

use crate::catalogs::catalog::Catalog;
use crate::catalogs::snapshot::Snapshot;
use crate::storage::lane::Lane;
use crate::storage::store::{LaneHold, Store};
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

/// Returns what the calling thread itself counts while `action` runs: other threads may go on counting.
///
/// [`runtime_delta`] does the same for async code. With an executor that runs everything on the thread that waits, as that of
/// `futures` does, `thread_delta(&CATALOG, || block_on(future))` is exact as well.
///
/// # Panics
///
/// If more than 640 threads are alive that count in the catalog: those beyond share their cells.
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
#[track_caller]
pub fn thread_delta<C: Store>(_: &Catalog<C>, action: impl FnOnce()) -> Change<C> {
    let storage = C::storage();
    let Some(lane) = lane::<C>() else {
        panic!("{TOO_MANY_THREADS}");
    };
    let before = lane.tally();
    action();
    Change::new(&storage.difference(&lane.tally(), &before))
}

const TOO_MANY_THREADS: &str = "this thread has no lane, so its counts cannot be separated from those of other threads\n\
     help: let fewer than 640 threads count in a catalog at the same time";

/// The calling thread's lane.
fn lane<C: Store>() -> Option<&'static Lane> {
    C::with_hold(LaneHold::get_or_take)
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
