//! What an update costs: nanoseconds per operation, on one thread and on two at once.
//!
//! Every contestant hands in the same operations (`updating/<contestant>.rs`), as closures over the same
//! precomputed random sequences (`workload.rs`). A trial is one operation of one contestant, alone or
//! beside another thread; a sample of it is one batch of some 50 µs. Trials take turns batch by batch, see [`crate::sampling`].
//!
//! No loop overhead is subtracted anywhere: the row of the loop alone says how much of a figure it can be.

mod bare_atomic;
mod batch;
mod loop_alone;
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
use self::workload::{Walk, Workload};

/// One kind of update.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Operation {
    /// A counter without labels.
    Counter,
    /// A counter with one label of eight values, a random one each time.
    OneLabel,
    /// The same counter, the same value each time.
    SameLabel,
    /// A counter with two labels of eight values each, random ones each time.
    TwoLabels,
    /// A histogram of eleven bounds, a random observation each time.
    Histogram,
    /// The same with one label, a random value each time.
    HistogramOneLabel,
    /// Native buckets that each are a tenth wider than the one before, with one label, both random: values up to a thousand
    /// times the least.
    NativeOneLabel,
    /// A float gauge without labels, a random value each time.
    GaugeSet,
}

/// What the other processor does meanwhile.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Company {
    /// As it pleases.
    Nobody,
    /// A thread counts in memory of its own. Two processors may share a core, so a thread beside a busy one can be slower
    /// without anything to fight over: this is what the next is compared with.
    Stranger,
    /// A thread performs the same operation.
    Twin,
}

/// A column of the table.
pub type Column = (Operation, Company);

const COLUMNS: [(Column, &str); 11] = [
    ((Operation::Counter, Company::Nobody), "counter"),
    ((Operation::OneLabel, Company::Nobody), "1 label"),
    ((Operation::TwoLabels, Company::Nobody), "2 labels"),
    ((Operation::Histogram, Company::Nobody), "histogram"),
    (
        (Operation::HistogramOneLabel, Company::Nobody),
        "histogram, 1 label",
    ),
    (
        (Operation::NativeOneLabel, Company::Nobody),
        "native histogram, 1 label",
    ),
    ((Operation::GaugeSet, Company::Nobody), "gauge set"),
    (
        (Operation::SameLabel, Company::Stranger),
        "1 label, one value, beside a stranger",
    ),
    ((Operation::OneLabel, Company::Twin), "2 threads, 1 label"),
    (
        (Operation::SameLabel, Company::Twin),
        "2 threads, one value",
    ),
    (
        (Operation::HistogramOneLabel, Company::Twin),
        "2 threads, histogram, 1 label",
    ),
];

/// One operation of one contestant.
struct Entry {
    contestant: Contestant,
    operation: Operation,
    walk: Walk,
}

/// Measures every column for every contestant that has it.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let rounds = match effort {
        Effort::Quick => 100,
        Effort::Full => 400,
    };
    let entries = entries()?;
    let mut trials = trials(&entries);
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

fn entries() -> Result<Vec<Entry>> {
    let workload = Workload::new();
    let contestants = [
        pforge::operations(&workload),
        loop_alone::operations(&workload),
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

fn trials(entries: &[Entry]) -> Vec<Trial<'_>> {
    COLUMNS
        .iter()
        .flat_map(|&(column @ (operation, company), _)| {
            let taking_part = entries.iter().filter(move |entry| {
                let is_shared = entry.contestant != Contestant::PlainCell;
                entry.operation == operation && (is_shared || company == Company::Nobody)
            });
            taking_part.map(move |entry| Trial::new(entry.contestant, column, &entry.walk))
        })
        .collect()
}

/// Names every operation of one contestant.
fn named<const N: usize>(contestant: Contestant, walks: [(Operation, Walk); N]) -> Vec<Entry> {
    walks
        .into_iter()
        .map(|(operation, walk)| Entry {
            contestant,
            operation,
            walk,
        })
        .collect()
}
