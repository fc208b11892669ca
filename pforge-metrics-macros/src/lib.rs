#![forbid(unsafe_code)]
//! The macros of [`pforge-metrics`](https://docs.rs/pforge-metrics): use them through that crate, which also documents them.
//!
//! What a schema means is the business of `pforge-metrics-schema`; this crate turns a `Schema` into Rust.

mod expand;
mod invocation;
mod layout;

use proc_macro::TokenStream;

/// Turns metrics.toml into typed statics and label enums. See `pforge_metrics::include_metrics`.
#[proc_macro]
pub fn include_metrics(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}
