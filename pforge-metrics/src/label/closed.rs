//! Closed labels: the enum of a label with `values`, and the implementations that all labels with fixed values share.

/// Declares the enum of a label and implements its traits.
///
/// A deprecated value has the attribute `#[deprecated(…)]`, so the compiler warns about uses in user code. The uses
/// in this macro need an `allow`.
#[doc(hidden)]
#[macro_export]
macro_rules! __label {
    (
        $(#[$doc:meta])*
        $visibility:vis enum $label:ident = $name:literal {
            $($(#[$value_doc:meta])* $variant:ident = $value:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        $visibility enum $label {
            $($(#[$value_doc])* $variant,)+
        }

        #[allow(deprecated, reason = "the declaration itself names all values")]
        impl $label {
            /// All values, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the value as the exposition shows it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $value),+ }
            }
        }

        impl $crate::Label for $label {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &[$($value),+];

            #[inline]
            fn index(self) -> usize {
                self as usize
            }
        }

        impl $crate::__private::EnumLabel for $label {}

        impl ::core::str::FromStr for $label {
            type Err = $crate::UnknownLabelValue;

            #[allow(deprecated, reason = "the declaration itself names all values")]
            fn from_str(value: &str) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                match value {
                    $($value => ::core::result::Result::Ok(Self::$variant),)+
                    _ => ::core::result::Result::Err($crate::UnknownLabelValue::new::<Self>(value)),
                }
            }
        }

        $crate::__label_text!($label);
        $crate::__label_closed!($label);
    };
}

/// Implements the traits that depend only on `ALL` and `FromStr`.
#[doc(hidden)]
#[macro_export]
macro_rules! __label_closed {
    ($label:ident) => {
        impl $crate::ClosedLabel for $label {
            const ALL: &'static [Self] = <$label>::ALL;
        }

        impl<'a> ::core::convert::TryFrom<&'a str> for $label {
            type Error = $crate::UnknownLabelValue;

            fn try_from(value: &'a str) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                <Self as ::core::str::FromStr>::from_str(value)
            }
        }

        $crate::__label_serde!($label);
    };
}

/// Implements the traits that depend only on `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __label_text {
    ($label:ident) => {
        impl $crate::__private::Sealed for $label {}

        impl ::core::fmt::Display for $label {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Formatter::pad(f, Self::as_str(*self))
            }
        }

        impl ::core::convert::AsRef<str> for $label {
            fn as_ref(&self) -> &str {
                Self::as_str(*self)
            }
        }
    };
}
