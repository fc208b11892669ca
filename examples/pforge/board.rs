//! The board: which piece lies where, which are still loose, and what clashes.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::puzzle::{Edge, Piece, Side, cut};

const WIDTH: usize = 8;
const HEIGHT: usize = 6;

/// A place on the board, numbered row by row from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(usize);

impl Place {
    /// The place next to this one, or none at the frame.
    pub fn neighbour(self, side: Side) -> Option<Place> {
        let (column, row) = (self.0 % WIDTH, self.0 / WIDTH);
        match side {
            Side::Top => (row > 0).then(|| Place(self.0 - WIDTH)),
            Side::Right => (column + 1 < WIDTH).then_some(Place(self.0 + 1)),
            Side::Bottom => (row + 1 < HEIGHT).then_some(Place(self.0 + WIDTH)),
            Side::Left => (column > 0).then(|| Place(self.0 - 1)),
        }
    }

    pub fn neighbours(self) -> impl Iterator<Item = Place> {
        Side::ALL
            .into_iter()
            .filter_map(move |side| self.neighbour(side))
    }
}

/// A piece of the puzzle, wherever it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PieceId(usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pieces: Vec<Piece>,
    places: Vec<Option<PieceId>>,
    loose: BTreeSet<PieceId>,
}

/// How a piece gets on with what its four sides face. A side that faces a gap is neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    pub joined: u32,
    pub clashes: u32,
}

impl Board {
    /// A new puzzle: about half of the places hold some piece or other, the rest of the pieces are loose.
    pub fn shuffled(seed: u64) -> Board {
        let mut rng = Rng::with_seed(seed);
        let mut pieces = cut(WIDTH, HEIGHT, &mut rng);
        rng.shuffle(&mut pieces);
        let mut board = Board::empty(pieces);
        for place in board.places() {
            if rng.bool() {
                board.put(place, Some(PieceId(place.0)));
            }
        }
        board
    }

    fn empty(pieces: Vec<Piece>) -> Board {
        Board {
            places: vec![None; pieces.len()],
            loose: (0..pieces.len()).map(PieceId).collect(),
            pieces,
        }
    }

    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        (0..self.places.len()).map(Place)
    }

    pub fn piece_at(&self, place: Place) -> Option<PieceId> {
        self.places[place.0]
    }

    /// The pieces that lie nowhere.
    pub fn loose(&self) -> impl Iterator<Item = PieceId> {
        self.loose.iter().copied()
    }

    /// Makes `place` hold `piece`, wherever that was, or nothing. What it held before is loose then.
    pub fn put(&mut self, place: Place, piece: Option<PieceId>) {
        self.loose.extend(self.places[place.0].take());
        if let Some(piece) = piece
            && !self.loose.remove(&piece)
        {
            for held in self.places.iter_mut().filter(|held| **held == Some(piece)) {
                *held = None;
            }
        }
        self.places[place.0] = piece;
    }

    /// How `piece` fits, or would fit, at `place`.
    pub fn fit(&self, piece: PieceId, place: Place) -> Fit {
        let mut fit = Fit::default();
        for side in Side::ALL {
            let edge = self.pieces[piece.0].edge(side);
            match self.facing(place, side) {
                Facing::Gap => {}
                Facing::Frame if edge == Edge::Flat => fit.joined += 1,
                Facing::Edge(other) if edge.joins(other) => fit.joined += 1,
                Facing::Frame | Facing::Edge(_) => fit.clashes += 1,
            }
        }
        fit
    }

    pub fn is_gap(&self, place: Place) -> bool {
        self.piece_at(place).is_none()
    }

    /// A misfit is a piece that clashes with a neighbour or with the frame.
    pub fn is_misfit(&self, place: Place) -> bool {
        self.piece_at(place)
            .is_some_and(|piece| self.fit(piece, place).clashes > 0)
    }

    /// A place that is empty or holds a misfit.
    pub fn is_flaw(&self, place: Place) -> bool {
        self.is_gap(place) || self.is_misfit(place)
    }

    /// Gaps and misfits together: the puzzle is solved when there are none.
    pub fn flaws(&self) -> usize {
        self.places().filter(|&place| self.is_flaw(place)).count()
    }

    fn facing(&self, place: Place, side: Side) -> Facing {
        let Some(neighbour) = place.neighbour(side) else {
            return Facing::Frame;
        };
        match self.piece_at(neighbour) {
            Some(piece) => Facing::Edge(self.pieces[piece.0].edge(side.opposite())),
            None => Facing::Gap,
        }
    }
}

enum Facing {
    Frame,
    Gap,
    Edge(Edge),
}

#[cfg(test)]
impl Board {
    pub fn solved() -> Board {
        let mut board = Board::unlaid();
        for place in board.places() {
            board.put(place, Some(PieceId(place.0)));
        }
        board
    }

    /// Every piece is loose. The pieces are in order: the first belongs at the first place.
    pub fn unlaid() -> Board {
        Board::empty(cut(WIDTH, HEIGHT, &mut Rng::with_seed(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_puzzle() {
        assert_eq!(Board::shuffled(7), Board::shuffled(7));
        assert_ne!(Board::shuffled(7), Board::shuffled(8));
    }

    #[test]
    fn a_shuffled_board_has_gaps_and_misfits() {
        let board = Board::shuffled(7);
        assert!(board.places().any(|place| board.piece_at(place).is_none()));
        assert!(board.places().any(|place| board.is_misfit(place)));
    }

    #[test]
    fn every_piece_is_loose_or_lies_at_one_place() {
        let mut board = Board::shuffled(3);
        let mut rng = Rng::with_seed(3);
        for _ in 0..1_000 {
            let place = Place(rng.usize(..board.places.len()));
            let piece = PieceId(rng.usize(..board.pieces.len()));
            board.put(place, rng.bool().then_some(piece));

            let mut everywhere: Vec<PieceId> = board.places.iter().flatten().copied().collect();
            everywhere.extend(&board.loose);
            everywhere.sort_unstable();
            assert!(
                everywhere
                    .into_iter()
                    .eq((0..board.pieces.len()).map(PieceId))
            );
        }
    }

    #[test]
    fn a_solved_board_has_no_flaw() {
        assert_eq!(Board::solved().flaws(), 0);
    }

    #[test]
    fn two_swapped_corners_clash_with_the_frame() {
        let mut board = Board::unlaid();
        let (left, right) = (Place(0), Place(WIDTH - 1));
        board.put(left, Some(PieceId(right.0)));
        assert_eq!(
            board.fit(PieceId(right.0), left),
            Fit {
                joined: 1,
                clashes: 1
            }
        );
        assert_eq!(
            board.fit(PieceId(left.0), left),
            Fit {
                joined: 2,
                clashes: 0
            }
        );
    }
}
