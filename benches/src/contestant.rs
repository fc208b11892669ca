//! The contestants: the rows of all tables.

use std::fmt;

use clap::ValueEnum;

/// A library, a way to use a library, or a lower bound.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, ValueEnum)]
pub enum Contestant {
    /// This project.
    Pforge,
    /// The measuring loop without an operation.
    EmptyLoop,
    /// A load, an addition and a store, for a cell that only one thread writes.
    PlainCell,
    /// `AtomicU64::fetch_add`, and a relaxed store for the gauge.
    BareAtomic,
    /// A copy of the finished body.
    Memcpy,
    /// prometheus as its documentation shows it: `with_label_values` in each call.
    Prometheus,
    /// prometheus with children that are looked up once and cached.
    PrometheusChild,
    /// prometheus-static-metric, which looks up children of prometheus by enums.
    PrometheusStaticMetric,
    /// prometheus-client with a struct of enums as the label set.
    PrometheusClient,
    /// measured with dense families.
    Measured,
    /// metrics, recorded and rendered by metrics-exporter-prometheus.
    Metrics,
}

impl fmt::Display for Contestant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pforge => "**pforge-metrics**",
            Self::EmptyLoop => "empty loop",
            Self::PlainCell => "plain cell, one thread",
            Self::BareAtomic => "plain atomic",
            Self::Memcpy => "memcpy of the body",
            Self::Prometheus => "prometheus",
            Self::PrometheusChild => "prometheus, cached child",
            Self::PrometheusStaticMetric => "prometheus-static-metric",
            Self::PrometheusClient => "prometheus-client",
            Self::Measured => "measured",
            Self::Metrics => "metrics",
        })
    }
}
