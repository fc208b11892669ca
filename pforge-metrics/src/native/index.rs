//! Computes the index of a value's native bucket, without a logarithm.

/// The finest schema.
const FINEST_SCHEMA: i8 = 8;

/// The number of buckets per power of two in the finest schema.
const PER_OCTAVE: usize = 1 << FINEST_SCHEMA;

const MANTISSA_BITS: u32 = 52;

/// The number of slices of the mantissa. A slice is narrower than any bucket, so it contains at most one bound.
const SLICES: usize = 2 * PER_OCTAVE;

/// The number of mantissa bits that select the position within a slice.
const IN_SLICE: u32 = MANTISSA_BITS - SLICES.trailing_zeros();

/// The mantissas of the bounds from 1 to 2, inclusive. The entry of 2 is `u64::MAX`, which is larger than every
/// mantissa.
static BOUNDS: [u64; PER_OCTAVE + 1] = bounds();

/// The number of bounds below each slice.
static BELOW_SLICE: [u16; SLICES] = below_slices();

/// The number of steps from the finest schema to the coarsest one.
pub(super) const MAX_STEPS: u32 = steps(-4);

/// Returns the number of steps from the finest schema to this one.
pub(super) const fn steps(schema: i8) -> u32 {
    FINEST_SCHEMA.abs_diff(schema) as u32
}

/// Returns the schema that is `steps` steps coarser than the finest one.
pub(super) fn schema(steps: u32) -> i32 {
    i32::from(FINEST_SCHEMA) - steps.cast_signed()
}

/// Returns the index of the bucket that contains a positive, normal number, in the finest schema.
#[inline]
pub(super) fn finest_index(magnitude: f64) -> i32 {
    let bits = magnitude.to_bits();
    let mantissa = bits & ((1 << MANTISSA_BITS) - 1);
    let (exponent, slice) = (
        (bits >> MANTISSA_BITS) as i32 - 1_023,
        (mantissa >> IN_SLICE) as usize,
    );
    let below = BELOW_SLICE[slice];
    let below = i32::from(below) + i32::from(BOUNDS[usize::from(below)] < mantissa);
    exponent * (1 << FINEST_SCHEMA) + below
}

/// Returns the index of the bucket that contains this one in a schema that is `steps` steps coarser.
#[inline]
pub(super) const fn coarser(index: i32, steps: u32) -> i32 {
    ((index - 1) >> steps) + 1
}

/// Computes the mantissas of 2^(i/256), rounded to the nearest number.
///
/// It uses fixed-point numbers with 62 fractional bits. Repeated square roots yield 2^(1/2), 2^(1/4), … Every other
/// power is a product of these.
const fn bounds() -> [u64; PER_OCTAVE + 1] {
    let mut roots = [0_u64; FINEST_SCHEMA as usize];
    let mut root = 2_u64 << FIXED;
    let mut i = 0;
    while i < roots.len() {
        root = square_root(root);
        roots[i] = root;
        i += 1;
    }
    let mut bounds = [u64::MAX; PER_OCTAVE + 1];
    let mut i = 0;
    while i < PER_OCTAVE {
        let mut power = 1 << FIXED;
        let mut root = 0;
        while root < roots.len() {
            if i >> (roots.len() - 1 - root) & 1 == 1 {
                power = product(power, roots[root]);
            }
            root += 1;
        }
        let rest = FIXED - MANTISSA_BITS;
        let rounded = (power + (1 << (rest - 1))) >> rest;
        bounds[i] = rounded - (1 << MANTISSA_BITS);
        i += 1;
    }
    bounds
}

/// The number of fractional bits of fixed-point numbers.
const FIXED: u32 = 62;

#[expect(
    clippy::cast_possible_truncation,
    reason = "the square root of a number below 4 is below 2"
)]
const fn square_root(square: u64) -> u64 {
    ((square as u128) << FIXED).isqrt() as u64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "powers of 2 with an exponent below 1"
)]
const fn product(one: u64, other: u64) -> u64 {
    ((one as u128 * other as u128 + (1 << (FIXED - 1))) >> FIXED) as u64
}

#[expect(clippy::cast_possible_truncation, reason = "at most 256")]
const fn below_slices() -> [u16; SLICES] {
    let bounds = bounds();
    let mut below = [0; SLICES];
    let mut slice = 0;
    let mut bound = 0;
    while slice < SLICES {
        while bound < PER_OCTAVE && bounds[bound] < (slice as u64) << IN_SLICE {
            bound += 1;
        }
        below[slice] = bound as u16;
        slice += 1;
    }
    below
}

#[cfg(test)]
mod tests {
    use super::{BOUNDS, FINEST_SCHEMA, PER_OCTAVE, coarser, finest_index, steps};

    fn bound(i: i32, schema: i8) -> f64 {
        (f64::from(i) * 2_f64.powi(-i32::from(schema))).exp2()
    }

    #[test]
    fn bounds_agree_with_floating_point_powers_of_two() {
        for (i, mantissa) in BOUNDS[..PER_OCTAVE].iter().enumerate() {
            let bits = bound(i.try_into().unwrap(), FINEST_SCHEMA).to_bits();
            let expected = bits & ((1 << 52) - 1);
            assert!(expected.abs_diff(*mantissa) <= 1, "{i}");
        }
        assert!(BOUNDS.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_value_falls_into_the_first_bucket_whose_bound_is_not_less() {
        for exponent in [-1022, -128, -1, 0, 1, 10, 1023] {
            for (i, mantissa) in BOUNDS[..PER_OCTAVE].iter().enumerate() {
                let bound = f64::from_bits(mantissa | 1.0_f64.to_bits()) * 2_f64.powi(exponent);
                let expected = exponent * 256 + i32::try_from(i).unwrap();
                assert_eq!(finest_index(bound), expected, "{bound:e}");
                assert_eq!(
                    finest_index(bound.next_up()),
                    expected + 1,
                    "above {bound:e}"
                );
                if bound.next_down().is_normal() {
                    assert_eq!(finest_index(bound.next_down()), expected, "below {bound:e}");
                }
            }
        }
        assert_eq!(finest_index(f64::MAX), 1_024 * 256);
    }

    #[test]
    fn coarser_buckets_contain_the_values_between_their_bounds() {
        for schema in -4..=8_i8 {
            for value in [
                1e-30, 0.003, 0.999, 1.0, 1.5, 2.0, 3.0, 1e6, 65_536.0, 1e200,
            ] {
                let index = coarser(finest_index(value), steps(schema));
                let (low, high) = (bound(index - 1, schema), bound(index, schema));
                assert!(
                    low < value && value <= high,
                    "{value} of {schema}: {low}, {high}"
                );
            }
        }
    }
}
