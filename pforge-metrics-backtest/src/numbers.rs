//! Counts as numbers, and numbers as counts.

/// A count as a number.
#[expect(
    clippy::cast_precision_loss,
    reason = "what fits in memory is below 2^53"
)]
pub fn float(count: usize) -> f64 {
    count as f64
}

/// The whole part of a number that is not below zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place, or a count"
)]
pub fn whole(number: f64) -> usize {
    number as usize
}
