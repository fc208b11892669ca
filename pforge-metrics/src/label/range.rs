//! Labels with an integer range.

/// Declares the struct of a label with a range. The arguments are both ends, and the text of each integer in the range.
#[doc(hidden)]
#[macro_export]
macro_rules! __label_range {
    (
        $(#[$doc:meta])*
        $visibility:vis struct $label:ident = $name:literal in $low:literal..=$high:literal {
            $($value:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        $visibility struct $label(i64);

        impl $label {
            /// The smallest value.
            pub const MIN: Self = Self($low);

            /// The largest value.
            pub const MAX: Self = Self($high);

            /// All values in ascending order.
            pub const ALL: &'static [Self] = &{
                let mut all = [Self::MIN; <Self as $crate::Label>::VALUES.len()];
                let mut i = 1;
                while i < all.len() {
                    all[i] = Self(all[i - 1].0 + 1);
                    i += 1;
                }
                all
            };

            /// Returns the label value of an integer, or `None` if the integer is not in the range.
            #[inline]
            #[must_use]
            pub const fn new(value: i64) -> ::core::option::Option<Self> {
                if $crate::__private::is_in($low, $high, value) {
                    ::core::option::Option::Some(Self(value))
                } else {
                    ::core::option::Option::None
                }
            }

            /// Returns the label value that is nearest to an integer.
            #[inline]
            #[must_use]
            pub const fn clamped(value: i64) -> Self {
                Self($crate::__private::clamp($low, $high, value))
            }

            /// Returns the integer.
            #[inline]
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }

            /// Returns the value as the exposition shows it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                <Self as $crate::Label>::VALUES[$crate::__private::index_in($low, self.0)]
            }
        }

        impl $crate::Label for $label {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &[$($value),+];

            #[inline]
            fn index(self) -> usize {
                $crate::__private::index_in($low, self.0)
            }
        }

        impl ::core::convert::TryFrom<i64> for $label {
            type Error = $crate::UnknownLabelValue;

            fn try_from(value: i64) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                ::core::option::Option::ok_or_else(Self::new(value), || {
                    let value = $crate::__private::ToString::to_string(&value);
                    $crate::UnknownLabelValue::out_of_range::<Self>(&value)
                })
            }
        }

        impl ::core::convert::From<$label> for i64 {
            fn from(label: $label) -> i64 {
                label.0
            }
        }

        impl ::core::str::FromStr for $label {
            type Err = $crate::UnknownLabelValue;

            fn from_str(value: &str) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                let all = ::core::iter::IntoIterator::into_iter(Self::ALL);
                let found = ::core::iter::Iterator::find(
                    &mut ::core::iter::Iterator::copied(all),
                    |label| Self::as_str(*label) == value,
                );
                ::core::option::Option::ok_or_else(found, || {
                    $crate::UnknownLabelValue::out_of_range::<Self>(value)
                })
            }
        }

        $crate::__label_text!($label);
        $crate::__label_closed!($label);
    };
}

/// Returns whether an integer is in a range that includes both ends.
#[inline]
#[must_use]
pub const fn is_in(low: i64, high: i64, value: i64) -> bool {
    low <= value && value <= high
}

/// Returns the integer of a range that is nearest to `value`.
#[inline]
#[must_use]
pub const fn clamp(low: i64, high: i64, value: i64) -> i64 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}

/// Returns the position of an integer in a range.
#[inline]
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "an array has an element for each integer of a range, so the length fits into usize"
)]
pub const fn index_in(low: i64, value: i64) -> usize {
    value.abs_diff(low) as usize
}
