//! Plans: which position to repair, and with which priority.

use std::cmp::Reverse;

use fastrand::Rng;
use pforge_metrics::catalog::Priority;

use crate::board::{Board, Position};
use crate::puzzle::Side;

/// A plan to repair one position. Plans are ordered by urgency: more evidence makes a correct patch more likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    /// For a gap, the sides that face the frame or a piece without a flaw. For a misfit, the sides that clash.
    pub evidence: u32,
    pub position: Position,
}

impl Plan {
    fn new(board: &Board, position: Position) -> Plan {
        let evidence = match board.piece_at(position) {
            Some(piece) => board.fit(piece, position).clashes,
            None => Side::ALL
                .into_iter()
                .map(|side| u32::from(is_known(board, position, side)))
                .sum(),
        };
        Plan { evidence, position }
    }

    pub fn priority(self) -> Priority {
        match self.evidence {
            0 | 1 => Priority::Low,
            2 => Priority::Normal,
            _ => Priority::High,
        }
    }
}

/// A plan for each position, the most urgent first. Equally urgent plans are in random order.
pub fn plans_for(board: &Board, mut positions: Vec<Position>, rng: &mut Rng) -> Vec<Plan> {
    rng.shuffle(&mut positions);
    let mut plans: Vec<Plan> = positions
        .into_iter()
        .map(|position| Plan::new(board, position))
        .collect();
    plans.sort_by_key(|plan| Reverse(plan.evidence));
    plans
}

fn is_known(board: &Board, position: Position, side: Side) -> bool {
    position
        .neighbour(side)
        .is_none_or(|neighbour| !board.is_flaw(neighbour))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(number: usize) -> Position {
        Board::solved()
            .positions()
            .nth(number)
            .expect("a position of the board")
    }

    #[test]
    fn a_gap_is_more_urgent_the_more_of_its_sides_are_known() {
        let mut board = Board::empty_board();
        let priority = |board: &Board, number| Plan::new(board, position(number)).priority();
        assert_eq!(
            priority(&board, 0),
            Priority::Normal,
            "a corner has two sides at the frame"
        );
        assert_eq!(priority(&board, 1), Priority::Low);
        assert_eq!(priority(&board, 9), Priority::Low);

        board = Board::solved();
        board.put(position(9), None);
        assert_eq!(priority(&board, 9), Priority::High);
    }

    #[test]
    fn urgent_positions_are_planned_first() {
        let mut board = Board::solved();
        for gap in [0, 1, 2, 20] {
            board.put(position(gap), None);
        }
        let plans = plans_for(
            &board,
            vec![position(1), position(20)],
            &mut Rng::with_seed(1),
        );
        assert_eq!(
            plans,
            [
                Plan {
                    evidence: 4,
                    position: position(20)
                },
                Plan {
                    evidence: 2,
                    position: position(1)
                }
            ]
        );
    }
}
