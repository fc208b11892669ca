//! Cuts a jigsaw puzzle into pieces. `board` stores their positions.

use fastrand::Rng;

/// The number of different knob shapes. It is small, so that a piece sometimes fits in a wrong position. With a unique shape for every
/// seam, the puzzle would be trivial.
const SHAPES: u8 = 16;

/// A piece with a fixed orientation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    edges: [Edge; 4],
}

impl Piece {
    pub fn edge(&self, side: Side) -> Edge {
        self.edges[side as usize]
    }
}

/// A side of a piece or of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    pub const ALL: [Side; 4] = [Side::Top, Side::Right, Side::Bottom, Side::Left];

    pub fn opposite(self) -> Side {
        match self {
            Side::Top => Side::Bottom,
            Side::Right => Side::Left,
            Side::Bottom => Side::Top,
            Side::Left => Side::Right,
        }
    }
}

/// The outline of one side of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// An edge of the frame.
    Flat,
    Knob(u8),
    Hole(u8),
}

impl Edge {
    /// Whether two edges join: a knob joins a hole of the same shape.
    pub fn joins(self, other: Edge) -> bool {
        self != Edge::Flat && other == self.counterpart()
    }

    fn counterpart(self) -> Edge {
        match self {
            Edge::Flat => Edge::Flat,
            Edge::Knob(shape) => Edge::Hole(shape),
            Edge::Hole(shape) => Edge::Knob(shape),
        }
    }

    fn random(rng: &mut Rng) -> Edge {
        let shape = rng.u8(..SHAPES);
        if rng.bool() {
            Edge::Knob(shape)
        } else {
            Edge::Hole(shape)
        }
    }
}

/// Cuts a picture into `width * height` pieces, row by row from the top left.
pub fn cut(width: usize, height: usize, rng: &mut Rng) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(width * height);
    for index in 0..width * height {
        let (column, row) = (index % width, index / width);
        let top = match row {
            0 => Edge::Flat,
            _ => pieces[index - width].edge(Side::Bottom).counterpart(),
        };
        let left = match column {
            0 => Edge::Flat,
            _ => pieces[index - 1].edge(Side::Right).counterpart(),
        };
        let right = if column + 1 == width {
            Edge::Flat
        } else {
            Edge::random(rng)
        };
        let bottom = if row + 1 == height {
            Edge::Flat
        } else {
            Edge::random(rng)
        };
        pieces.push(Piece {
            edges: [top, right, bottom, left],
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_cuts_the_same_pieces() {
        let pieces = |seed| cut(8, 6, &mut Rng::with_seed(seed));
        assert_eq!(pieces(7), pieces(7));
        assert_ne!(pieces(7), pieces(8));
    }

    #[test]
    fn neighbours_join_and_only_the_frame_is_flat() {
        let (width, height) = (8, 6);
        let pieces = cut(width, height, &mut Rng::with_seed(1));
        for (index, piece) in pieces.iter().enumerate() {
            let (column, row) = (index % width, index / width);
            if column + 1 < width {
                assert!(
                    piece
                        .edge(Side::Right)
                        .joins(pieces[index + 1].edge(Side::Left))
                );
            }
            if row + 1 < height {
                assert!(
                    piece
                        .edge(Side::Bottom)
                        .joins(pieces[index + width].edge(Side::Top))
                );
            }
            assert_eq!(piece.edge(Side::Left) == Edge::Flat, column == 0);
            assert_eq!(piece.edge(Side::Right) == Edge::Flat, column + 1 == width);
            assert_eq!(piece.edge(Side::Top) == Edge::Flat, row == 0);
            assert_eq!(piece.edge(Side::Bottom) == Edge::Flat, row + 1 == height);
        }
    }

    #[test]
    fn flat_edges_do_not_join() {
        assert!(!Edge::Flat.joins(Edge::Flat));
        assert!(!Edge::Knob(3).joins(Edge::Knob(3)));
        assert!(!Edge::Knob(3).joins(Edge::Hole(4)));
        assert!(Edge::Knob(3).joins(Edge::Hole(3)));
    }
}
