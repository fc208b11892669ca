//! The values of the registries, which are the same for all contestants.

use crate::schema::counters_10k::{Route, Shard};

/// Bounds of the histograms.
pub const BOUNDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// The number of observations of each histogram.
const OBSERVATIONS: usize = 5;

/// The metrics and series of a registry.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Population {
    /// One counter of 100 × 100 series.
    Counters10k,
    /// Ten such counters.
    Counters100k,
    /// One histogram of 100 × 100 label sets.
    Histograms10k,
}

/// The name and help of a metric.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The exported name.
    pub name: &'static str,
    /// Its help text.
    pub help: &'static str,
}

/// A combination of label values.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct LabelSet {
    /// The first label.
    pub shard: Shard,
    /// The second.
    pub route: Route,
}

const ONE_COUNTER: [Family; 1] = [Family {
    name: "bench_requests_total",
    help: "Requests served.",
}];

const TEN_COUNTERS: [Family; 10] = [
    Family {
        name: "bench_accepted_total",
        help: "Requests accepted.",
    },
    Family {
        name: "bench_cached_total",
        help: "Requests served from the cache.",
    },
    Family {
        name: "bench_coalesced_total",
        help: "Requests that joined another in flight.",
    },
    Family {
        name: "bench_expired_total",
        help: "Requests past their deadline.",
    },
    Family {
        name: "bench_forwarded_total",
        help: "Requests forwarded to another shard.",
    },
    Family {
        name: "bench_queued_total",
        help: "Requests that were queued.",
    },
    Family {
        name: "bench_rejected_total",
        help: "Requests rejected.",
    },
    Family {
        name: "bench_retried_total",
        help: "Requests retried.",
    },
    Family {
        name: "bench_shed_total",
        help: "Requests shed under load.",
    },
    Family {
        name: "bench_throttled_total",
        help: "Requests throttled.",
    },
];

const HISTOGRAM: [Family; 1] = [Family {
    name: "bench_latency_seconds",
    help: "Time to serve a request.",
}];

impl Population {
    /// All populations.
    pub const ALL: [Self; 3] = [Self::Counters10k, Self::Counters100k, Self::Histograms10k];

    /// The metrics.
    pub const fn families(self) -> &'static [Family] {
        match self {
            Self::Counters10k => &ONE_COUNTER,
            Self::Counters100k => &TEN_COUNTERS,
            Self::Histograms10k => &HISTOGRAM,
        }
    }

    /// The number of series in all families.
    pub const fn series(self) -> u32 {
        match self {
            Self::Counters10k | Self::Histograms10k => 10_000,
            Self::Counters100k => 100_000,
        }
    }

    /// The number of samples in the body.
    pub const fn samples(self) -> usize {
        match self {
            Self::Counters10k => 10_000,
            Self::Counters100k => 100_000,
            Self::Histograms10k => 10_000 * (BOUNDS.len() + 3),
        }
    }
}

/// Every label set of a counter with its count, which has one to six digits.
pub fn counts() -> impl Iterator<Item = (LabelSet, u64)> {
    let digits = (1..=6).cycle();
    label_sets()
        .zip(digits)
        .zip(0..)
        .map(|((labels, digits), index)| (labels, index * 7_919 % 10_u64.pow(digits)))
}

/// Every label set of a histogram with its observations. They are multiples of 2⁻¹⁰, so their sum is exact in any order.
pub fn observations() -> impl Iterator<Item = (LabelSet, [f64; OBSERVATIONS])> {
    label_sets().zip(0_u32..).map(|(labels, index)| {
        let seconds = |number: u32| f64::from((index * 31 + number * 2_557) % 12_288) / 1_024.0;
        (labels, [0, 1, 2, 3, 4].map(seconds))
    })
}

/// Every label set of a family. The last label changes fastest.
fn label_sets() -> impl Iterator<Item = LabelSet> {
    let routes = |shard| {
        Route::ALL
            .iter()
            .map(move |&route| LabelSet { shard, route })
    };
    Shard::ALL.iter().copied().flat_map(routes)
}
