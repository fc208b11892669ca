//! A patch is one change of the board: who writes one, how it is judged, and the way out when none helps.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use fastrand::Rng;
use pforge_metrics::catalog::Outcome;

use crate::board::{Board, PieceId, Place};

/// A proposal that `place` should hold `after` where it holds `before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patch {
    pub place: Place,
    before: Option<PieceId>,
    after: Option<PieceId>,
}

impl Patch {
    fn new(board: &Board, place: Place, after: Option<PieceId>) -> Patch {
        Patch {
            place,
            before: board.piece_at(place),
            after,
        }
    }
}

/// The patch at `place` that leaves the fewest flaws, or none if every one leaves as many as there are.
pub fn best(board: &Board, place: Place, rng: &mut Rng) -> Option<Patch> {
    let flaws_with = |after| with(board, place, after).flaws();
    let rank = |&after: &Option<PieceId>| {
        let joined = after.map_or(0, |piece| board.fit(piece, place).joined);
        (flaws_with(after), Reverse(joined), rng.u64(..))
    };
    let after = choices(board, place).into_iter().min_by_key(rank)?;
    (flaws_with(after) < board.flaws()).then(|| Patch::new(board, place, after))
}

/// Any patch at all: what a language model answers on a bad day.
pub fn wild_guess(board: &Board, place: Place, rng: &mut Rng) -> Option<Patch> {
    let after = rng.choice(choices(board, place))?;
    Some(Patch::new(board, place, after))
}

/// What could lie at `place` instead: a loose piece, a misfit from elsewhere, or nothing.
fn choices(board: &Board, place: Place) -> Vec<Option<PieceId>> {
    let misfits = board
        .places()
        .filter(|&other| board.is_misfit(other))
        .filter_map(|other| board.piece_at(other));
    let pieces = board.loose().chain(misfits).map(Some).chain([None]);
    pieces
        .filter(|&piece| piece != board.piece_at(place))
        .collect()
}

fn with(board: &Board, place: Place, piece: Option<PieceId>) -> Board {
    let mut board = board.clone();
    board.put(place, piece);
    board
}

/// Applies a patch, and takes it back unless the board has fewer flaws with it.
///
/// It is superseded if meanwhile the place has changed, or the piece has found a place where it fits.
pub fn review(board: &mut Board, patch: Patch) -> Outcome {
    let Patch {
        place,
        before,
        after,
    } = patch;
    let settled = |other| board.piece_at(other) == after && !board.is_flaw(other);
    if board.piece_at(place) != before || board.places().any(settled) {
        return Outcome::Superseded;
    }
    let patched = with(board, place, after);
    if patched.flaws() >= board.flaws() {
        return Outcome::Reverted;
    }
    *board = patched;
    Outcome::Merged
}

/// Leads out of a dead end: nothing helps at `place`, so a piece that seems settled elsewhere belongs here,
/// or the pieces around it are wrong. This is the only step that may add flaws. A sound place is left alone.
pub fn open_up(board: &mut Board, place: Place, rng: &mut Rng) {
    if !board.is_flaw(place) {
        return;
    }
    // A coin each time: whoever always does the same passes the same few pieces around for ever.
    match donor(board, place, rng).filter(|_| rng.bool()) {
        Some(donor) => {
            let piece = board.piece_at(donor);
            board.put(place, piece);
        }
        None => lift_around(board, place, rng),
    }
}

/// A place that holds a piece which would fit at `place`.
fn donor(board: &Board, place: Place, rng: &mut Rng) -> Option<Place> {
    let fits_here = |other: &Place| {
        let fit = board.piece_at(*other).map(|piece| board.fit(piece, place));
        fit.is_some_and(|fit| fit.joined > 0 && fit.clashes == 0)
    };
    let elsewhere = board.places().filter(|&other| other != place);
    rng.choice(elsewhere.filter(fits_here).collect::<Vec<_>>())
}

/// Lifts the piece at `place` and about half of those around it; now and then from further around.
fn lift_around(board: &mut Board, place: Place, rng: &mut Rng) {
    let mut around: BTreeSet<Place> = place.neighbours().collect();
    while rng.u8(..3) == 0 {
        around = around
            .iter()
            .flat_map(|place| place.neighbours())
            .chain(around.iter().copied())
            .collect();
    }
    board.put(place, None);
    for place in around {
        if rng.bool() {
            board.put(place, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::plans_for;

    fn flawed(board: &Board) -> Vec<Place> {
        board
            .places()
            .filter(|&place| board.is_flaw(place))
            .collect()
    }

    #[test]
    fn every_merged_patch_lowers_gaps_and_misfits_and_no_other_changes_the_board() {
        let mut rng = Rng::with_seed(1);
        let mut merged = 0;
        for seed in 0..20 {
            let mut board = Board::shuffled(seed);
            for place in flawed(&board) {
                let before = board.clone();
                let patch = wild_guess(&board, place, &mut rng).expect("a flaw can be changed");
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
    fn a_patch_is_superseded_when_its_piece_has_found_a_place() {
        let mut board = Board::solved();
        let places: Vec<_> = board.places().collect();
        board.put(places[3], None);
        let patch = Patch::new(&board, places[3], board.piece_at(places[20]));
        assert_eq!(review(&mut board, patch), Outcome::Superseded);
    }

    #[test]
    fn a_patch_is_superseded_when_its_place_has_changed() {
        let mut rng = Rng::with_seed(1);
        let mut board = Board::solved();
        let places: Vec<_> = board.places().collect();
        let wrong = board.piece_at(places[0]);
        board.put(places[20], None);
        let patch = best(&board, places[20], &mut rng).expect("the missing piece fits");
        board.put(places[20], wrong);
        assert_eq!(review(&mut board, patch), Outcome::Superseded);
    }

    #[test]
    fn a_single_gap_gets_the_piece_that_is_missing() {
        let mut rng = Rng::with_seed(1);
        for place in Board::solved().places() {
            let mut board = Board::solved();
            board.put(place, None);
            let patch = best(&board, place, &mut rng).expect("the missing piece fits");
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
                match best(&board, plan.place, &mut rng) {
                    Some(patch) => assert_eq!(review(&mut board, patch), Outcome::Merged),
                    None => open_up(&mut board, plan.place, &mut rng),
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
