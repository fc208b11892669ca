//! A label: an enum of its values.

use super::{Context, docs, ident};
use pforge_metrics_schema::{Domain, Label};
use proc_macro2::TokenStream;
use quote::quote;

pub fn expand(label: &Label, context: &Context) -> TokenStream {
    let private = &context.private;
    let name = &label.name;
    let type_name = ident(&label.type_name);
    let doc = docs::label(label, context);
    let Domain::Closed(values) = &label.domain else {
        return TokenStream::new();
    };
    let values = values.iter().map(|value| {
        let doc = docs::label_value(value);
        let (variant, wire) = (ident(&value.variant), &value.wire);
        quote!(#[doc = #doc] #variant = #wire,)
    });
    quote! {
        #private::label! {
            #[doc = #doc]
            pub enum #type_name = #name { #(#values)* }
        }
    }
}
