//! Open labels that many threads use at once.

use pforge_metrics::{Label, own};
use std::collections::BTreeMap;
use std::sync::Barrier;
use std::thread;

const THREADS: usize = 8;
const VALUES: usize = 5_000;

pforge_metrics::__private::label_open! {
    /// With room for all.
    pub struct Roomy = "roomy" { max: 5000, max_len: 64, overflow: "_other" }
}

pforge_metrics::__private::label_open! {
    /// With room for a few.
    pub struct Scarce = "scarce" { max: 20, max_len: 64, overflow: "_other" }
}

/// All threads ask for all values at once, in orders of their own; what each thread got for them.
fn race<L: Label>(new: fn(&str) -> L) -> Vec<BTreeMap<usize, L>> {
    let start = Barrier::new(THREADS);
    let values = |thread: usize| {
        start.wait();
        let order = (0..VALUES).map(|i| (i * 7 + thread * 61) % VALUES);
        order
            .map(|value| (value, new(&format!("value-{value}"))))
            .collect()
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || values(thread)))
            .collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .collect()
    })
}

#[test]
fn threads_that_race_agree_on_the_number_of_each_value() {
    let seen = race(Roomy::new);
    assert_eq!(seen.len(), THREADS);
    for (value, handle) in &seen[0] {
        assert_eq!(handle.as_str(), format!("value-{value}"));
        assert!(seen.iter().all(|thread| thread[value] == *handle));
    }
    let mut numbers: Vec<usize> = seen[0].values().map(|handle| handle.index()).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..VALUES));
}

#[test]
fn no_more_values_get_through_than_there_is_room_for() {
    let seen = race(Scarce::new);
    assert_eq!(seen.len(), THREADS);
    let is_in = |handle: &Scarce| *handle != Scarce::OVERFLOW;
    let mut inside: Vec<Scarce> = seen
        .iter()
        .flat_map(BTreeMap::values)
        .copied()
        .filter(is_in)
        .collect();
    let refused = THREADS * VALUES - inside.len();
    inside.sort_unstable();
    inside.dedup();
    assert_eq!(inside.len(), 20);
    for thread in &seen {
        for (value, handle) in thread.iter().filter(|(_, handle)| is_in(handle)) {
            assert_eq!(handle.as_str(), format!("value-{value}"));
        }
    }
    let overflow = own::PFORGE_METRICS_LABEL_OVERFLOW_TOTAL.with(own::OpenLabel::new("scarce"));
    let overflow = own::CATALOG.snapshot().get(overflow);
    assert_eq!(u64::try_from(refused), Ok(overflow));
}
