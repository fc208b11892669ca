//! What the board says about itself: the four numbers that the swarm publishes.
//!
//! - **Efficiency** E, the share of all sides of all pieces that are joined to what they face. 1 is solved.
//! - **Entropy** H = −Σ pᵢ log₂ pᵢ in bits, Shannon's formula over *islands*: pᵢ is island i's share of the pieces.
//!   Pieces that are joined without a clash are one island; a misfit and a loose piece are each their own.
//!   H is what it takes to say in which island a piece is: log₂ n with everything scattered, 0 when solved.
//! - **Gaps**, the places that are empty, and **misfits**, the pieces that clash.
//!
//! None of them looks at the solution: they are what anybody sees who stands before the board.

use std::collections::BTreeSet;

use pforge_metrics::catalog::PuzzleState;

use crate::board::{Board, Place};

pub fn survey(board: &Board) -> PuzzleState {
    let mut state = PuzzleState {
        efficiency: efficiency(board),
        entropy: entropy(board),
        gaps: 0,
        misfits: 0,
    };
    for place in board.places() {
        state.gaps += i64::from(board.is_gap(place));
        state.misfits += i64::from(board.is_misfit(place));
    }
    state
}

fn efficiency(board: &Board) -> f64 {
    let (mut joined, mut sides) = (0, 0);
    for place in board.places() {
        joined += board
            .piece_at(place)
            .map_or(0, |piece| board.fit(piece, place).joined);
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
    let mut ashore = BTreeSet::new();
    for place in board
        .places()
        .filter(|&place| board.piece_at(place).is_some())
    {
        if !ashore.contains(&place) {
            sizes.push(walk(board, place, &mut ashore));
        }
    }
    sizes
}

/// Walks the island around `start` and returns its size.
fn walk(board: &Board, start: Place, ashore: &mut BTreeSet<Place>) -> u32 {
    let mut size = 0;
    let mut ahead = vec![start];
    while let Some(place) = ahead.pop() {
        if !ashore.insert(place) {
            continue;
        }
        size += 1;
        if !board.is_misfit(place) {
            // Two neighbours without a clash are joined.
            ahead.extend(
                place
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
    fn with_every_piece_loose_the_entropy_is_greatest() {
        let state = survey(&Board::unlaid());
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
    fn one_piece_out_of_place_costs_its_sides_and_its_share_of_the_entropy() {
        let mut board = Board::solved();
        let corner = board.places().next().expect("a board has places");
        board.put(corner, None);

        let state = survey(&board);
        let (rest, one) = (47.0 / 48.0, 1.0 / 48.0);
        // Its own four sides, and the two that faced it.
        assert!((state.efficiency - 186.0 / 192.0).abs() < 1e-9);
        assert!((state.entropy - -(rest * f64::log2(rest) + one * f64::log2(one))).abs() < 1e-9);
        assert_eq!((state.gaps, state.misfits), (1, 0));
    }

    #[test]
    fn efficiency_is_1_exactly_when_entropy_is_0_and_nothing_is_flawed() {
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
        let places: Vec<_> = board.places().collect();
        let (left, right) = (board.piece_at(places[0]), board.piece_at(places[7]));
        board.put(places[0], right);
        board.put(places[7], left);

        // The two corners in the top row, and the two neighbours of each.
        assert_eq!(survey(&board).misfits, 6);
        let mut islands = islands(&board);
        islands.sort_unstable();
        assert_eq!(islands, [1, 1, 1, 1, 1, 1, 42]);
    }
}
