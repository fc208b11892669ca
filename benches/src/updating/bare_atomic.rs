//! The lower bound for a cell that threads share: an array of atomics, with `fetch_add` for counters and a store for gauges.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::contestant::Contestant;
use crate::schema::Label;
use crate::schema::updating::{AgentType, Vendor};

use super::workload::Workload;
use super::{Benchmark, Operation, named};

const VENDORS: usize = Vendor::VALUES.len();
const AGENT_TYPES: usize = AgentType::VALUES.len();

static TICKS: AtomicU64 = AtomicU64::new(0);
static CALLS: [AtomicU64; VENDORS] = [const { AtomicU64::new(0) }; VENDORS];
static ERRORS: [AtomicU64; VENDORS * AGENT_TYPES] =
    [const { AtomicU64::new(0) }; VENDORS * AGENT_TYPES];
static LOAD: AtomicU64 = AtomicU64::new(0);

pub fn operations(workload: &Workload) -> Vec<Benchmark> {
    let call = |vendor: Vendor| increment(&CALLS[vendor.index()]);
    let error = |(vendor, agent_type): (Vendor, AgentType)| {
        increment(&ERRORS[vendor.index() * AGENT_TYPES + agent_type.index()]);
    };
    named(
        Contestant::BareAtomic,
        [
            (
                Operation::Counter,
                workload.nothing.runner(|()| increment(&TICKS)),
            ),
            (Operation::OneLabel, workload.vendor.runner(call)),
            (Operation::SameLabel, workload.same_vendor.runner(call)),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.runner(error),
            ),
            (
                Operation::GaugeSet,
                workload
                    .seconds
                    .runner(|load| LOAD.store(load.to_bits(), Ordering::Relaxed)),
            ),
        ],
    )
}

fn increment(cell: &AtomicU64) {
    cell.fetch_add(1, Ordering::Relaxed);
}
