//! measured: dense families over labels of fixed cardinality.

use measured::label::{LabelValue, LabelVisitor};
use measured::metric::histogram::Thresholds;
use measured::{
    Counter, CounterVec, FixedCardinalityLabel, FloatGauge, Histogram, HistogramVec, LabelGroup,
};

use crate::contestant::Contestant;
use crate::labels;

use super::workload::{BOUNDS, Workload};
use super::{Entry, Operation, named};

#[derive(Clone, Copy, LabelGroup)]
#[label(set = CallLabelSet)]
struct CallLabels {
    vendor: Vendor,
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = ErrorLabelSet)]
struct ErrorLabels {
    vendor: Vendor,
    agent_type: AgentType,
}

#[derive(Clone, Copy)]
struct Vendor(labels::Vendor);

#[derive(Clone, Copy)]
struct AgentType(labels::AgentType);

pub fn operations(workload: &Workload) -> Vec<Entry> {
    let ticks = Counter::new();
    let tick_seconds = Histogram::with_metadata(Thresholds::with_buckets(BOUNDS));
    let load = FloatGauge::new();
    let calls = CounterVec::dense_with_label_set(CallLabelSet::new());
    let calls_of_one = CounterVec::dense_with_label_set(CallLabelSet::new());
    let errors = CounterVec::dense_with_label_set(ErrorLabelSet::new());
    let call_seconds = HistogramVec::dense_with_label_set_and_metadata(
        CallLabelSet::new(),
        Thresholds::with_buckets(BOUNDS),
    );

    let call = move |vendor| {
        calls.inc(CallLabels {
            vendor: Vendor(vendor),
        })
    };
    let call_of_one = move |vendor| {
        calls_of_one.inc(CallLabels {
            vendor: Vendor(vendor),
        })
    };
    let error = move |(vendor, agent_type)| {
        errors.inc(ErrorLabels {
            vendor: Vendor(vendor),
            agent_type: AgentType(agent_type),
        });
    };
    let observe = move |(vendor, seconds)| {
        call_seconds.observe(
            CallLabels {
                vendor: Vendor(vendor),
            },
            seconds,
        )
    };
    named(
        Contestant::Measured,
        [
            (
                Operation::Counter,
                workload.nothing.walk(move |()| ticks.get_metric().inc()),
            ),
            (Operation::OneLabel, workload.vendor.walk(call)),
            (Operation::SameLabel, workload.same_vendor.walk(call_of_one)),
            (Operation::TwoLabels, workload.vendor_and_agent.walk(error)),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .walk(move |seconds| tick_seconds.get_metric().observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.walk(observe),
            ),
            (
                Operation::GaugeSet,
                workload
                    .seconds
                    .walk(move |seconds| load.get_metric().set(seconds)),
            ),
        ],
    )
}

impl FixedCardinalityLabel for Vendor {
    fn cardinality() -> usize {
        labels::Vendor::ALL.len()
    }

    fn encode(&self) -> usize {
        self.0.index()
    }

    fn decode(value: usize) -> Self {
        Self(labels::Vendor::ALL[value])
    }
}

impl LabelValue for Vendor {
    fn visit<V: LabelVisitor>(&self, visitor: V) -> V::Output {
        visitor.write_str(self.0.as_str())
    }
}

impl FixedCardinalityLabel for AgentType {
    fn cardinality() -> usize {
        labels::AgentType::ALL.len()
    }

    fn encode(&self) -> usize {
        self.0.index()
    }

    fn decode(value: usize) -> Self {
        Self(labels::AgentType::ALL[value])
    }
}

impl LabelValue for AgentType {
    fn visit<V: LabelVisitor>(&self, visitor: V) -> V::Output {
        visitor.write_str(self.0.as_str())
    }
}
