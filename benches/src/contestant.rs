//! Who takes part: the rows of every table.

use std::fmt;

use clap::ValueEnum;

/// A library, a way of using one, or a limit that no library can pass.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, ValueEnum)]
pub enum Contestant {
    /// This project.
    Pforge,
    /// The measuring loop around nothing.
    LoopAlone,
    /// A load, an addition and a store: what one thread may do to a cell that no other writes.
    PlainCell,
    /// `AtomicU64::fetch_add`, and a relaxed store for the gauge.
    BareAtomic,
    /// Copying the finished body.
    Memcpy,
    /// prometheus the way its documentation shows it: `with_label_values` at every call.
    Prometheus,
    /// prometheus with every child looked up once and kept by hand.
    PrometheusChild,
    /// prometheus behind enums.
    PrometheusStaticMetric,
    /// prometheus-client with a struct of enums for its labels.
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
            Self::LoopAlone => "the loop alone",
            Self::PlainCell => "plain cell of one thread",
            Self::BareAtomic => "bare atomic",
            Self::Memcpy => "memcpy of the body",
            Self::Prometheus => "prometheus",
            Self::PrometheusChild => "prometheus, child kept",
            Self::PrometheusStaticMetric => "prometheus-static-metric",
            Self::PrometheusClient => "prometheus-client",
            Self::Measured => "measured",
            Self::Metrics => "metrics",
        })
    }
}
