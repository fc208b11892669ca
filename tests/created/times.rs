//! The values of created timestamps.

use crate::{OPENMETRICS, milliseconds, now, scrape, with_created};
use std::collections::BTreeMap;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.repo]
        help = "Repository."
        open = { max = 8 }

        [label.branch]
        help = "Branch."
        open = { max = 8 }

        [counter.pushes_total]
        help   = "Pushes."
        labels = ["repo", "branch"]

        [counter.commits_total]
        help   = "Commits."
        labels = ["repo"]
        "#
    );
}
use metrics::*;

/// The created timestamps of a scrape, by series.
async fn times() -> BTreeMap<String, u64> {
    let body = scrape(with_created(CATALOG), OPENMETRICS, "").await;
    let body = String::from_utf8(body).unwrap();
    let lines = body.lines().filter(|line| line.contains("_created{"));
    let times = lines.map(|line| {
        let (series, time) = line.rsplit_once(' ').unwrap();
        (series.to_owned(), milliseconds(time))
    });
    times
        .filter(|(series, _)| !series.starts_with("pforge_"))
        .collect()
}

/// Runs `work` in a separate millisecond, and returns a time at or shortly after it.
fn apart<T>(act: impl FnOnce() -> T) -> (T, std::ops::RangeInclusive<u64>) {
    let before = now();
    while now() == before {
        std::hint::spin_loop();
    }
    let from = now();
    let done = act();
    (done, from..=now())
}

#[tokio::test]
async fn a_series_is_created_when_the_last_of_its_open_values_is_first_used() {
    let (repo, of_repo) = apart(|| Repo::new("r"));
    let (first, of_first) = apart(|| Branch::new("first"));
    let (second, of_second) = apart(|| Branch::new("second"));
    let (late, of_late) = apart(|| Repo::new("late"));
    // The order of updates, the order of labels and repeated values do not matter.
    apart(|| PUSHES_TOTAL.with((late, first)).inc());
    apart(|| PUSHES_TOTAL.with((Repo::new("r"), second)).inc());
    PUSHES_TOTAL.with((repo, first)).inc();
    PUSHES_TOTAL.with((repo, Branch::OVERFLOW)).inc();
    COMMITS_TOTAL.with(repo).inc();
    let expected = [
        (r#"commits_created{repo="r"}"#, &of_repo),
        (r#"pushes_created{repo="late",branch="first"}"#, &of_late),
        (r#"pushes_created{repo="r",branch="_other"}"#, &of_repo),
        (r#"pushes_created{repo="r",branch="first"}"#, &of_first),
        (r#"pushes_created{repo="r",branch="second"}"#, &of_second),
    ];
    let shown = times().await;
    assert!(
        shown.keys().eq(expected.map(|(series, _)| series)),
        "{shown:?}"
    );
    for (series, expected) in expected {
        let time = shown[series];
        assert!(
            expected.contains(&time),
            "{series} {time}, not in {expected:?}"
        );
    }
    // The value does not change.
    apart(|| PUSHES_TOTAL.with((repo, first)).inc());
    assert_eq!(times().await, shown);
}
