//! The board: the position of each piece, the loose pieces, and the clashes between neighbours.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::puzzle::{Edge, Piece, Side, cut};

const WIDTH: usize = 8;
const HEIGHT: usize = 6;

/// A position on the board, numbered row by row from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(usize);

impl Position {
    /// The adjacent position on a side, or `None` at the frame.
    pub fn neighbour(self, side: Side) -> Option<Position> {
        let (column, row) = (self.0 % WIDTH, self.0 / WIDTH);
        match side {
            Side::Top => (row > 0).then(|| Position(self.0 - WIDTH)),
            Side::Right => (column + 1 < WIDTH).then_some(Position(self.0 + 1)),
            Side::Bottom => (row + 1 < HEIGHT).then_some(Position(self.0 + WIDTH)),
            Side::Left => (column > 0).then(|| Position(self.0 - 1)),
        }
    }

    pub fn neighbours(self) -> impl Iterator<Item = Position> {
        Side::ALL
            .into_iter()
            .filter_map(move |side| self.neighbour(side))
    }
}

/// Identifies a piece of the puzzle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PieceId(usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pieces: Vec<Piece>,
    positions: Vec<Option<PieceId>>,
    loose: BTreeSet<PieceId>,
}

/// How many sides of a piece join or clash with what they face. A side that faces a gap counts as neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    pub joined: u32,
    pub clashes: u32,
}

impl Board {
    /// A new puzzle: about half of the positions hold a random piece, and the other pieces are loose.
    pub fn shuffled(seed: u64) -> Board {
        let mut rng = Rng::with_seed(seed);
        let mut pieces = cut(WIDTH, HEIGHT, &mut rng);
        rng.shuffle(&mut pieces);
        let mut board = Board::empty(pieces);
        for position in board.positions() {
            if rng.bool() {
                board.put(position, Some(PieceId(position.0)));
            }
        }
        board
    }

    fn empty(pieces: Vec<Piece>) -> Board {
        Board {
            positions: vec![None; pieces.len()],
            loose: (0..pieces.len()).map(PieceId).collect(),
            pieces,
        }
    }

    pub fn positions(&self) -> impl Iterator<Item = Position> + use<> {
        (0..self.positions.len()).map(Position)
    }

    pub fn piece_at(&self, position: Position) -> Option<PieceId> {
        self.positions[position.0]
    }

    /// The pieces that are not on the board.
    pub fn loose(&self) -> impl Iterator<Item = PieceId> {
        self.loose.iter().copied()
    }

    /// Moves `piece` to `position`, or empties the position. The piece that was there becomes loose.
    pub fn put(&mut self, position: Position, piece: Option<PieceId>) {
        self.loose.extend(self.positions[position.0].take());
        if let Some(piece) = piece
            && !self.loose.remove(&piece)
        {
            for held in self
                .positions
                .iter_mut()
                .filter(|held| **held == Some(piece))
            {
                *held = None;
            }
        }
        self.positions[position.0] = piece;
    }

    /// How `piece` fits at `position`, whether or not it is there.
    pub fn fit(&self, piece: PieceId, position: Position) -> Fit {
        let mut fit = Fit::default();
        for side in Side::ALL {
            let edge = self.pieces[piece.0].edge(side);
            match self.facing(position, side) {
                Facing::Gap => {}
                Facing::Frame if edge == Edge::Flat => fit.joined += 1,
                Facing::Edge(other) if edge.joins(other) => fit.joined += 1,
                Facing::Frame | Facing::Edge(_) => fit.clashes += 1,
            }
        }
        fit
    }

    pub fn is_gap(&self, position: Position) -> bool {
        self.piece_at(position).is_none()
    }

    /// Whether the piece at `position` clashes with a neighbour or with the frame.
    pub fn is_misfit(&self, position: Position) -> bool {
        self.piece_at(position)
            .is_some_and(|piece| self.fit(piece, position).clashes > 0)
    }

    /// Whether `position` is empty or holds a misfit.
    pub fn is_flaw(&self, position: Position) -> bool {
        self.is_gap(position) || self.is_misfit(position)
    }

    /// The number of gaps and misfits. The puzzle is solved when it is 0.
    pub fn flaws(&self) -> usize {
        self.positions()
            .filter(|&position| self.is_flaw(position))
            .count()
    }

    fn facing(&self, position: Position, side: Side) -> Facing {
        let Some(neighbour) = position.neighbour(side) else {
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
        let mut board = Board::empty_board();
        for position in board.positions() {
            board.put(position, Some(PieceId(position.0)));
        }
        board
    }

    /// A board with only loose pieces. The pieces are in order: the first belongs at the first position.
    pub fn empty_board() -> Board {
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
        assert!(
            board
                .positions()
                .any(|position| board.piece_at(position).is_none())
        );
        assert!(board.positions().any(|position| board.is_misfit(position)));
    }

    #[test]
    fn every_piece_is_loose_or_at_one_position() {
        let mut board = Board::shuffled(3);
        let mut rng = Rng::with_seed(3);
        for _ in 0..1_000 {
            let position = Position(rng.usize(..board.positions.len()));
            let piece = PieceId(rng.usize(..board.pieces.len()));
            board.put(position, rng.bool().then_some(piece));

            let mut all: Vec<PieceId> = board.positions.iter().flatten().copied().collect();
            all.extend(&board.loose);
            all.sort_unstable();
            assert!(all.into_iter().eq((0..board.pieces.len()).map(PieceId)));
        }
    }

    #[test]
    fn a_solved_board_has_no_flaw() {
        assert_eq!(Board::solved().flaws(), 0);
    }

    #[test]
    fn two_swapped_corners_clash_with_the_frame() {
        let mut board = Board::empty_board();
        let (left, right) = (Position(0), Position(WIDTH - 1));
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
