//! A metric: a static with a handle in it, and the struct of its labels where they have names.

use super::{Context, docs, ident};
use crate::layout::{Cells, Place};
use pforge_metrics_schema::{Kind, Metric, Number};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};

pub fn expand(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let private = &context.private;
    let doc = docs::metric(metric, context);
    let name = Ident::new(&metric.static_name, context.span);
    let handle = handle(metric);
    let parameters = parameters(metric, cells, context);
    let first = Literal::usize_unsuffixed(cells.first);
    let bounds = bounds(metric, context).map(|bounds| quote!(, &#bounds));
    let named_labels = named_labels(metric, context);
    // rustc reports an unused item where its first and its last token come from, if that is the user's own code. All else
    // comes from a macro, for the user's lints to leave alone; one that looks at the whole item has to be told.
    let declaration = quote_spanned!(context.span=> pub static #name:);
    let end = quote_spanned!(context.span=> ;);
    quote! {
        #[doc = #doc]
        #[allow(unreachable_pub, reason = "as visible as its module is")]
        #declaration #private::#handle<Cells #parameters> = #private::#handle::new(#first #bounds) #end
        #named_labels
    }
}

fn handle(metric: &Metric) -> Ident {
    ident(match (&metric.kind, metric.labels.is_empty()) {
        (Kind::Counter(_), true) => "Counter",
        (Kind::Counter(_), false) => "CounterFamily",
        (Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_), true) => "Gauge",
        (Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_), false) => "GaugeFamily",
        (Kind::Histogram(_), true) => "Histogram",
        (Kind::Histogram(_), false) => "HistogramFamily",
    })
}

/// What follows `Cells` in the handle's type: labels, numbers and place, but for what is the default.
fn parameters(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let private = &context.private;
    let labels = labels(metric, context).map(|labels| quote!(, #labels));
    let place = match (&metric.kind, cells.place) {
        (Kind::Gauge { .. }, Place::Shared) | (_, Place::Lanes) => None,
        (_, Place::Shared) => Some(quote!(#private::Shared)),
        (_, Place::Grouped) => Some(quote!(#private::Grouped)),
    };
    let value = match &metric.kind {
        Kind::Histogram(bounds) => {
            let bounds = context.schema.bounds(bounds);
            let len = Literal::usize_unsuffixed(bounds.len());
            Some(quote!(#len))
        }
        Kind::Counter(Number::Int)
        | Kind::Gauge {
            number: Number::Float,
            ..
        } if place.is_none() => None,
        _ => value(metric),
    };
    let value = value.map(|value| quote!(, #value));
    let place = place.map(|place| quote!(, #place));
    quote!(#labels #value #place)
}

/// The type that a counter or gauge counts in.
pub fn value(metric: &Metric) -> Option<TokenStream> {
    match metric.kind {
        Kind::Counter(Number::Int) => Some(quote!(u64)),
        Kind::Gauge {
            number: Number::Int,
            ..
        } => Some(quote!(i64)),
        Kind::Counter(Number::Float) | Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => {
            Some(quote!(f64))
        }
        Kind::Histogram(_) => None,
    }
}

/// The type of a label set: the enum, a tuple of enums, or the struct with named fields.
fn labels(metric: &Metric, context: &Context) -> Option<TokenStream> {
    if let Some(named) = &metric.named_labels {
        let named = ident(named);
        return Some(quote!(#named));
    }
    match label_types(metric, context).as_slice() {
        [] => None,
        [single] => Some(quote!(#single)),
        several => Some(quote!((#(#several),*))),
    }
}

fn label_types(metric: &Metric, context: &Context) -> Vec<Ident> {
    metric
        .labels
        .iter()
        .map(|label| ident(&context.schema[label.label].type_name))
        .collect()
}

/// The bounds of a histogram as an array.
pub fn bounds(metric: &Metric, context: &Context) -> Option<TokenStream> {
    match &metric.kind {
        Kind::Histogram(bounds) => {
            let bounds = context.schema.bounds(bounds).iter();
            let bounds = bounds.map(|bound| Literal::f64_unsuffixed(*bound));
            Some(quote!([#(#bounds),*]))
        }
        _ => None,
    }
}

fn named_labels(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    let name = ident(metric.named_labels.as_deref()?);
    let doc = docs::named_labels(metric);
    let types = label_types(metric, context);
    let fields: Vec<Ident> = metric
        .labels
        .iter()
        .map(|label| ident(&label.field))
        .collect();
    let field_docs = metric
        .labels
        .iter()
        .map(|label| docs::named_label(label, context));
    Some(quote! {
        #[doc = #doc]
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::hash::Hash,
            ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::cmp::PartialOrd, ::core::cmp::Ord,
        )]
        pub struct #name {
            #(#[doc = #field_docs] pub #fields: #types,)*
        }

        impl #private::Sealed for #name {}

        impl #private::LabelSet for #name {
            const SERIES: usize = <(#(#types,)*) as #private::LabelSet>::SERIES;
            const OPEN: bool = <(#(#types,)*) as #private::LabelSet>::OPEN;

            #[inline]
            fn index(self) -> usize {
                #private::LabelSet::index((#(self.#fields,)*))
            }
        }
    })
}
