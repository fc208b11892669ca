//! The numbers that a bucket shape stands for.

use crate::document::{Shape, Spanned};

/// How many bounds a histogram may have; nothing longer is ever computed.
pub(crate) const COUNT: std::ops::RangeInclusive<u64> = 2..=40;

/// The number of bounds that a shape has or asks for.
pub(crate) fn count(shape: &Shape) -> u64 {
    match shape {
        Shape::Listed(bounds) => bounds.len() as u64,
        Shape::Linear { count, .. } | Shape::Exponential { count, .. } => count.value,
    }
}

/// The bounds of a shape, sound or not; `None` if there are too few or too many.
///
/// Bounds that are computed are rounded to 6 significant digits, so that binary fractions do not leak into the
/// exposition: 0.1 three times is 0.3.
pub(crate) fn bounds(shape: &Shape) -> Option<Vec<f64>> {
    if !COUNT.contains(&count(shape)) {
        return None;
    }
    let steps =
        |count: &Spanned<u64>| (0..count.value).map(|step| i32::try_from(step).unwrap_or(i32::MAX));
    let bounds = match shape {
        // Adding zero makes -0 a plain 0.
        Shape::Listed(bounds) => bounds.iter().map(|bound| bound.value + 0.0).collect(),
        Shape::Linear {
            start,
            width,
            count,
        } => steps(count)
            .map(|step| round(start.value + width.value * f64::from(step)))
            .collect(),
        Shape::Exponential {
            start,
            factor,
            count,
        } => steps(count)
            .map(|step| round(start.value * factor.value.powi(step)))
            .collect(),
    };
    Some(bounds)
}

/// The bounds of a shape if a histogram can have them: enough of them, finite, strictly increasing.
pub(crate) fn sound_bounds(shape: &Shape) -> Option<Vec<f64>> {
    bounds(shape).filter(|bounds| {
        bounds.iter().all(|bound| bound.is_finite()) && bounds.is_sorted_by(|a, b| a < b)
    })
}

/// A number to 6 significant digits.
fn round(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number) + 0.0
}
