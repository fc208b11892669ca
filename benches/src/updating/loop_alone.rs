//! What walking the inputs costs.

use std::hint::black_box;

use crate::contestant::Contestant;
use crate::schema::Label;
use crate::schema::updating::Vendor;

use super::workload::Workload;
use super::{Entry, Operation, named};

pub fn operations(workload: &Workload) -> Vec<Entry> {
    named(
        Contestant::LoopAlone,
        [
            (Operation::Counter, workload.nothing.walk(|()| ())),
            (
                Operation::OneLabel,
                workload.vendor.walk(|vendor| _ = black_box(vendor)),
            ),
            (
                Operation::SameLabel,
                workload.same_vendor.walk(|vendor| _ = black_box(vendor)),
            ),
            (
                Operation::TwoLabels,
                workload
                    .vendor_and_agent
                    .walk(|labels| _ = black_box(labels)),
            ),
            (
                Operation::Histogram,
                workload.seconds.walk(|seconds| _ = black_box(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.walk(both),
            ),
            (
                Operation::NativeOneLabel,
                workload.vendor_and_wait.walk(both),
            ),
            (
                Operation::GaugeSet,
                workload.seconds.walk(|seconds| _ = black_box(seconds)),
            ),
        ],
    )
}

/// As one number: a pair inside a `black_box` is written in two parts and read back as one, which stalls.
fn both((vendor, seconds): (Vendor, f64)) {
    black_box(seconds.to_bits().wrapping_add(vendor.index() as u64));
}
