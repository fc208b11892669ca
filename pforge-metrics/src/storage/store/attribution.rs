//! Which thread and which tokio runtime counted what: for the differences that tests look at.
//!
//! A lane has one writer at a time, so what a thread counted is the difference between two readings of its lane. The lane's
//! shadow holds what the same thread added to shared cells. A runtime is the threads that took their lane while they ran
//! something of that runtime: its workers and its blocking threads.

use super::Storage;
use crate::descriptor::{Descriptor, Kind};
use crate::storage::lane::Lane;
use crate::sync::{Mutex, Ordering::Relaxed};
use std::sync::{MutexGuard, PoisonError};
use tokio::runtime::{Handle, Id};

/// What one thread or several counted, laid out as a snapshot: the cells of lanes, then the shared ones.
pub(crate) type Tally = Vec<u64>;

/// The threads that count in a catalog, and the measurements that are running.
pub(crate) struct Attribution(Mutex<Threads>);

struct Threads {
    /// The lanes that threads of runtimes hold.
    held: Vec<(&'static Lane, Id)>,
    measurements: Vec<Measurement>,
    last_key: u64,
}

/// What the threads of a runtime count from some moment on.
struct Measurement {
    key: u64,
    runtime: Id,
    /// The lanes of these threads, and what they held at first.
    members: Vec<(&'static Lane, Tally)>,
    /// What was counted by threads that have ended.
    ended: Tally,
    /// Whether a thread of the runtime found no lane.
    is_incomplete: bool,
}

impl Attribution {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Threads {
            held: Vec::new(),
            measurements: Vec::new(),
            last_key: 0,
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Threads> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The calling thread has taken this lane, or found none. What the lane holds by now is of other threads.
    pub(super) fn thread_began(&self, lane: Option<&'static Lane>) {
        let Ok(runtime) = Handle::try_current().map(|handle| handle.id()) else {
            return;
        };
        let mut threads = self.lock();
        threads.held.extend(lane.map(|lane| (lane, runtime)));
        for measurement in threads.of_runtime(runtime) {
            match lane {
                Some(lane) => measurement.add(lane),
                None => measurement.is_incomplete = true,
            }
        }
    }

    /// The calling thread is about to give its lane back.
    pub(super) fn thread_ends(&self, storage: &Storage, lane: &'static Lane) {
        let mut threads = self.lock();
        threads.held.retain(|(held, _)| !std::ptr::eq(*held, lane));
        for measurement in &mut threads.measurements {
            measurement.remove(storage, lane);
        }
    }

    /// Begins to measure a runtime, and returns the key of the measurement.
    pub(crate) fn begin(&self, storage: &Storage, runtime: Id) -> u64 {
        let mut threads = self.lock();
        threads.last_key += 1;
        let key = threads.last_key;
        let held = threads.held.iter().filter(|(_, of)| *of == runtime);
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

    /// Counts a thread among those of the runtime: the one that runs `block_on` may have taken its lane before.
    pub(crate) fn join(&self, key: u64, lane: &'static Lane) {
        let mut threads = self.lock();
        let mut measurements = threads.measurements.iter_mut();
        if let Some(measurement) = measurements.find(|it| it.key == key) {
            measurement.add(lane);
        }
    }

    /// Ends a measurement. Returns what was counted, unless a thread of the runtime found no lane.
    pub(crate) fn end(&self, storage: &Storage, key: u64) -> Option<Tally> {
        let mut threads = self.lock();
        let mut measurements = threads.measurements.iter();
        let position = measurements.position(|it| it.key == key)?;
        let mut measurement = threads.measurements.swap_remove(position);
        // The lock keeps threads from giving their lanes away meanwhile.
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
    fn add(&mut self, lane: &'static Lane) {
        if !self.members.iter().any(|(it, _)| std::ptr::eq(*it, lane)) {
            self.members.push((lane, lane.tally()));
        }
    }

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
    /// What has been counted here by all threads that held the lane.
    pub(crate) fn tally(&self) -> Tally {
        let cells = self.cells.iter().chain(self.shadow);
        cells.map(|cell| cell.load(Relaxed)).collect()
    }
}

impl Storage {
    fn empty_tally(&self) -> Tally {
        vec![0; self.cells()]
    }

    /// What was counted between two readings.
    pub(crate) fn difference(&self, now: &[u64], before: &[u64]) -> Tally {
        self.each_value(now, before, u64::wrapping_sub, |a, b| a - b)
    }

    fn sum(&self, one: &[u64], other: &[u64]) -> Tally {
        self.each_value(one, other, u64::wrapping_add, |a, b| a + b)
    }

    /// Puts two tallies together, value by value. Gauges and state sets hold what was set last, which no thread can claim: they
    /// stay 0.
    fn each_value(
        &self,
        one: &[u64],
        other: &[u64],
        of_integers: impl Fn(u64, u64) -> u64,
        of_floats: impl Fn(f64, f64) -> f64,
    ) -> Tally {
        let mut result = self.empty_tally();
        for family in self.descriptors.iter().filter(|family| is_counted(family)) {
            let each = family.cells_per_label_set();
            for (i, cell) in self.range(family).enumerate() {
                let (one, other) = (one[cell], other[cell]);
                result[cell] = if i % each < family.float_cells() {
                    of_floats(f64::from_bits(one), f64::from_bits(other)).to_bits()
                } else if i % each < family.value_cells() {
                    of_integers(one, other)
                } else {
                    0
                };
            }
        }
        result
    }

    /// What a snapshot shows of a tally: its values, and of all threads which series are exposed.
    pub(crate) fn exposed(&'static self, tally: &[u64]) -> Vec<u64> {
        let mut values = Vec::new();
        self.copy_as_it_is_into(&mut values);
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

/// Counters and histograms grow by what each thread adds; what is set belongs to none.
fn is_counted(family: &Descriptor) -> bool {
    matches!(family.kind, Kind::Counter | Kind::Histogram)
}
