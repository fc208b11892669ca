//! measured: dense families over labels of fixed cardinality.

use std::sync::Arc;

use measured::metric::histogram::Thresholds;
use measured::{Counter, CounterVec, FloatGauge, Histogram, HistogramVec, LabelGroup};

use crate::contestant::Contestant;
use crate::peer_label::PeerLabel;
use crate::schema::updating::{AgentType, Vendor};

use super::workload::{BOUNDS, Workload};
use super::{Benchmark, Operation, named};

#[derive(Clone, Copy, LabelGroup)]
#[label(set = CallLabelSet)]
struct CallLabels {
    vendor: PeerLabel<Vendor>,
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = ErrorLabelSet)]
struct ErrorLabels {
    vendor: PeerLabel<Vendor>,
    agent_type: PeerLabel<AgentType>,
}

pub fn operations(workload: &Workload) -> Vec<Benchmark> {
    let ticks = Counter::new();
    let tick_seconds = Histogram::with_metadata(bounds());
    let load = FloatGauge::new();
    let calls = Arc::new(CounterVec::dense_with_label_set(CallLabelSet::new()));
    let errors = CounterVec::dense_with_label_set(ErrorLabelSet::new());
    let call_seconds =
        HistogramVec::dense_with_label_set_and_metadata(CallLabelSet::new(), bounds());

    let call = move |labels| calls.inc(labels);
    let observe = move |(labels, seconds)| call_seconds.observe(labels, seconds);
    named(
        Contestant::Measured,
        [
            (
                Operation::Counter,
                workload.nothing.runner(move |()| ticks.get_metric().inc()),
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
                workload
                    .vendor_and_agent
                    .map(error_labels)
                    .runner(move |labels| errors.inc(labels)),
            ),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .runner(move |seconds| tick_seconds.get_metric().observe(seconds)),
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
                    .runner(move |seconds| load.get_metric().set(seconds)),
            ),
        ],
    )
}

fn bounds() -> Thresholds<{ BOUNDS.len() }> {
    Thresholds::with_buckets(BOUNDS)
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
