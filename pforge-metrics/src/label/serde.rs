//! Labels as serde sees them: their text.

#[cfg(feature = "serde")]
use serde_core::{Deserializer, de};
#[cfg(feature = "serde")]
use std::{fmt, marker::PhantomData, str::FromStr};

/// `Serialize` and `Deserialize` of a label.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __label_serde {
    ($label:ident, $deserialize:ident) => {
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
                $crate::__private::$deserialize(deserializer)
            }
        }
    };
}

/// Nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __label_serde {
    ($label:ident, $deserialize:ident) => {};
}

/// Reads a closed label from its text.
///
/// # Errors
///
/// If it is no text, or no value of the label.
#[cfg(feature = "serde")]
pub fn deserialize<'de, L, D>(deserializer: D) -> Result<L, D::Error>
where
    L: super::Label + FromStr<Err = super::UnknownLabelValue>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text(L::NAME, L::from_str, PhantomData))
}

/// Reads an open label from any text.
///
/// # Errors
///
/// If it is no text.
#[cfg(feature = "serde")]
pub fn deserialize_open<'de, L, D>(deserializer: D) -> Result<L, D::Error>
where
    L: super::Label + FromStr<Err = std::convert::Infallible>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text(L::NAME, L::from_str, PhantomData))
}

/// The label's name, and how it is read.
#[cfg(feature = "serde")]
struct Text<L, E>(&'static str, fn(&str) -> Result<L, E>, PhantomData<L>);

#[cfg(feature = "serde")]
impl<L, E: fmt::Display> de::Visitor<'_> for Text<L, E> {
    type Value = L;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the label `{}`", self.0)
    }

    fn visit_str<F: de::Error>(self, text: &str) -> Result<L, F> {
        (self.1)(text).map_err(F::custom)
    }
}
