//! Functions for tests of instrumented code.
//!
//! Metrics are statics, and tests run in parallel in one process. Therefore a test compares differences, not absolute
//! values.
//!
//! | Code under test | Function | Affected by parallel tests |
//! |---|---|---|
//! | a function | [`thread_delta`] | no |
//! | a future in `#[tokio::test]` | [`runtime_delta`] | no |
//! | gauges, state sets, and code that starts its own threads | [`delta`] | yes: run the test in its own process |
//!
//! Differences of floats are subject to rounding, because they are computed from running sums. Compare them with a
//! tolerance.

mod change;
mod runtime;

pub use change::{Change, Counted};
pub use runtime::runtime_delta;

use crate::catalogs::catalog::Catalog;
use crate::catalogs::snapshot::Snapshot;
use crate::storage::lane::Lane;
use crate::storage::store::{LaneHold, Store};
use similar::TextDiff;

/// Runs `action` and returns the changes of the catalog meanwhile, including those of all other threads.
///
/// # Panics
///
/// Panics if `action` or the `refresh` function of the catalog panics.
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

/// Runs `action` and returns the counts of the calling thread meanwhile. Counts of other threads are not included.
///
/// For async code, use [`runtime_delta`]. With an executor that runs all tasks on the calling thread, such as that of
/// `futures`, `thread_delta(&CATALOG, || block_on(future))` is also exact.
///
/// # Panics
///
/// Panics if `action` panics, or if more than 640 live threads have updated the catalog: threads above that number
/// share cells.
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

/// Returns the lane of the calling thread, unless it shares the cells of other threads.
fn lane<C: Store>() -> Option<&'static Lane> {
    C::with_hold(LaneHold::get_or_take)
}

/// Asserts that two expositions are equal. Empty lines in `expected` and whitespace around its lines are ignored.
///
/// # Panics
///
/// Panics with a line-by-line diff if the expositions differ.
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
        "the exposition differs from the expected one:\n{}",
        TextDiff::from_lines(expected.as_str(), actual)
            .unified_diff()
            .header("expected", "actual")
    );
}
