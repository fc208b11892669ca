//! prometheus-client: a `Family` keyed by a struct of labels.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

use crate::contestant::Contestant;
use crate::peer_label::PeerLabel;
use crate::schema::updating::{AgentType, Vendor};

use super::workload::{BOUNDS, Workload};
use super::{Benchmark, Operation, named};

#[derive(Clone, Copy, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct CallLabels {
    vendor: PeerLabel<Vendor>,
}

#[derive(Clone, Copy, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct ErrorLabels {
    vendor: PeerLabel<Vendor>,
    agent_type: PeerLabel<AgentType>,
}

pub fn operations(workload: &Workload) -> Vec<Benchmark> {
    let ticks = Counter::<u64>::default();
    let tick_seconds = histogram();
    let load = Gauge::<f64, AtomicU64>::default();
    let calls = Family::<CallLabels, Counter>::default();
    let errors = Family::<ErrorLabels, Counter>::default();
    let call_seconds = Family::<CallLabels, Histogram>::new_with_constructor(histogram);

    let call = move |labels| _ = calls.get_or_create(&labels).inc();
    let error = move |labels| _ = errors.get_or_create(&labels).inc();
    let observe = move |(labels, seconds)| call_seconds.get_or_create(&labels).observe(seconds);
    named(
        Contestant::PrometheusClient,
        [
            (
                Operation::Counter,
                workload.nothing.runner(move |()| _ = ticks.inc()),
            ),
            (
                Operation::OneLabel,
                workload.vendor.map(call_labels).runner(call.clone()),
            ),
            (
                Operation::SameLabel,
                workload.same_vendor.map(call_labels).runner(call),
            ),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.map(error_labels).runner(error),
            ),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .runner(move |seconds| tick_seconds.observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload
                    .vendor_and_seconds
                    .map(|(vendor, seconds)| (call_labels(vendor), seconds))
                    .runner(observe),
            ),
            (
                Operation::GaugeSet,
                workload
                    .seconds
                    .runner(move |seconds| _ = load.set(seconds)),
            ),
        ],
    )
}

fn histogram() -> Histogram {
    Histogram::new(BOUNDS)
}

fn call_labels(vendor: Vendor) -> CallLabels {
    CallLabels {
        vendor: vendor.into(),
    }
}

fn error_labels((vendor, agent_type): (Vendor, AgentType)) -> ErrorLabels {
    ErrorLabels {
        vendor: vendor.into(),
        agent_type: agent_type.into(),
    }
}
