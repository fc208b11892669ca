//! Metrics with exemplars, and the exemplars that must be exposed.

use crate::{Exemplars, plain};
use fastrand::Rng;
use pforge_metrics::Exemplar;
use std::collections::BTreeMap;
use std::time::SystemTime;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.repo]
        help = "Repository."
        open = { max = 8, max_len = 40 }

        [label.side]
        help   = "Side."
        values = ["left", "right"]

        [counter.traced_calls_total]
        help      = "Calls."
        labels    = ["side"]
        exemplars = true

        [counter.traced_cost_total]
        help      = "Cost."
        value     = "float"
        labels    = ["repo"]
        exemplars = true

        [histogram.traced_drift]
        help      = "Drift, which can be negative."
        labels    = ["side"]
        buckets   = [-0.5, 0.5, 1]
        exemplars = true
        "#
    );
}
pub(crate) use metrics::CATALOG;
use metrics::*;

/// An exposed exemplar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) labels: BTreeMap<String, String>,
    /// The bits of the value.
    pub(crate) value: String,
    /// Milliseconds since the epoch.
    pub(crate) timestamp: u64,
}

/// Updates metrics with and without exemplars, and records the newest exemplars.
pub(crate) fn update(rng: &mut Rng, newest: &mut Exemplars) {
    for _ in 0..200 {
        let exemplar = Exemplar::new(rng.u128(1..), rng.u64(1..));
        let side = *rng.choice(Side::ALL).unwrap();
        let repo = Repo::new(rng.choice(&["a", "b\"", "c\\"]).unwrap());
        let (value, calls) = (rng.f64() * 3.0 - 1.5, rng.u32(1..));
        TRACED_CALLS_TOTAL.with(side).inc();
        TRACED_COST_TOTAL.with(repo).inc_by(0.5);
        TRACED_DRIFT.with(side).observe(-value);
        let side_label = ("side", side.as_str());
        let calls_total = ("traced_calls_total", vec![side_label]);
        let cost_total = ("traced_cost_total", vec![("repo", repo.as_str())]);
        let bound = ["-0.5", "0.5", "1"].into_iter();
        let bound = bound
            .into_iter()
            .find(|bound| value <= bound.parse().unwrap());
        let bucket = (
            "traced_drift_bucket",
            vec![side_label, ("le", bound.unwrap_or("inf"))],
        );
        let (series, value) = match rng.u8(..4) {
            0 => {
                let calls = u64::from(calls);
                TRACED_CALLS_TOTAL
                    .with(side)
                    .inc_by_with_exemplar(calls, &exemplar);
                (calls_total, f64::from(u32::try_from(calls).unwrap()))
            }
            1 => {
                TRACED_CALLS_TOTAL.with(side).inc_with_exemplar(&exemplar);
                (calls_total, 1.0)
            }
            2 => {
                TRACED_COST_TOTAL
                    .with(repo)
                    .inc_by_with_exemplar(value.abs(), &exemplar);
                (cost_total, value.abs())
            }
            _ => {
                TRACED_DRIFT
                    .with(side)
                    .observe_with_exemplar(value, &exemplar);
                (bucket, value)
            }
        };
        note(series, value, exemplar, newest);
    }
}

fn note(
    (name, labels): (&str, Vec<(&str, &str)>),
    value: f64,
    exemplar: Exemplar,
    newest: &mut Exemplars,
) {
    let labels = labels.iter().map(|(label, value)| plain(label, value));
    let ids = [
        ("trace_id", format!("{:032x}", exemplar.trace_id())),
        ("span_id", format!("{:016x}", exemplar.span_id())),
    ];
    let shown = Shown {
        labels: ids.map(|(label, id)| (label.to_owned(), id)).into(),
        value: crate::shown(value),
        timestamp: now(),
    };
    newest.insert((name.to_owned(), labels.collect()), shown);
}

fn now() -> u64 {
    let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    since_epoch.as_millis().try_into().unwrap()
}

/// Compares the parsed exemplars with the newest ones.
pub(crate) fn are_as_set(set: &Exemplars, found: &Exemplars) {
    assert!(set.keys().eq(found.keys()), "{set:#?}\n{found:#?}");
    for (series, set) in set {
        let found = &found[series];
        assert_eq!(
            (&set.labels, &set.value),
            (&found.labels, &found.value),
            "{series:?}"
        );
        let since = found.timestamp.abs_diff(set.timestamp);
        assert!(since < 10_000, "{series:?}: {found:?} and {set:?}");
    }
}
