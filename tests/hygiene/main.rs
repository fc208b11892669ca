//! `include_metrics!` where generated code has a hard time: that it compiles, and without a warning, is the claim.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::pedantic,
    clippy::nursery
)]

pub mod handles;
pub mod names;
pub mod places;
mod shadows;
pub mod sizes;
pub mod texts;
pub mod types;
