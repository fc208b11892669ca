//! Measures updates: nanoseconds per operation, on one thread and on two concurrent threads.
//!
//! All contestants implement the same operations (`updating/<contestant>.rs`), as closures over the same precomputed random
//! sequences (`workload.rs`). A trial is one operation of one contestant, with or without another thread. A sample is one batch of
//! about 50 µs. The batches of all trials are interleaved, see [`crate::sampling`].
//!
//! No loop overhead is subtracted. The row of the empty loop shows how much of a figure it can be.

mod bare_atomic;
mod batch;
mod empty_loop;
mod measured;
mod metrics;
mod pforge;
mod plain_cell;
mod prometheus;
mod prometheus_client;
mod static_metric;
mod workload;

use anyhow::Result;

use crate::args::Effort;
use crate::contestant::Contestant;
use crate::figures::Figures;
use crate::sampling::interleave;

use self::batch::Trial;
use self::workload::{Runner, Workload};

/// One kind of update.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Operation {
    /// A counter without labels.
    Counter,
    /// A counter with one label of eight values, with random values.
    OneLabel,
    /// The same counter, always with the same value.
    SameLabel,
    /// A counter with two labels of eight values each, with random values.
    TwoLabels,
    /// A histogram with eleven bounds, with random observations.
    Histogram,
    /// The same histogram with one label, with random values.
    HistogramOneLabel,
    /// A histogram with native buckets (factor 1.1) and one label. The observations are random and span a factor of 1,000.
    NativeOneLabel,
    /// A floating-point gauge without labels, with random values.
    GaugeSet,
}

/// The thread that runs on the other processor.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum OtherThread {
    /// No other thread.
    None,
    /// A thread that counts in unrelated memory. If two processors share a core, a thread is slower next to a busy one even without
    /// contention. This is the baseline for [`Self::SameOperation`].
    Unrelated,
    /// A thread that performs the same operation.
    SameOperation,
}

/// A column of the table.
pub type Column = (Operation, OtherThread);

const COLUMNS: [(Column, &str); 11] = [
    ((Operation::Counter, OtherThread::None), "counter"),
    ((Operation::OneLabel, OtherThread::None), "1 label"),
    ((Operation::TwoLabels, OtherThread::None), "2 labels"),
    ((Operation::Histogram, OtherThread::None), "histogram"),
    (
        (Operation::HistogramOneLabel, OtherThread::None),
        "histogram, 1 label",
    ),
    (
        (Operation::NativeOneLabel, OtherThread::None),
        "native histogram, 1 label",
    ),
    ((Operation::GaugeSet, OtherThread::None), "gauge set"),
    (
        (Operation::SameLabel, OtherThread::Unrelated),
        "1 label, one value, next to an unrelated thread",
    ),
    (
        (Operation::OneLabel, OtherThread::SameOperation),
        "2 threads, 1 label",
    ),
    (
        (Operation::SameLabel, OtherThread::SameOperation),
        "2 threads, one value",
    ),
    (
        (Operation::HistogramOneLabel, OtherThread::SameOperation),
        "2 threads, histogram, 1 label",
    ),
];

/// One operation of one contestant.
struct Benchmark {
    contestant: Contestant,
    operation: Operation,
    runner: Runner,
}

/// Measures all columns for the contestants that support them.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let rounds = match effort {
        Effort::Quick => 100,
        Effort::Full => 400,
    };
    let benchmarks = benchmarks()?;
    let mut trials = trials(&benchmarks);
    let medians = interleave(&mut trials, rounds, |trial| {
        Ok(trial.nanoseconds_per_operation())
    })?;

    let mut figures = Figures::new();
    for (trial, median) in trials.iter().zip(medians) {
        figures.record(trial.contestant, trial.column, median);
    }
    Ok(figures)
}

/// The table as Markdown.
pub fn markdown(figures: &Figures<Column>) -> String {
    format!(
        "## Updating, ns per operation\n\n{}",
        figures.markdown(&COLUMNS)
    )
}

fn benchmarks() -> Result<Vec<Benchmark>> {
    let workload = Workload::new();
    let contestants = [
        pforge::operations(&workload),
        empty_loop::operations(&workload),
        plain_cell::operations(&workload),
        bare_atomic::operations(&workload),
        prometheus::operations_by_lookup(&workload)?,
        prometheus::operations_on_children(&workload)?,
        static_metric::operations(&workload)?,
        prometheus_client::operations(&workload),
        measured::operations(&workload),
        metrics::operations(&workload)?,
    ];
    Ok(contestants.into_iter().flatten().collect())
}

fn trials(benchmarks: &[Benchmark]) -> Vec<Trial<'_>> {
    COLUMNS
        .iter()
        .flat_map(|&(column @ (operation, other_thread), _)| {
            let selected = benchmarks.iter().filter(move |benchmark| {
                let is_shared = benchmark.contestant != Contestant::PlainCell;
                benchmark.operation == operation && (is_shared || other_thread == OtherThread::None)
            });
            selected
                .map(move |benchmark| Trial::new(benchmark.contestant, column, &benchmark.runner))
        })
        .collect()
}

/// Combines the operations of a contestant with its name.
fn named<const N: usize>(
    contestant: Contestant,
    runners: [(Operation, Runner); N],
) -> Vec<Benchmark> {
    runners
        .into_iter()
        .map(|(operation, runner)| Benchmark {
            contestant,
            operation,
            runner,
        })
        .collect()
}
