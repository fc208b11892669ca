//! `include_metrics!` in unusual contexts. The generated code must compile there without warnings.
#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::pedantic,
    clippy::nursery
)]

pub mod contexts;
pub mod handles;
pub mod names;
mod shadows;
pub mod sizes;
pub mod texts;
pub mod types;
