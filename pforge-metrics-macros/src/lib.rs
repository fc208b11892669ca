#![forbid(unsafe_code)]
//! The macros of [`pforge-metrics`](https://docs.rs/pforge-metrics): use them through that crate, which also documents them.
//!
//! What a schema means is the business of `pforge-metrics-schema`; this crate turns a `Schema` into Rust, and binds the
//! user's own types to it.
#![expect(
    missing_docs,
    reason = "rustdoc would join it to the documentation of the re-exports"
)]

mod derive;
mod expand;
mod invocation;
mod layout;

use proc_macro::TokenStream;

#[proc_macro]
pub fn include_metrics(input: TokenStream) -> TokenStream {
    expand::expand(input.into()).into()
}

#[proc_macro_derive(MetricLabel, attributes(metric_label))]
pub fn derive_metric_label(input: TokenStream) -> TokenStream {
    derive::expand(input.into(), derive::label::expand).into()
}

#[proc_macro_derive(State, attributes(state))]
pub fn derive_state(input: TokenStream) -> TokenStream {
    derive::expand(input.into(), derive::state::expand).into()
}
