//! The numeric types of cell values.

use super::sync::{AtomicU64, Ordering::Relaxed};

/// The numeric type of a metric's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `u64`.
    Unsigned,
    /// `i64`.
    Signed,
    /// `f64`.
    Float,
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for u64 {}
    impl Sealed for i64 {}
    impl Sealed for f64 {}
}

/// A type of metric values: `u64` or `f64` for counters, `i64` or `f64` for gauges.
///
/// Sealed. The formats of Prometheus distinguish only these types.
pub trait Value:
    Copy + PartialOrd + std::fmt::Debug + Send + Sync + sealed::Sealed + 'static
{
    #[doc(hidden)]
    const ONE: Self;

    #[doc(hidden)]
    const NUMBER: Number;

    #[doc(hidden)]
    fn to_bits(self) -> u64;

    #[doc(hidden)]
    fn from_bits(bits: u64) -> Self;

    /// Returns the sum. Integers wrap around, as atomic additions do.
    #[doc(hidden)]
    #[must_use]
    fn plus(self, other: Self) -> Self;

    #[doc(hidden)]
    #[must_use]
    fn minus(self, other: Self) -> Self;

    /// Returns whether a counter accepts this increment. It rejects negative numbers, infinities and NaN.
    #[doc(hidden)]
    fn is_increment(self) -> bool;

    /// Returns the nearest `f64`.
    #[doc(hidden)]
    fn to_f64(self) -> f64;

    /// Returns the number of seconds. Integers drop the fraction.
    #[doc(hidden)]
    fn from_duration(duration: std::time::Duration) -> Self;

    /// Adds to a cell that other threads write concurrently.
    #[doc(hidden)]
    fn fetch_add(self, cell: &AtomicU64);
}

macro_rules! integer {
    ($integer:ty, $number:expr, $is_increment:expr) => {
        impl Value for $integer {
            const ONE: Self = 1;
            const NUMBER: Number = $number;

            #[inline]
            fn to_bits(self) -> u64 {
                u64::from_ne_bytes(self.to_ne_bytes())
            }

            #[inline]
            fn from_bits(bits: u64) -> Self {
                Self::from_ne_bytes(bits.to_ne_bytes())
            }

            #[inline]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }

            #[inline]
            fn is_increment(self) -> bool {
                $is_increment(self)
            }

            #[inline]
            #[expect(clippy::cast_precision_loss, reason = "the nearest value is intended")]
            fn to_f64(self) -> f64 {
                self as f64
            }

            fn from_duration(duration: std::time::Duration) -> Self {
                duration.as_secs().try_into().unwrap_or(Self::MAX)
            }

            #[inline]
            fn fetch_add(self, cell: &AtomicU64) {
                cell.fetch_add(self.to_bits(), Relaxed);
            }
        }
    };
}

integer!(u64, Number::Unsigned, |_| true);
integer!(i64, Number::Signed, |n| n >= 0);

impl Value for f64 {
    const ONE: Self = 1.0;
    const NUMBER: Number = Number::Float;

    #[inline]
    fn to_bits(self) -> u64 {
        f64::to_bits(self)
    }

    #[inline]
    fn from_bits(bits: u64) -> Self {
        f64::from_bits(bits)
    }

    #[inline]
    fn plus(self, other: Self) -> Self {
        self + other
    }

    #[inline]
    fn minus(self, other: Self) -> Self {
        self - other
    }

    #[inline]
    fn is_increment(self) -> bool {
        (0.0..f64::INFINITY).contains(&self)
    }

    #[inline]
    fn to_f64(self) -> f64 {
        self
    }

    fn from_duration(duration: std::time::Duration) -> Self {
        duration.as_secs_f64()
    }

    #[inline]
    fn fetch_add(self, cell: &AtomicU64) {
        let mut seen = cell.load(Relaxed);
        while let Err(now) = cell.compare_exchange_weak(
            seen,
            f64::to_bits(f64::from_bits(seen) + self),
            Relaxed,
            Relaxed,
        ) {
            seen = now;
        }
    }
}
