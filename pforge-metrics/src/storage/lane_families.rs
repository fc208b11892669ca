//! The families whose cells are in lanes, and how their cells are added up.

use super::lane::LaneList;
use crate::descriptor::{Descriptor, Placement};
use crate::sync::{AtomicU64, Ordering::Relaxed, Ordering::Release};
use std::ops::Range;

/// Enough for the rounding errors of 640 lanes: each is at most half a unit in the last place.
const MAX_STEPS: usize = 10;

/// The families of a catalog that are kept in lanes, each with its cells.
pub(super) struct FamiliesInLanes(Vec<(Range<usize>, &'static Descriptor)>);

impl FamiliesInLanes {
    /// Leaves aliases out: their cells are those of another family.
    pub(super) fn new(descriptors: &'static [Descriptor]) -> Self {
        let families = descriptors.iter().filter(|family| !family.is_alias);
        let in_lanes = families.filter_map(|family| match family.placement {
            Placement::Lanes(start) => Some((start..start + family.cells(), family)),
            Placement::Shared(_) => None,
        });
        Self(in_lanes.collect())
    }

    /// Adds the cells of a lane to values.
    pub(super) fn add(&self, lane: &[AtomicU64], values: &mut [u64]) {
        for (cells, family) in &self.0 {
            let (lane, values) = (&lane[cells.clone()], &mut values[cells.clone()]);
            let each = family.cells_per_label_set();
            match (family.float_cells(), family.value_cells()) {
                (0, integers) if integers == each => add_integers(lane, values),
                (floats, _) if floats == each => add_floats(lane, values),
                (floats, integers) => {
                    for (lane, values) in lane.chunks(each).zip(values.chunks_mut(each)) {
                        add_floats(&lane[..floats], &mut values[..floats]);
                        add_integers(&lane[floats..integers], &mut values[floats..integers]);
                        raise_flags(&lane[integers..], &mut values[integers..]);
                    }
                }
            }
        }
    }

    /// Moves the counts of a lane that the caller folds to the spill lane. `Release` hands on what the count of a native bucket
    /// was published with.
    pub(super) fn fold(&self, lane: &'static [AtomicU64], lanes: &'static LaneList) {
        for (cells, family) in &self.0 {
            let each = family.cells_per_label_set();
            for (offset, cell) in cells.clone().enumerate() {
                let bits = lane[cell].load(Relaxed);
                if bits == 0 {
                    continue;
                }
                let offset = offset % each;
                if offset < family.float_cells() {
                    fold_float(cell, &lane[cell], lanes);
                } else if offset < family.value_cells() {
                    lanes.spilled(cell).fetch_add(bits, Release);
                    lane[cell].store(0, Relaxed);
                } else {
                    lanes.spilled(cell).fetch_or(bits, Release);
                    lane[cell].store(0, Relaxed);
                }
            }
        }
    }
}

/// Moves a float to the spill lane.
///
/// A sum of floats depends on their order, and a counter that goes down by a rounding error would look like a restart. So a sum that
/// has become smaller is rounded up: by one unit in the last place, then by two, four and so on.
fn fold_float(cell: usize, source: &AtomicU64, lanes: &'static LaneList) {
    let sum = || lanes.sum_during_fold::<f64>(cell);
    let before = sum();
    lanes.spill(cell, f64::from_bits(source.load(Relaxed)));
    source.store(0, Relaxed);
    let mut step = before.abs().next_up() - before.abs();
    for _ in 0..MAX_STEPS {
        // A negative observation of another thread can make the sum smaller too: the steps are too few to make up for it.
        if sum() >= before || before.is_nan() {
            return;
        }
        lanes.spill(cell, step);
        step *= 2.0;
    }
}

fn add_integers(lane: &[AtomicU64], values: &mut [u64]) {
    for (value, cell) in values.iter_mut().zip(lane) {
        *value = value.wrapping_add(cell.load(Relaxed));
    }
}

fn add_floats(lane: &[AtomicU64], values: &mut [u64]) {
    for (value, cell) in values.iter_mut().zip(lane) {
        *value = (f64::from_bits(*value) + f64::from_bits(cell.load(Relaxed))).to_bits();
    }
}

/// Raises the flags that are up in a lane. They are not added up: equal snapshots have equal flags.
fn raise_flags(lane: &[AtomicU64], values: &mut [u64]) {
    for (value, cell) in values.iter_mut().zip(lane) {
        *value |= cell.load(Relaxed);
    }
}

#[cfg(test)]
#[cfg(not(model))]
mod tests {
    use super::*;
    use crate::storage::lane::Lane;

    /// A generator of numbers that looks random: the multiplier is Knuth's, of MMIX.
    struct Random(u64);

    impl Random {
        /// A number between 0 and 1,000, of very different sizes.
        fn amount(&mut self) -> f64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let fraction =
                f64::from(u32::try_from(self.0 >> 40).unwrap_or(0)) / f64::from(1_u32 << 24);
            fraction.powi(8) * 1_000.0
        }
    }

    #[test]
    fn a_fold_empties_the_lanes_of_ended_threads_and_no_others() {
        let spill: &'static [AtomicU64] = Box::leak(Box::new([AtomicU64::new(0)]));
        let lanes: &'static LaneList = Box::leak(Box::new(LaneList::new(spill, 4)));
        let taken: Vec<&Lane> = std::iter::from_fn(|| lanes.take()).collect();
        for (lane, count) in taken.iter().zip([1, 2, 4, 8]) {
            lane.cells[0].store(count, Relaxed);
        }
        lanes.give_back(taken[0]);
        lanes.give_back(taken[3]);
        lanes.fold(|lane| {
            lanes.spill(0, lane[0].load(Relaxed));
            lane[0].store(0, Relaxed);
        });

        let mut read = Vec::new();
        lanes.read(|lanes| read = lanes.map(|lane| lane[0].load(Relaxed)).collect());
        assert_eq!(read, [1 + 8, 2, 4]);
        assert_eq!(lanes.sum::<u64>(0), 15);
    }

    #[test]
    fn a_sum_of_floats_does_not_become_smaller_when_lanes_are_folded() {
        let mut random = Random(1);
        for round in 0..2_000 {
            let spill: &'static [AtomicU64] = Box::leak(Box::new([AtomicU64::new(0)]));
            let lanes: &'static LaneList = Box::leak(Box::new(LaneList::new(spill, 16)));
            let taken: Vec<&Lane> = std::iter::from_fn(|| lanes.take()).collect();
            for lane in &taken {
                lane.cells[0].store(random.amount().to_bits(), Relaxed);
            }
            for lane in taken.iter().skip(round % 4).step_by(3) {
                lanes.give_back(lane);
            }
            let before: f64 = lanes.sum(0);
            lanes.fold(|lane| fold_float(0, &lane[0], lanes));
            let after: f64 = lanes.sum(0);
            assert!(
                after >= before && after - before <= before * 1e-14,
                "{before} {after}"
            );
        }
    }
}
