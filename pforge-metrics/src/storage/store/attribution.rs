//! Attributes updates to threads and tokio runtimes, so that tests can measure what one of them counts.
//!
//! A lane has one writer at a time, so the counts of a thread are the difference between two readings of its lane.
//! The shadow of the lane contains the thread's additions to shared cells. The threads of a runtime are those that
//! took their lane while they ran a task of it: its workers and its blocking threads.

use super::Storage;
use crate::descriptor::{Descriptor, Kind};
use crate::storage::lane::Lane;
use crate::sync::{Mutex, Ordering::Relaxed};
use std::sync::{MutexGuard, PoisonError};
use tokio::runtime::{Handle, Id};

/// The counts of one or more threads, in the layout of a snapshot: the cells of lanes, then the shared cells.
pub(crate) type Tally = Vec<u64>;

/// The threads that update a catalog, and the running measurements.
pub(crate) struct Attribution(Mutex<Threads>);

struct Threads {
    /// The lanes that threads of runtimes hold, with the runtime of each.
    held_lanes: Vec<(&'static Lane, Id)>,
    measurements: Vec<Measurement>,
    last_key: u64,
}

/// A measurement of what the threads of a runtime count from its start on.
struct Measurement {
    key: u64,
    runtime: Id,
    /// The lanes of these threads, and their cells at the start of the measurement.
    members: Vec<(&'static Lane, Tally)>,
    /// The counts of threads that have ended.
    ended: Tally,
    /// Whether a thread of the runtime got no lane, so its counts are missing.
    is_incomplete: bool,
}

impl Attribution {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Threads {
            held_lanes: Vec::new(),
            measurements: Vec::new(),
            last_key: 0,
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Threads> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that the calling thread has taken a lane, or got none. The current counts of the lane belong to other
    /// threads.
    pub(super) fn thread_started(&self, lane: Option<&'static Lane>) {
        let Ok(runtime) = Handle::try_current().map(|handle| handle.id()) else {
            return;
        };
        let mut threads = self.lock();
        threads.held_lanes.extend(lane.map(|lane| (lane, runtime)));
        for measurement in threads.of_runtime(runtime) {
            match lane {
                Some(lane) => measurement.add(lane),
                None => measurement.is_incomplete = true,
            }
        }
    }

    /// Records that the calling thread is about to give its lane back.
    pub(super) fn thread_ending(&self, storage: &Storage, lane: &'static Lane) {
        let mut threads = self.lock();
        threads
            .held_lanes
            .retain(|(held, _)| !std::ptr::eq(*held, lane));
        for measurement in &mut threads.measurements {
            measurement.remove(storage, lane);
        }
    }

    /// Starts a measurement of a runtime, and returns its key.
    pub(crate) fn begin(&self, storage: &Storage, runtime: Id) -> u64 {
        let mut threads = self.lock();
        threads.last_key += 1;
        let key = threads.last_key;
        let held = threads.held_lanes.iter().filter(|(_, of)| *of == runtime);
        let members = held.map(|(lane, _)| (*lane, lane.tally()));
        let measurement = Measurement {
            key,
            runtime,
            members: members.collect(),
            ended: storage.empty_tally(),
            is_incomplete: false,
        };
        threads.measurements.push(measurement);
        key
    }

    /// Adds a thread to a measurement. The thread that runs `block_on` may have taken its lane before the runtime
    /// existed.
    pub(crate) fn join(&self, key: u64, lane: &'static Lane) {
        let mut threads = self.lock();
        let mut measurements = threads.measurements.iter_mut();
        if let Some(measurement) = measurements.find(|it| it.key == key) {
            measurement.add(lane);
        }
    }

    /// Ends a measurement and returns its counts. Returns `None` if a thread of the runtime got no lane.
    pub(crate) fn end(&self, storage: &Storage, key: u64) -> Option<Tally> {
        let mut threads = self.lock();
        let mut measurements = threads.measurements.iter();
        let position = measurements.position(|it| it.key == key)?;
        let mut measurement = threads.measurements.swap_remove(position);
        // The lock prevents threads from giving their lanes back during this loop.
        while let Some((lane, before)) = measurement.members.pop() {
            let counted = storage.difference(&lane.tally(), &before);
            measurement.ended = storage.sum(&measurement.ended, &counted);
        }
        (!measurement.is_incomplete).then_some(measurement.ended)
    }
}

impl Threads {
    fn of_runtime(&mut self, runtime: Id) -> impl Iterator<Item = &mut Measurement> {
        let all = self.measurements.iter_mut();
        all.filter(move |measurement| measurement.runtime == runtime)
    }
}

impl Measurement {
    /// Adds the lane of a thread to the measurement, unless it is already included.
    fn add(&mut self, lane: &'static Lane) {
        if !self.members.iter().any(|(it, _)| std::ptr::eq(*it, lane)) {
            self.members.push((lane, lane.tally()));
        }
    }

    /// Removes the lane of a thread that ends, and adds its counts.
    fn remove(&mut self, storage: &Storage, lane: &'static Lane) {
        let mut members = self.members.iter();
        if let Some(position) = members.position(|(it, _)| std::ptr::eq(*it, lane)) {
            let (_, before) = self.members.swap_remove(position);
            let counted = storage.difference(&lane.tally(), &before);
            self.ended = storage.sum(&self.ended, &counted);
        }
    }
}

impl Lane {
    /// Returns the counts of all threads that have held the lane.
    pub(crate) fn tally(&self) -> Tally {
        let cells = self.cells.iter().chain(self.shadow);
        cells.map(|cell| cell.load(Relaxed)).collect()
    }
}

impl Storage {
    fn empty_tally(&self) -> Tally {
        vec![0; self.cells()]
    }

    /// Returns the counts between two readings.
    pub(crate) fn difference(&self, now: &[u64], before: &[u64]) -> Tally {
        self.combine(now, before, u64::wrapping_sub, |a, b| a - b)
    }

    fn sum(&self, one: &[u64], other: &[u64]) -> Tally {
        self.combine(one, other, u64::wrapping_add, |a, b| a + b)
    }

    /// Combines two tallies value by value. Gauges and state sets are 0 in the result: their value cannot be
    /// attributed to a thread.
    fn combine(
        &self,
        one: &[u64],
        other: &[u64],
        integers: impl Fn(u64, u64) -> u64,
        floats: impl Fn(f64, f64) -> f64,
    ) -> Tally {
        let mut result = self.empty_tally();
        for family in self.descriptors.iter().filter(|family| is_counted(family)) {
            let each = family.cells_per_label_set();
            for (i, cell) in self.range(family).enumerate() {
                let (one, other) = (one[cell], other[cell]);
                result[cell] = if i % each < family.float_cells() {
                    floats(f64::from_bits(one), f64::from_bits(other)).to_bits()
                } else if i % each < family.value_cells() {
                    integers(one, other)
                } else {
                    0
                };
            }
        }
        result
    }

    /// Returns the cells of a snapshot of a tally: the values of the tally, with the flags of all threads.
    pub(crate) fn exposed(&'static self, tally: &[u64]) -> Vec<u64> {
        let mut values = Vec::new();
        self.copy_unrefreshed_into(&mut values);
        for family in self.descriptors {
            let each = family.cells_per_label_set();
            for (i, cell) in self.range(family).enumerate() {
                if i % each < family.value_cells() {
                    values[cell] = if is_counted(family) { tally[cell] } else { 0 };
                }
            }
        }
        values
    }
}

/// Returns whether threads add to the metric. Gauges and state sets can be set, so their values belong to no thread.
fn is_counted(family: &Descriptor) -> bool {
    matches!(family.kind, Kind::Counter | Kind::Histogram)
}
