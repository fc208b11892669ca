//! Labels of the type `bool`.

/// Declares the struct of a label of the type `bool`. `false` is the first value, as in the order of `bool`.
#[doc(hidden)]
#[macro_export]
macro_rules! __label_bool {
    ($(#[$doc:meta])* $visibility:vis struct $label:ident = $name:literal;) => {
        $(#[$doc])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        $visibility struct $label(pub bool);

        impl $label {
            /// Both values, `false` first.
            pub const ALL: &'static [Self] = &[Self(false), Self(true)];

            /// Returns the value as the exposition shows it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                if self.0 { "true" } else { "false" }
            }
        }

        impl $crate::Label for $label {
            const NAME: &'static str = $name;
            const VALUES: &'static [&'static str] = &["false", "true"];

            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl ::core::convert::From<$label> for bool {
            fn from(label: $label) -> bool {
                label.0
            }
        }

        impl ::core::str::FromStr for $label {
            type Err = $crate::UnknownLabelValue;

            fn from_str(value: &str) -> ::core::result::Result<Self, $crate::UnknownLabelValue> {
                match value {
                    "false" => ::core::result::Result::Ok(Self(false)),
                    "true" => ::core::result::Result::Ok(Self(true)),
                    _ => ::core::result::Result::Err($crate::UnknownLabelValue::new::<Self>(value)),
                }
            }
        }

        $crate::__label_text!($label);
        $crate::__label_closed!($label);
    };
}
