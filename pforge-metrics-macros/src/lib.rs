#![forbid(unsafe_code)]
//! The procedural macros of [`pforge-metrics`](https://docs.rs/pforge-metrics), which re-exports and documents them. Depend on that
//! crate instead of this one.
//!
//! `pforge-metrics-schema` compiles the schema. This crate generates Rust code from the compiled `Schema`, and connects the user's
//! own types to it.
#![expect(
    missing_docs,
    reason = "rustdoc would append the text to the documentation of the re-exports"
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
