//! The lower bound for a cell that only one thread writes: a load, an addition and a store on a static array.

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

/// Operations for one thread. Two threads would lose increments.
pub fn operations(workload: &Workload) -> Vec<Benchmark> {
    let call = |vendor: Vendor| increment(&CALLS[vendor.index()]);
    let error = |(vendor, agent_type): (Vendor, AgentType)| {
        increment(&ERRORS[vendor.index() * AGENT_TYPES + agent_type.index()]);
    };
    named(
        Contestant::PlainCell,
        [
            (
                Operation::Counter,
                workload.nothing.runner(|()| increment(&TICKS)),
            ),
            (Operation::OneLabel, workload.vendor.runner(call)),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.runner(error),
            ),
        ],
    )
}

fn increment(cell: &AtomicU64) {
    cell.store(cell.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
}
