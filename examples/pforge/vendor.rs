//! Simulated vendors of language models. A call has a latency, costs tokens, and sometimes fails.

use std::time::Duration;

use fastrand::Rng;
use pforge_metrics::catalog::ErrorKind;

use crate::board::{Board, Position};
use crate::patch::{self, Patch};

/// The maximum cost of a call.
pub const MAX_TOKENS: u64 = 1_000;

/// A patch, or `None` if the model finds no improvement.
pub type PatchResult = Result<Option<Patch>, ErrorKind>;

/// The response to a call, which arrives after `latency`. A failed call also costs tokens.
pub struct Response {
    pub latency: Duration,
    pub tokens: u64,
    pub result: PatchResult,
}

/// Requests a patch for `position` from a model.
pub fn request_patch(board: &Board, position: Position, rng: &mut Rng) -> Response {
    let result = match rng.u8(..100) {
        0..2 => Err(ErrorKind::Timeout),
        2..5 => Err(ErrorKind::Vendor),
        5..8 => Err(ErrorKind::Parse),
        8..20 => Ok(patch::random(board, position, rng)),
        _ => Ok(patch::best(board, position, rng)),
    };
    Response {
        latency: Duration::from_millis(rng.u64(300..1_200)),
        tokens: rng.u64(200..=MAX_TOKENS),
        result,
    }
}
