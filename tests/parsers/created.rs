//! Created timestamps in the formats that support them.

use crate::{Samples, Series};
use std::collections::BTreeSet;
use std::time::SystemTime;

/// Splits off the samples with created timestamps. External metrics have none.
pub(crate) fn take(samples: &mut Samples) -> Samples {
    let (times, others) = std::mem::take(samples)
        .into_iter()
        .partition(|((name, _), _)| name.ends_with("_created"));
    *samples = others;
    times
}

/// Compares them with the series of the text format if they are enabled.
pub(crate) fn are_of(text: &Samples, times: &Samples, shown: bool) {
    let expected = text.keys().filter_map(of).filter(|_| shown);
    let expected: BTreeSet<Series> = expected.collect();
    assert!(
        expected.iter().eq(times.keys()),
        "{expected:#?}\n{times:#?}"
    );
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
    for (series, time) in times {
        let age = now - time.parse::<f64>().unwrap();
        assert!((0.0..3_600.0).contains(&age), "{series:?} is {age} s old");
    }
}

/// The created sample for a counter or for the last bucket of a histogram.
fn of((name, labels): &Series) -> Option<Series> {
    let mut labels = labels.clone();
    let stem = match name.strip_suffix("_bucket") {
        Some(stem) => labels.remove("le").filter(|le| le == "inf").map(|_| stem)?,
        // The type is unknown in OpenMetrics.
        None if name.starts_with("old_") => return None,
        None => name.strip_suffix("_total")?,
    };
    (!stem.starts_with("theirs_")).then(|| (format!("{stem}_created"), labels))
}
