//! What the command line of pforge-metrics does with expositions, for tests as well.

#![forbid(unsafe_code)]

pub mod exposition;
#[doc(hidden)]
pub mod files;
