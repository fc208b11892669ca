//! The types of labels, as generated code declares them, in a crate that denies all warnings.

#![deny(warnings)]

mod boolean;
mod closed;
mod open;
mod racing;
mod range;
#[cfg(feature = "serde")]
mod serialized;
