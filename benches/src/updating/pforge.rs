//! pforge-metrics: the statics of `schema/updating.toml`.

use crate::contestant::Contestant;
use crate::schema::updating::{
    AgentType, BENCH_CALL_SECONDS, BENCH_CALLS_TOTAL, BENCH_ERRORS_TOTAL, BENCH_LOAD_RATIO,
    BENCH_TICK_SECONDS, BENCH_TICKS_TOTAL, BENCH_WAIT_SECONDS, Vendor,
};

use super::workload::Workload;
use super::{Benchmark, Operation, named};

pub fn operations(workload: &Workload) -> Vec<Benchmark> {
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
                workload.nothing.runner(|()| BENCH_TICKS_TOTAL.inc()),
            ),
            (Operation::OneLabel, workload.vendor.runner(call)),
            (Operation::SameLabel, workload.same_vendor.runner(call)),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.runner(error),
            ),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .runner(|seconds| BENCH_TICK_SECONDS.observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.runner(observe),
            ),
            (
                Operation::NativeOneLabel,
                workload.vendor_and_wait.runner(wait),
            ),
            (
                Operation::GaugeSet,
                workload
                    .seconds
                    .runner(|seconds| BENCH_LOAD_RATIO.set(seconds)),
            ),
        ],
    )
}
