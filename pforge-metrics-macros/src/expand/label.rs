//! The type of a label, and the `By…` type that holds one value for each value of the label.

use super::{Context, deprecation, docs, ident};
use pforge_metrics_schema::{Domain, Label, LabelValue};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

pub fn expand(label: &Label, context: &Context) -> TokenStream {
    let private = &context.private;
    let name = &label.name;
    let type_name = ident(&label.type_name);
    let doc = docs::label(label, context);
    match &label.domain {
        Domain::Closed(values) => {
            let values = values.iter().map(|it| value(it, context));
            quote! {
                #private::label! {
                    #[doc = #doc]
                    pub enum #type_name = #name { #(#values)* }
                }
            }
        }
        Domain::Bool => quote! {
            #private::label_bool! {
                #[doc = #doc]
                pub struct #type_name = #name;
            }
        },
        Domain::Range { first, last } => {
            let values = (*first..=*last).map(|value| value.to_string());
            let (first, last) = (
                Literal::i64_unsuffixed(*first),
                Literal::i64_unsuffixed(*last),
            );
            quote! {
                #private::label_range! {
                    #[doc = #doc]
                    pub struct #type_name = #name in #first..=#last { #(#values,)* }
                }
            }
        }
        Domain::Open {
            max,
            max_len,
            overflow,
        } => {
            let max = Literal::usize_unsuffixed(*max);
            let max_len = Literal::usize_unsuffixed(*max_len);
            quote! {
                #private::label_open! {
                    #[doc = #doc]
                    pub struct #type_name = #name {
                        max: #max, max_len: #max_len, overflow: #overflow
                    }
                }
            }
        }
    }
}

fn value(value: &LabelValue, context: &Context) -> TokenStream {
    let doc = docs::label_value(value);
    let deprecated = value.deprecated.as_ref();
    let deprecated = deprecated.map(|it| deprecation::attribute(it, context));
    let (variant, wire) = (ident(&value.variant), &value.wire);
    quote!(#[doc = #doc] #deprecated #variant = #wire,)
}

/// The type of state fields whose gauge has this label: it holds one number for each value of the label.
pub fn by_type(label: &Label, context: &Context) -> TokenStream {
    let private = &context.private;
    let name = format_ident!("By{}", label.type_name);
    let type_name = ident(&label.type_name);
    let count = Literal::usize_unsuffixed(label.domain.count());
    let doc = docs::by_type(label);
    quote! {
        #[doc = #doc]
        pub type #name<T> = #private::By<#type_name, T, #count>;
    }
}
