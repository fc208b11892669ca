//! Computes the state of the puzzle: the four gauges that the swarm publishes.
//!
//! - **Efficiency** E, the share of all sides of all pieces that join what they face. It is 1 when the puzzle is solved.
//! - **Entropy** H = −Σ pᵢ log₂ pᵢ bits, Shannon's formula over *islands*: pᵢ is island i's share of the pieces.
//!   Joined pieces without a clash form one island. Each misfit and each loose piece is an island of its own.
//!   H is log₂ n if each of the n pieces is an island, and 0 when the puzzle is solved.
//! - **Gaps**, the empty positions, and **misfits**, the pieces that clash.
//!
//! All of them are computed without the solution.

use std::collections::BTreeSet;

use pforge_metrics::catalog::PuzzleState;

use crate::board::{Board, Position};

pub fn survey(board: &Board) -> PuzzleState {
    let mut state = PuzzleState {
        efficiency: efficiency(board),
        entropy: entropy(board),
        gaps: 0,
        misfits: 0,
    };
    for position in board.positions() {
        state.gaps += i64::from(board.is_gap(position));
        state.misfits += i64::from(board.is_misfit(position));
    }
    state
}

fn efficiency(board: &Board) -> f64 {
    let (mut joined, mut sides) = (0, 0);
    for position in board.positions() {
        joined += board
            .piece_at(position)
            .map_or(0, |piece| board.fit(piece, position).joined);
        sides += 4;
    }
    f64::from(joined) / f64::from(sides)
}

fn entropy(board: &Board) -> f64 {
    let islands = islands(board);
    let pieces = f64::from(islands.iter().sum::<u32>());
    islands
        .into_iter()
        .map(|size| {
            let share = f64::from(size) / pieces;
            share * share.recip().log2()
        })
        .sum()
}

/// The sizes of the islands. They add up to the number of pieces.
fn islands(board: &Board) -> Vec<u32> {
    let mut sizes: Vec<u32> = board.loose().map(|_| 1).collect();
    let mut visited = BTreeSet::new();
    for position in board
        .positions()
        .filter(|&position| board.piece_at(position).is_some())
    {
        if !visited.contains(&position) {
            sizes.push(island_size(board, position, &mut visited));
        }
    }
    sizes
}

/// Adds the island around `start` to `visited`, and returns its size.
fn island_size(board: &Board, start: Position, visited: &mut BTreeSet<Position>) -> u32 {
    let mut size = 0;
    let mut pending = vec![start];
    while let Some(position) = pending.pop() {
        if !visited.insert(position) {
            continue;
        }
        size += 1;
        if !board.is_misfit(position) {
            // Two neighbours without a clash are joined.
            pending.extend(
                position
                    .neighbours()
                    .filter(|&neighbour| !board.is_flaw(neighbour)),
            );
        }
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_solved_board_has_efficiency_1_and_entropy_0() {
        let solved = PuzzleState {
            efficiency: 1.0,
            entropy: 0.0,
            gaps: 0,
            misfits: 0,
        };
        assert_eq!(survey(&Board::solved()), solved);
    }

    #[test]
    fn entropy_is_greatest_when_every_piece_is_loose() {
        let state = survey(&Board::empty_board());
        assert!((state.entropy - 48_f64.log2()).abs() < 1e-9);
        assert_eq!(
            state,
            PuzzleState {
                efficiency: 0.0,
                entropy: state.entropy,
                gaps: 48,
                misfits: 0
            }
        );
    }

    #[test]
    fn a_removed_piece_changes_efficiency_and_entropy_by_its_share() {
        let mut board = Board::solved();
        let corner = board.positions().next().expect("a board has positions");
        board.put(corner, None);

        let state = survey(&board);
        let (rest, one) = (47.0 / 48.0, 1.0 / 48.0);
        // The four sides of the piece, and the two sides that faced it.
        assert!((state.efficiency - 186.0 / 192.0).abs() < 1e-9);
        assert!((state.entropy - -(rest * f64::log2(rest) + one * f64::log2(one))).abs() < 1e-9);
        assert_eq!((state.gaps, state.misfits), (1, 0));
    }

    #[test]
    fn an_unsolved_board_has_efficiency_below_1_and_entropy_above_0() {
        for seed in 0..50 {
            let state = survey(&Board::shuffled(seed));
            assert!(
                state.efficiency < 1.0 && state.entropy > 0.0 && state.gaps + state.misfits > 0,
                "seed {seed}"
            );
        }
    }

    #[test]
    fn each_misfit_is_an_island() {
        let mut board = Board::solved();
        let positions: Vec<_> = board.positions().collect();
        let (left, right) = (board.piece_at(positions[0]), board.piece_at(positions[7]));
        board.put(positions[0], right);
        board.put(positions[7], left);

        // The two corners in the top row, and the two neighbours of each.
        assert_eq!(survey(&board).misfits, 6);
        let mut islands = islands(&board);
        islands.sort_unstable();
        assert_eq!(islands, [1, 1, 1, 1, 1, 1, 42]);
    }
}
