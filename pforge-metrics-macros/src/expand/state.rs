//! A state: a struct with a field for each gauge, and the function that publishes it.

use super::{Context, docs, ident, metric};
use pforge_metrics_schema::{Kind, Metric, Number, State, StateStruct};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

pub fn expand(state: &State, context: &Context) -> TokenStream {
    let shape = match &state.shape {
        StateStruct::Generated(name) => Shape {
            item: generated(name, state, context),
            path: ident(name).into(),
        },
        StateStruct::Existing(path) => existing(path, state, context),
    };
    let update = update(state, &shape.path, context);
    let item = shape.item;
    quote!(#item #update)
}

/// The struct that a state is published from: the generated code for it, and its path.
struct Shape {
    item: TokenStream,
    path: syn::Path,
}

fn generated(name: &str, state: &State, context: &Context) -> TokenStream {
    let name = ident(name);
    let doc = docs::state(state, context);
    let metrics = || metrics(state, context);
    let fields = fields(state);
    let field_docs = metrics().map(docs::state_field);
    let types = metrics().map(|metric| field_type(metric, context));
    let is_exact = metrics().all(is_integer);
    let eq = is_exact.then(|| quote!(, ::core::cmp::Eq));
    quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::default::Default,
            ::core::cmp::PartialEq #eq
        )]
        pub struct #name {
            #(#[doc = #field_docs] pub #fields: #types,)*
        }
    }
}

/// A user-defined struct. Its fields must be exactly those of the state.
fn existing(path: &str, state: &State, context: &Context) -> Shape {
    let private = &context.private;
    match syn::parse_str::<syn::Path>(path) {
        Ok(path) => {
            let name = &state.name;
            let fields = state
                .fields
                .iter()
                .map(|it| it.field.trim_start_matches("r#"));
            let item = quote_spanned! {context.span=>
                const _: () = #private::assert_state_fields::<#path>(#name, &[#(#fields),*]);
            };
            Shape { item, path }
        }
        // Unreachable: the schema compiler has checked the path.
        Err(error) => Shape {
            item: error.into_compile_error(),
            path: syn::parse_quote!(#private::Infallible),
        },
    }
}

fn update(state: &State, path: &syn::Path, context: &Context) -> TokenStream {
    let private = &context.private;
    let update_fn = ident(&state.update_fn);
    let doc = docs::update(state, context);
    let stores = metrics(state, context).zip(fields(state));
    let stores = stores.map(|(metric, field)| {
        let gauge = ident(&metric.static_name);
        let by_label = (!metric.labels.is_empty()).then(|| quote!(&));
        // The type annotation makes rustc report a field of another type in a user-defined struct.
        let field_type = field_type(metric, context);
        // These names need call-site hygiene: a literal that was passed through a `macro_rules!` has another one.
        let (value, from) = (ident("value"), ident("state"));
        let read = quote_spanned!(context.span=> let #value: #by_label #field_type = #by_label #from.#field;);
        quote!(#read #gauge.store(value, update);)
    });
    let mut all = metrics(state, context);
    let is_deprecated = all.any(|metric| metric.deprecated.is_some());
    let deprecated = is_deprecated
        .then(|| quote!(#[allow(deprecated, reason = "deprecated gauges are still published")]));
    quote! {
        #[doc = #doc]
        #deprecated
        pub fn #update_fn(state: &#path) {
            #private::publish::<Cells>(|update| { #(#stores)* });
        }
    }
}

/// The type of a field: a number, or one number for each label set.
fn field_type(metric: &Metric, context: &Context) -> TokenStream {
    let value = metric::value(metric).unwrap_or_default();
    let labels = metric.labels.iter().rev();
    labels.fold(value, |inner, label| {
        let by_type = format_ident!("By{}", context.schema[label.label].type_name);
        quote!(#by_type<#inner>)
    })
}

fn metrics<'a>(state: &'a State, context: &'a Context) -> impl Iterator<Item = &'a Metric> {
    let fields = state.fields.iter();
    fields.map(|field| &context.schema[field.metric])
}

fn fields(state: &State) -> Vec<Ident> {
    let fields = state.fields.iter();
    fields.map(|field| ident(&field.field)).collect()
}

fn is_integer(metric: &Metric) -> bool {
    matches!(
        metric.kind,
        Kind::Gauge {
            number: Number::Int,
            ..
        }
    )
}
