//! The numbers that a bucket shape stands for.

use std::ops::RangeInclusive;

use crate::document::{Shape, Spanned};

/// How many bounds a histogram may have; nothing longer is ever computed.
pub(crate) const COUNT: RangeInclusive<u64> = 2..=40;

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
            .map(|step| line(start.value, width.value, step.into()))
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
    let is_sound = |bounds: &Vec<f64>| {
        bounds.iter().all(|bound| bound.is_finite()) && bounds.is_sorted_by(|a, b| a < b)
    };
    bounds(shape).filter(is_sound)
}

/// A point of a line. Where it crosses zero, sums that cancel leave some 1e-17: less than a millionth of a step is 0.
fn line(start: f64, width: f64, step: f64) -> f64 {
    let point = start + width * step;
    if point.abs() < width * 1e-6 {
        0.0
    } else {
        round(point)
    }
}

/// A number to 6 significant digits.
fn round(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number) + 0.0
}

#[cfg(test)]
mod tests {
    use super::{bounds, round, sound_bounds};
    use crate::document::{Shape, Spanned};
    use crate::source::{SourceId, Span};

    fn spanned<T>(value: T) -> Spanned<T> {
        Spanned {
            value,
            span: Span::beginning(SourceId::default()),
        }
    }

    fn linear(start: f64, width: f64, count: u64) -> Shape {
        Shape::Linear {
            start: spanned(start),
            width: spanned(width),
            count: spanned(count),
        }
    }

    fn exponential(start: f64, factor: f64, count: u64) -> Shape {
        Shape::Exponential {
            start: spanned(start),
            factor: spanned(factor),
            count: spanned(count),
        }
    }

    #[test]
    fn computed_bounds_carry_no_binary_dust() {
        assert_eq!(
            bounds(&linear(0.1, 0.1, 5)).unwrap(),
            [0.1, 0.2, 0.3, 0.4, 0.5]
        );
        assert_eq!(
            bounds(&linear(-0.3, 0.1, 5)).unwrap(),
            [-0.3, -0.2, -0.1, 0.0, 0.1]
        );
        assert_eq!(
            bounds(&exponential(0.005, 2.0, 5)).unwrap(),
            [0.005, 0.01, 0.02, 0.04, 0.08]
        );
        assert_eq!(
            bounds(&exponential(1.0, 10.0, 3)).unwrap(),
            [1.0, 10.0, 100.0]
        );
        assert_eq!(
            bounds(&exponential(1.0, 1.0 / 0.3, 4)).unwrap(),
            [1.0, 3.33333, 11.1111, 37.037]
        );
    }

    #[test]
    fn rounding_keeps_6_significant_digits_at_every_scale() {
        let numbers = vec![
            1_234_567.0,
            0.000_123_456_7,
            -1.234_567e300,
            5e-324,
            f64::INFINITY,
        ];
        let rounded = vec![
            1_234_570.0,
            0.000_123_457,
            -1.234_57e300,
            5e-324,
            f64::INFINITY,
        ];
        assert_eq!(numbers.into_iter().map(round).collect::<Vec<_>>(), rounded);
        assert!(round(f64::NAN).is_nan());
        assert!(round(-0.0).is_sign_positive());
    }

    #[test]
    fn a_huge_count_computes_nothing() {
        assert_eq!(bounds(&linear(0.0, 1.0, u64::MAX)), None);
        assert_eq!(bounds(&exponential(1.0, 2.0, 41)), None);
        assert_eq!(bounds(&exponential(1.0, 2.0, 1)), None);
    }

    #[test]
    fn only_finite_increasing_bounds_are_sound() {
        assert!(sound_bounds(&linear(0.0, 1.0, 40)).is_some());
        assert_eq!(sound_bounds(&linear(0.0, -1.0, 3)), None);
        assert_eq!(sound_bounds(&linear(1e9, 1.0, 3)), None);
        assert_eq!(sound_bounds(&exponential(1.0, 1e200, 3)), None);
        assert_eq!(
            sound_bounds(&Shape::Listed(vec![
                spanned(1.0),
                spanned(f64::NAN),
                spanned(2.0)
            ])),
            None
        );
        assert_eq!(
            sound_bounds(&Shape::Listed(vec![spanned(-0.0), spanned(0.0)])),
            None
        );
    }
}
