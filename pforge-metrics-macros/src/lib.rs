#![forbid(unsafe_code)]
//! The macros of [`pforge-metrics`](https://docs.rs/pforge-metrics): use them through that crate, which also documents them.
//!
//! What a schema means is the business of `pforge-metrics-schema`; this crate turns a `Schema` into Rust.

mod expand;
mod invocation;
mod layout;

use proc_macro::TokenStream;

// Documented where it is re-exported.
#[expect(
    missing_docs,
    reason = "rustdoc would join it to the documentation of the re-export"
)]
#[proc_macro]
pub fn include_metrics(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}
