//! Plans: which place to mend, and how urgently.

use std::cmp::Reverse;

use fastrand::Rng;
use pforge_metrics::catalog::Priority;

use crate::board::{Board, Place};
use crate::puzzle::Side;

/// To mend one place. Plans are ordered by urgency: the more is known about a place, the surer the patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    /// Of a gap the sides that face the frame or a sound piece, of a misfit the sides that clash.
    pub evidence: u32,
    pub place: Place,
}

impl Plan {
    fn new(board: &Board, place: Place) -> Plan {
        let evidence = match board.piece_at(place) {
            Some(piece) => board.fit(piece, place).clashes,
            None => Side::ALL
                .into_iter()
                .map(|side| u32::from(is_known(board, place, side)))
                .sum(),
        };
        Plan { evidence, place }
    }

    pub fn priority(self) -> Priority {
        match self.evidence {
            0 | 1 => Priority::Low,
            2 => Priority::Normal,
            _ => Priority::High,
        }
    }
}

/// A plan for each of the `places`, most urgent first, and in random order where they are equally urgent.
pub fn plans_for(board: &Board, mut places: Vec<Place>, rng: &mut Rng) -> Vec<Plan> {
    rng.shuffle(&mut places);
    let mut plans: Vec<Plan> = places
        .into_iter()
        .map(|place| Plan::new(board, place))
        .collect();
    plans.sort_by_key(|plan| Reverse(plan.evidence));
    plans
}

fn is_known(board: &Board, place: Place, side: Side) -> bool {
    place
        .neighbour(side)
        .is_none_or(|neighbour| !board.is_flaw(neighbour))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: usize) -> Place {
        Board::solved()
            .places()
            .nth(number)
            .expect("a place of the board")
    }

    #[test]
    fn a_gap_is_as_urgent_as_its_surroundings_are_known() {
        let mut board = Board::unlaid();
        let priority = |board: &Board, number| Plan::new(board, place(number)).priority();
        assert_eq!(
            priority(&board, 0),
            Priority::Normal,
            "a corner has two sides at the frame"
        );
        assert_eq!(priority(&board, 1), Priority::Low);
        assert_eq!(priority(&board, 9), Priority::Low);

        board = Board::solved();
        board.put(place(9), None);
        assert_eq!(priority(&board, 9), Priority::High);
    }

    #[test]
    fn urgent_places_are_planned_first() {
        let mut board = Board::solved();
        for gap in [0, 1, 2, 20] {
            board.put(place(gap), None);
        }
        let plans = plans_for(&board, vec![place(1), place(20)], &mut Rng::with_seed(1));
        assert_eq!(
            plans,
            [
                Plan {
                    evidence: 4,
                    place: place(20)
                },
                Plan {
                    evidence: 2,
                    place: place(1)
                }
            ]
        );
    }
}
