//! metrics: its macros in each call, with metrics-exporter-prometheus as the global recorder.

use anyhow::{Error, Result};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, NativeHistogramConfig, PrometheusBuilder};

use crate::contestant::Contestant;
use crate::schema::updating::{AgentType, Vendor};

use super::workload::{BOUNDS, Workload};
use super::{Benchmark, Operation, named};

pub fn operations(workload: &Workload) -> Result<Vec<Benchmark>> {
    let native = NativeHistogramConfig::new(1.1, 256, 2_f64.powi(-128)).map_err(Error::msg)?;
    let recorder = PrometheusBuilder::new()
        .set_buckets(&BOUNDS)?
        .set_native_histogram_for_metric(Matcher::Full("bench_wait_seconds".to_owned()), native)
        .build_recorder();
    metrics::set_global_recorder(recorder)?;

    let call =
        |vendor: Vendor| counter!("bench_calls_total", "vendor" => vendor.as_str()).increment(1);
    let error = |(vendor, agent_type): (Vendor, AgentType)| {
        counter!("bench_errors_total", "vendor" => vendor.as_str(), "agent_type" => agent_type.as_str()).increment(1);
    };
    let observe = |(vendor, seconds): (Vendor, f64)| {
        histogram!("bench_call_seconds", "vendor" => vendor.as_str()).record(seconds);
    };
    let wait = |(vendor, seconds): (Vendor, f64)| {
        histogram!("bench_wait_seconds", "vendor" => vendor.as_str()).record(seconds);
    };
    Ok(named(
        Contestant::Metrics,
        [
            (
                Operation::Counter,
                workload
                    .nothing
                    .runner(|()| counter!("bench_ticks_total").increment(1)),
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
                    .runner(|seconds| histogram!("bench_tick_seconds").record(seconds)),
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
                    .runner(|seconds| gauge!("bench_load_ratio").set(seconds)),
            ),
        ],
    ))
}
