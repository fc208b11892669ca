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

#[path = "hygiene/names.rs"]
pub mod names;
#[path = "hygiene/places.rs"]
pub mod places;
#[path = "hygiene/shadows.rs"]
mod shadows;
#[path = "hygiene/sizes.rs"]
pub mod sizes;
#[path = "hygiene/texts.rs"]
pub mod texts;
