//! The cost of iterating over the inputs.

use std::hint::black_box;

use crate::contestant::Contestant;
use crate::schema::Label;
use crate::schema::updating::Vendor;

use super::workload::Workload;
use super::{Benchmark, Operation, named};

pub fn operations(workload: &Workload) -> Vec<Benchmark> {
    named(
        Contestant::EmptyLoop,
        [
            (Operation::Counter, workload.nothing.runner(|()| ())),
            (
                Operation::OneLabel,
                workload.vendor.runner(|vendor| _ = black_box(vendor)),
            ),
            (
                Operation::SameLabel,
                workload.same_vendor.runner(|vendor| _ = black_box(vendor)),
            ),
            (
                Operation::TwoLabels,
                workload
                    .vendor_and_agent
                    .runner(|labels| _ = black_box(labels)),
            ),
            (
                Operation::Histogram,
                workload.seconds.runner(|seconds| _ = black_box(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.runner(both),
            ),
            (
                Operation::NativeOneLabel,
                workload.vendor_and_wait.runner(both),
            ),
            (
                Operation::GaugeSet,
                workload.seconds.runner(|seconds| _ = black_box(seconds)),
            ),
        ],
    )
}

/// Combines a pair into one number. A pair in a `black_box` is written in two parts and read back as one, which stalls.
fn both((vendor, seconds): (Vendor, f64)) {
    black_box(seconds.to_bits().wrapping_add(vendor.index() as u64));
}
