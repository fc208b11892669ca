//! pforge-metrics: the statics of `schema/updating.toml`.

use crate::contestant::Contestant;
use crate::schema::updating::{
    AgentType, BENCH_CALL_SECONDS, BENCH_CALLS_TOTAL, BENCH_ERRORS_TOTAL, BENCH_LOAD_RATIO,
    BENCH_TICK_SECONDS, BENCH_TICKS_TOTAL, BENCH_WAIT_SECONDS, Vendor,
};

use super::workload::Workload;
use super::{Entry, Operation, named};

pub fn operations(workload: &Workload) -> Vec<Entry> {
    let call = |vendor: Vendor| BENCH_CALLS_TOTAL.with(vendor).inc();
    let error = |labels: (Vendor, AgentType)| BENCH_ERRORS_TOTAL.with(labels).inc();
    let observe =
        |(vendor, seconds): (Vendor, f64)| BENCH_CALL_SECONDS.with(vendor).observe(seconds);
    let wait = |(vendor, seconds): (Vendor, f64)| BENCH_WAIT_SECONDS.with(vendor).observe(seconds);
    named(
        Contestant::Pforge,
        [
            (
                Operation::Counter,
                workload.nothing.walk(|()| BENCH_TICKS_TOTAL.inc()),
            ),
            (Operation::OneLabel, workload.vendor.walk(call)),
            (Operation::SameLabel, workload.same_vendor.walk(call)),
            (Operation::TwoLabels, workload.vendor_and_agent.walk(error)),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .walk(|seconds| BENCH_TICK_SECONDS.observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.walk(observe),
            ),
            (
                Operation::NativeOneLabel,
                workload.vendor_and_wait.walk(wait),
            ),
            (
                Operation::GaugeSet,
                workload
                    .seconds
                    .walk(|seconds| BENCH_LOAD_RATIO.set(seconds)),
            ),
        ],
    )
}
