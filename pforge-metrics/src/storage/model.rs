//! Model checks of the lanes, the state lock, flags and slots: loom runs every interleaving, including the effects of
//! weak memory.
//!
//! `RUSTFLAGS="--cfg model" cargo test -p pforge-metrics --no-default-features --lib --release model::`

use super::lane::{Lane, LaneList};
use super::place::unset::raise_after_value;
use super::slot::Slot;
use super::state::StateLock;
use super::store::copy;
use crate::exemplar::{Exemplar, StoredExemplar};
use crate::sync::{AtomicU64, Ordering::Relaxed};
use crate::value::Value;
use loom::thread;

fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn list(max: usize) -> &'static LaneList {
    leaked(LaneList::new(vec![AtomicU64::new(0)].leak(), max))
}

/// Runs the life of a thread: it takes a lane if possible, increments, and gives the lane back.
fn run_thread(list: &'static LaneList, increments: u64) {
    let lane = list.take();
    for _ in 0..increments {
        match lane {
            Some(Lane { cells, .. }) => cells[0].store(cells[0].load(Relaxed) + 1, Relaxed),
            None => list.spill(0, 1_u64),
        }
    }
    if let Some(lane) = lane {
        list.give_back(lane);
    }
}

/// Checks two threads with at most `max` lanes. One of the threads ends and starts again.
///
/// loom preempts threads at most five times in an execution, because all interleavings take a minute.
fn check_that_no_increment_is_lost(max: usize) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(5);
    builder.check(move || {
        let list = list(max);
        let other = thread::spawn(|| run_thread(list, 2));
        run_thread(list, 1);
        run_thread(list, 1);
        other.join().unwrap();
        assert_eq!(list.sum::<u64>(0), 4);
    });
}

#[test]
fn no_increment_is_lost_however_threads_take_and_give_back_lanes() {
    check_that_no_increment_is_lost(2);
}

#[test]
fn no_increment_is_lost_if_two_threads_contend_for_a_lane() {
    check_that_no_increment_is_lost(1);
}

#[test]
fn no_increment_is_lost_if_two_threads_spill_concurrently() {
    check_that_no_increment_is_lost(0);
}

/// The reader is the spawned thread: loom records only the last access to each atomic, so a load of the writer would
/// hide an earlier access of the reader.
#[test]
fn a_reader_never_sees_a_count_decrease() {
    loom::model(|| {
        let list = list(1);
        let reader = thread::spawn(move || (list.sum::<u64>(0), list.sum::<u64>(0)));
        run_thread(list, 1);
        run_thread(list, 1);
        let (first, second) = reader.join().unwrap();
        assert!(first <= second && second <= 2);
        assert_eq!(list.sum::<u64>(0), 2);
    });
}

fn fold(list: &'static LaneList) {
    list.fold(|lane| {
        list.spill(0, lane[0].load(Relaxed));
        lane[0].store(0, Relaxed);
    });
}

#[test]
fn a_reader_sees_folded_counts_exactly_once() {
    loom::model(|| {
        let list = list(1);
        run_thread(list, 1);
        let reader = thread::spawn(move || list.sum::<u64>(0));
        fold(list);
        assert_eq!(reader.join().unwrap(), 1);
    });
}

#[test]
fn no_increment_is_lost_if_a_thread_starts_during_a_fold() {
    loom::model(|| {
        let list = list(1);
        run_thread(list, 1);
        let other = thread::spawn(move || run_thread(list, 1));
        fold(list);
        other.join().unwrap();
        assert_eq!(list.sum::<u64>(0), 2);
    });
}

#[test]
fn no_increment_is_lost_if_two_folds_run_concurrently() {
    loom::model(|| {
        let list = list(1);
        run_thread(list, 1);
        let other = thread::spawn(move || fold(list));
        fold(list);
        other.join().unwrap();
        assert_eq!(list.sum::<u64>(0), 1);
    });
}

#[test]
fn a_reader_sees_a_state_whole() {
    loom::model(|| {
        let lock = leaked(StateLock::new());
        let cells = leaked([AtomicU64::new(0), AtomicU64::new(0)]);
        let publish = |value: u64| {
            lock.write(|| cells.iter().for_each(|cell| cell.store(value, Relaxed)));
        };
        let writer = thread::spawn(move || publish(1));
        let mut seen = [0, 0];
        lock.read(|| seen = [cells[0].load(Relaxed), cells[1].load(Relaxed)]);
        assert_eq!(seen[0], seen[1]);
        writer.join().unwrap();
    });
}

#[test]
fn writers_of_a_state_exclude_each_other() {
    loom::model(|| {
        let lock = leaked(StateLock::new());
        let cell = leaked(AtomicU64::new(0));
        let add_one = || lock.write(|| cell.store(1_u64.plus(cell.load(Relaxed)), Relaxed));
        let other = thread::spawn(add_one);
        add_one();
        other.join().unwrap();
        assert_eq!(cell.load(Relaxed), 2);
    });
}

#[test]
fn a_flag_is_never_seen_without_the_value_before_it() {
    loom::model(|| {
        let cells = leaked([AtomicU64::new(0), AtomicU64::new(0)]);
        let writer = thread::spawn(|| {
            cells[0].store(7, Relaxed);
            raise_after_value(&cells[1]);
        });
        let mut seen = [0, 0];
        copy(cells, &mut seen);
        assert!(seen[1] == 0 || seen[0] == 7);
        writer.join().unwrap();
    });
}

/// An exemplar with the same number in all words.
fn exemplar(number: u32) -> StoredExemplar {
    let word = u64::from(number);
    StoredExemplar {
        exemplar: Exemplar::new(u128::from(word) << 64 | u128::from(word), word),
        value: number.into(),
        timestamp_ms: word,
    }
}

/// The spawned thread is the reader: loom records only the last access to each atomic. The writer's own load would
/// hide an earlier access of the reader, and loom would not try the interleavings that matter.
#[test]
fn an_exemplar_is_seen_whole_or_not_at_all() {
    loom::model(|| {
        let slot = leaked(Slot::new());
        let reader = thread::spawn(|| slot.read());
        slot.store(|| exemplar(1));
        slot.store(|| exemplar(2));
        let seen = reader.join().unwrap();
        assert!([None, Some(exemplar(1)), Some(exemplar(2))].contains(&seen));
        assert_eq!(slot.read(), Some(exemplar(2)));
    });
}

#[test]
fn one_of_two_concurrent_exemplars_is_stored_whole() {
    loom::model(|| {
        let slot = leaked(Slot::new());
        let other = thread::spawn(|| slot.store(|| exemplar(1)));
        slot.store(|| exemplar(2));
        // `None` if the other thread is still storing.
        let seen = slot.read();
        assert!([None, Some(exemplar(1)), Some(exemplar(2))].contains(&seen));
        other.join().unwrap();
        let stored = slot.read();
        assert!([Some(exemplar(1)), Some(exemplar(2))].contains(&stored));
    });
}
