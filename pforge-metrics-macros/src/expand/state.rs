//! A state group: a struct with a field for each gauge, and the function that publishes it.

use super::{Context, docs, ident, metric};
use pforge_metrics_schema::{Kind, Number, State, StateStruct};
use proc_macro2::TokenStream;
use quote::quote;

pub fn expand(state: &State, context: &Context) -> TokenStream {
    let private = &context.private;
    let StateStruct::Generated(type_name) = &state.shape else {
        return TokenStream::new();
    };
    let (type_name, update_fn) = (ident(type_name), ident(&state.update_fn));
    let doc = docs::state(state, context);
    let update_doc = docs::update(state);
    let metrics = || {
        state
            .fields
            .iter()
            .map(|field| &context.schema[field.metric])
    };
    let fields: Vec<_> = state
        .fields
        .iter()
        .map(|field| ident(&field.field))
        .collect();
    let field_docs = metrics().map(docs::state_field);
    let types = metrics().map(metric::value);
    let is_exact = metrics().all(|metric| {
        matches!(
            metric.kind,
            Kind::Gauge {
                number: Number::Int,
                ..
            }
        )
    });
    let eq = is_exact.then(|| quote!(, ::core::cmp::Eq));
    let gauges = metrics().map(|metric| ident(&metric.static_name));
    let stores = gauges
        .zip(&fields)
        .map(|(gauge, field)| quote!(#gauge.store(state.#field, update);));
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq #eq)]
        pub struct #type_name {
            #(#[doc = #field_docs] pub #fields: #types,)*
        }

        #[doc = #update_doc]
        pub fn #update_fn(state: &#type_name) {
            #private::publish::<Cells>(|update| { #(#stores)* });
        }
    }
}
