//! prometheus-client: a `Family` keyed by a struct of enums.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

use crate::contestant::Contestant;
use crate::labels;

use super::workload::{BOUNDS, Workload};
use super::{Entry, Operation, named};

#[derive(Clone, Copy, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct CallLabels {
    vendor: Vendor,
}

#[derive(Clone, Copy, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct ErrorLabels {
    vendor: Vendor,
    agent_type: AgentType,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct Vendor(labels::Vendor);

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
struct AgentType(labels::AgentType);

pub fn operations(workload: &Workload) -> Vec<Entry> {
    let ticks = Counter::<u64>::default();
    let tick_seconds = histogram();
    let load = Gauge::<f64, AtomicU64>::default();
    let calls = Family::<CallLabels, Counter>::default();
    let errors = Family::<ErrorLabels, Counter>::default();
    let call_seconds = Family::<CallLabels, Histogram>::new_with_constructor(histogram);

    let call = move |vendor| {
        _ = calls
            .get_or_create(&CallLabels {
                vendor: Vendor(vendor),
            })
            .inc()
    };
    let error = move |(vendor, agent_type)| {
        let labels = ErrorLabels {
            vendor: Vendor(vendor),
            agent_type: AgentType(agent_type),
        };
        errors.get_or_create(&labels).inc();
    };
    let observe = move |(vendor, seconds)| {
        call_seconds
            .get_or_create(&CallLabels {
                vendor: Vendor(vendor),
            })
            .observe(seconds);
    };
    named(
        Contestant::PrometheusClient,
        [
            (
                Operation::Counter,
                workload.nothing.walk(move |()| _ = ticks.inc()),
            ),
            (Operation::OneLabel, workload.vendor.walk(call.clone())),
            (Operation::SameLabel, workload.same_vendor.walk(call)),
            (Operation::TwoLabels, workload.vendor_and_agent.walk(error)),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .walk(move |seconds| tick_seconds.observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.walk(observe),
            ),
            (
                Operation::GaugeSet,
                workload.seconds.walk(move |seconds| _ = load.set(seconds)),
            ),
        ],
    )
}

fn histogram() -> Histogram {
    Histogram::new(BOUNDS)
}

impl EncodeLabelValue for Vendor {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        self.0.as_str().encode(encoder)
    }
}

impl EncodeLabelValue for AgentType {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> std::fmt::Result {
        self.0.as_str().encode(encoder)
    }
}
