//! Patches: changes of one position of the board. This module writes and reviews them, and resolves dead ends.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use fastrand::Rng;
use pforge_metrics::catalog::Outcome;

use crate::board::{Board, PieceId, Position};

/// A proposal to replace the content `before` of `position` by `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patch {
    pub position: Position,
    before: Option<PieceId>,
    after: Option<PieceId>,
}

impl Patch {
    fn new(board: &Board, position: Position, after: Option<PieceId>) -> Patch {
        Patch {
            position,
            before: board.piece_at(position),
            after,
        }
    }
}

/// The patch at `position` that leaves the fewest flaws, or `None` if no patch reduces them.
pub fn best(board: &Board, position: Position, rng: &mut Rng) -> Option<Patch> {
    let flaws_with = |after| with(board, position, after).flaws();
    let rank = |&after: &Option<PieceId>| {
        let joined = after.map_or(0, |piece| board.fit(piece, position).joined);
        (flaws_with(after), Reverse(joined), rng.u64(..))
    };
    let after = choices(board, position).into_iter().min_by_key(rank)?;
    (flaws_with(after) < board.flaws()).then(|| Patch::new(board, position, after))
}

/// A random patch, which simulates a poor response of a language model.
pub fn random(board: &Board, position: Position, rng: &mut Rng) -> Option<Patch> {
    let after = rng.choice(choices(board, position))?;
    Some(Patch::new(board, position, after))
}

/// The possible contents of `position`: a loose piece, a misfit from another position, or nothing.
fn choices(board: &Board, position: Position) -> Vec<Option<PieceId>> {
    let misfits = board
        .positions()
        .filter(|&other| board.is_misfit(other))
        .filter_map(|other| board.piece_at(other));
    let pieces = board.loose().chain(misfits).map(Some).chain([None]);
    pieces
        .filter(|&piece| piece != board.piece_at(position))
        .collect()
}

fn with(board: &Board, position: Position, piece: Option<PieceId>) -> Board {
    let mut board = board.clone();
    board.put(position, piece);
    board
}

/// Applies a patch if it reduces the flaws of the board, and rejects it otherwise.
///
/// A patch is superseded if its position has changed since, or if its piece now fits at another position.
pub fn review(board: &mut Board, patch: Patch) -> Outcome {
    let Patch {
        position,
        before,
        after,
    } = patch;
    let is_placed = |other| board.piece_at(other) == after && !board.is_flaw(other);
    if board.piece_at(position) != before || board.positions().any(is_placed) {
        return Outcome::Superseded;
    }
    let patched = with(board, position, after);
    if patched.flaws() >= board.flaws() {
        return Outcome::Reverted;
    }
    *board = patched;
    Outcome::Merged
}

/// Resolves a dead end. If no patch helps at `position`, then a piece that fits at another position belongs here, or the surrounding
/// pieces are wrong. Only this step can add flaws. It does not change a position without a flaw.
pub fn open_up(board: &mut Board, position: Position, rng: &mut Rng) {
    if !board.is_flaw(position) {
        return;
    }
    // A random choice: always taking the same branch would move the same few pieces in a circle.
    match donor(board, position, rng).filter(|_| rng.bool()) {
        Some(donor) => {
            let piece = board.piece_at(donor);
            board.put(position, piece);
        }
        None => lift_around(board, position, rng),
    }
}

/// Another position whose piece would fit at `position`.
fn donor(board: &Board, position: Position, rng: &mut Rng) -> Option<Position> {
    let fits_here = |other: &Position| {
        let fit = board
            .piece_at(*other)
            .map(|piece| board.fit(piece, position));
        fit.is_some_and(|fit| fit.joined > 0 && fit.clashes == 0)
    };
    let elsewhere = board.positions().filter(|&other| other != position);
    rng.choice(elsewhere.filter(fits_here).collect::<Vec<_>>())
}

/// Removes the piece at `position` and about half of the pieces around it. The radius is random.
fn lift_around(board: &mut Board, position: Position, rng: &mut Rng) {
    let mut around: BTreeSet<Position> = position.neighbours().collect();
    while rng.u8(..3) == 0 {
        around = around
            .iter()
            .flat_map(|position| position.neighbours())
            .chain(around.iter().copied())
            .collect();
    }
    board.put(position, None);
    for position in around {
        if rng.bool() {
            board.put(position, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plans_for;

    fn flawed(board: &Board) -> Vec<Position> {
        board
            .positions()
            .filter(|&position| board.is_flaw(position))
            .collect()
    }

    #[test]
    fn merged_patches_reduce_the_flaws_and_other_patches_leave_the_board_unchanged() {
        let mut rng = Rng::with_seed(1);
        let mut merged = 0;
        for seed in 0..20 {
            let mut board = Board::shuffled(seed);
            for position in flawed(&board) {
                let before = board.clone();
                let patch = random(&board, position, &mut rng).expect("a flaw can be changed");
                match review(&mut board, patch) {
                    Outcome::Merged => {
                        merged += 1;
                        assert!(board.flaws() < before.flaws());
                    }
                    Outcome::Reverted | Outcome::Superseded => assert_eq!(board, before),
                }
            }
        }
        assert!(merged > 0);
    }

    #[test]
    fn a_patch_is_superseded_when_its_piece_fits_elsewhere() {
        let mut board = Board::solved();
        let positions: Vec<_> = board.positions().collect();
        board.put(positions[3], None);
        let patch = Patch::new(&board, positions[3], board.piece_at(positions[20]));
        assert_eq!(review(&mut board, patch), Outcome::Superseded);
    }

    #[test]
    fn a_patch_is_superseded_when_its_position_has_changed() {
        let mut rng = Rng::with_seed(1);
        let mut board = Board::solved();
        let positions: Vec<_> = board.positions().collect();
        let wrong = board.piece_at(positions[0]);
        board.put(positions[20], None);
        let patch = best(&board, positions[20], &mut rng).expect("the missing piece fits");
        board.put(positions[20], wrong);
        assert_eq!(review(&mut board, patch), Outcome::Superseded);
    }

    #[test]
    fn a_single_gap_is_filled_with_the_missing_piece() {
        let mut rng = Rng::with_seed(1);
        for position in Board::solved().positions() {
            let mut board = Board::solved();
            board.put(position, None);
            let patch = best(&board, position, &mut rng).expect("the missing piece fits");
            assert_eq!(review(&mut board, patch), Outcome::Merged);
            assert_eq!(board, Board::solved());
        }
    }

    #[test]
    fn every_puzzle_is_solved_within_a_few_hundred_steps() {
        let mut rng = Rng::with_seed(1);
        for seed in 0..30 {
            let mut board = Board::shuffled(seed);
            let mut steps = 0;
            while let Some(plan) = plans_for(&board, flawed(&board), &mut rng).first() {
                match best(&board, plan.position, &mut rng) {
                    Some(patch) => assert_eq!(review(&mut board, patch), Outcome::Merged),
                    None => open_up(&mut board, plan.position, &mut rng),
                }
                steps += 1;
                assert!(
                    steps < 1_000,
                    "seed {seed} still has {} flaws",
                    board.flaws()
                );
            }
        }
    }
}
