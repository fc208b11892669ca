//! Serialization of labels as their text.

#[cfg(feature = "serde")]
use serde_core::{Deserializer, de};
#[cfg(feature = "serde")]
use std::{fmt, marker::PhantomData, str::FromStr};

/// Implements `Serialize` and `Deserialize` for a label.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __label_serde {
    ($label:ident) => {
        impl $crate::__private::serde::Serialize for $label {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serializer::serialize_str(serializer, Self::as_str(*self))
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $label {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}

/// Expands to nothing, since the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __label_serde {
    ($label:ident) => {};
}

/// Deserializes a label from its text.
///
/// # Errors
///
/// Returns an error if the input is not a string, or not a value of the label. An open label accepts every string.
#[cfg(feature = "serde")]
pub fn deserialize<'de, L, D>(deserializer: D) -> Result<L, D::Error>
where
    L: super::Label + FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(LabelVisitor(PhantomData))
}

#[cfg(feature = "serde")]
struct LabelVisitor<L>(PhantomData<L>);

#[cfg(feature = "serde")]
impl<L: super::Label + FromStr<Err: fmt::Display>> de::Visitor<'_> for LabelVisitor<L> {
    type Value = L;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the label `{}`", L::NAME)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<L, E> {
        text.parse().map_err(E::custom)
    }
}
