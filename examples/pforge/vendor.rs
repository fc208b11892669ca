//! The vendors of language models, simulated: a call takes a while, costs tokens, and sometimes fails.

use std::time::Duration;

use fastrand::Rng;
use pforge_metrics::catalog::ErrorKind;

use crate::board::{Board, Place};
use crate::patch::{self, Patch};

/// The most that one call can cost.
pub const MAX_TOKENS: u64 = 1_000;

/// A patch, or none if the model sees nothing that helps.
pub type Answer = Result<Option<Patch>, ErrorKind>;

/// What a call comes to, once its latency is over. It costs tokens even if it failed.
pub struct Reply {
    pub latency: Duration,
    pub tokens: u64,
    pub answer: Answer,
}

/// Asks a model what to change at `place`.
pub fn ask(board: &Board, place: Place, rng: &mut Rng) -> Reply {
    let answer = match rng.u8(..100) {
        0..2 => Err(ErrorKind::Timeout),
        2..5 => Err(ErrorKind::Vendor),
        5..8 => Err(ErrorKind::Parse),
        8..20 => Ok(patch::wild_guess(board, place, rng)),
        _ => Ok(patch::best(board, place, rng)),
    };
    Reply {
        latency: Duration::from_millis(rng.u64(300..1_200)),
        tokens: rng.u64(200..=MAX_TOKENS),
        answer,
    }
}
