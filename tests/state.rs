//! A scrape never sees fields of different updates of a state.

use pforge_metrics::Snapshot;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

pforge_metrics::include_metrics!(
    inline = r#"
    [gauge.efficiency]
    help = "Efficiency."

    [gauge.entropy]
    help = "Entropy."

    [gauge.gaps]
    help  = "Gaps."
    value = "int"

    [state.puzzle]
    help   = "The puzzle."
    fields = ["efficiency", "entropy", "gaps"]
    "#
);

/// A state whose fields have the same number.
fn state(number: i32) -> PuzzleState {
    PuzzleState {
        efficiency: number.into(),
        entropy: f64::from(number) / 2.0,
        gaps: number.into(),
    }
}

fn of(snapshot: &Snapshot<Cells>) -> PuzzleState {
    PuzzleState {
        efficiency: snapshot.get(EFFICIENCY),
        entropy: snapshot.get(ENTROPY),
        gaps: snapshot.get(GAPS),
    }
}

/// Stops the writers on drop, even if an assertion fails.
struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

#[test]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the numbers were converted from i32"
)]
fn scrapes_see_consistent_states_while_two_threads_publish() {
    const STATES: usize = 500;
    const MAX_SCRAPES: usize = 20_000_000;
    let done = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let _stop = SetOnDrop(&done);
        for start in [1, 1_000_000] {
            let done = &done;
            scope.spawn(move || {
                for number in (start..).take_while(|_| !done.load(Relaxed)) {
                    update_puzzle_state(&state(number));
                }
            });
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut snapshot = CATALOG.snapshot();
        for _ in 0..MAX_SCRAPES {
            if seen.len() == STATES {
                break;
            }
            snapshot.retake();
            let gaps = snapshot.get(GAPS) as i32;
            assert_eq!(of(&snapshot), state(gaps));
            seen.insert(gaps);
        }
        seen
    });
    // Checks that the scrapes ran concurrently with updates.
    assert_eq!(seen.len(), STATES);
}

mod single {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.efficiency]
        help = "Efficiency."

        [gauge.gaps]
        help  = "Gaps."
        value = "int"

        [state.puzzle]
        help   = "The puzzle."
        fields = { efficiency = "efficiency", holes = "gaps" }
        "#
    );
}

#[test]
fn a_single_field_can_be_set_and_is_a_new_state() {
    use single::{CATALOG, EFFICIENCY, GAPS, PuzzleState, update_puzzle_state};
    update_puzzle_state(&PuzzleState {
        efficiency: 0.5,
        holes: 7,
    });
    assert_eq!(
        PuzzleState::default(),
        PuzzleState {
            efficiency: 0.0,
            holes: 0
        }
    );
    GAPS.dec();
    EFFICIENCY.add(0.25);
    assert_eq!(
        format!("{:?}", CATALOG.snapshot()),
        "{efficiency: 0.75, gaps: 6}"
    );
}
