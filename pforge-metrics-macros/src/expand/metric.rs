//! A metric: a static with a handle in it, and the struct of its labels where they have names.

use super::{Context, deprecation, docs, ident};
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
    let arguments = arguments(metric, cells, context);
    let named_labels = named_labels(metric, context);
    let deprecated = metric.deprecated.as_ref();
    let deprecated = deprecated.map(|it| deprecation::attribute(it, context));
    // What has a value without anybody's doing.
    let is_served_unasked = matches!(metric.kind, Kind::Info(_)) || metric.alias_of().is_some();
    let unused = is_served_unasked
        .then(|| quote!(#[allow(dead_code, reason = "it is served whoever uses it")]));
    // rustc reports an unused item where its first and its last token come from, if that is the user's own code. All else
    // comes from a macro, for the user's lints to leave alone; one that looks at the whole item has to be told.
    let declaration = quote_spanned!(context.span=> pub static #name:);
    let end = quote_spanned!(context.span=> ;);
    quote! {
        #[doc = #doc]
        #deprecated
        #unused
        #[allow(unreachable_pub, reason = "as visible as its module is")]
        #declaration #private::#handle<Cells #parameters> = #private::#handle::new(#arguments) #end
        #named_labels
    }
}

fn handle(metric: &Metric) -> Ident {
    let name = match metric.kind {
        Kind::Counter(_) => "Counter",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "StateSet",
        Kind::Info(_) => "Info",
    };
    let family = if metric.labels.is_empty() {
        ""
    } else {
        "Family"
    };
    ident(&format!("{name}{family}"))
}

/// What follows `Cells` in the handle's type: labels, numbers and place, but for what is the default.
fn parameters(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let labels = labels(metric, context).map(|labels| quote!(, #labels));
    let place = place(metric, cells, context);
    let value = match &metric.kind {
        Kind::Histogram(bounds) => {
            let bounds = context.schema.bounds(bounds);
            let len = Literal::usize_unsuffixed(bounds.len());
            Some(quote!(#len))
        }
        Kind::StateSet(states) => {
            let states = ident(&context.schema[*states].type_name);
            Some(quote!(#states))
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

fn place(metric: &Metric, cells: Cells, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    if cells.has_exemplars {
        return Some(match cells.place {
            Place::Lanes => quote!(#private::Traced<#private::Lanes>),
            Place::Shared | Place::Grouped => quote!(#private::Traced<#private::Shared>),
        });
    }
    match (&metric.kind, cells.place) {
        (Kind::Gauge { unset: true, .. }, Place::Grouped) => {
            Some(quote!(#private::Unset<#private::Grouped>))
        }
        (Kind::Gauge { unset: true, .. }, _) => Some(quote!(#private::Unset<#private::Shared>)),
        (_, Place::Grouped) => Some(quote!(#private::Grouped)),
        (Kind::Counter(_) | Kind::Histogram(_), Place::Shared) => Some(quote!(#private::Shared)),
        _ => None,
    }
}

/// What the handle is made of: its first cell and its bounds, or the facts of an info.
fn arguments(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    if let Kind::Info(facts) = &metric.kind {
        let facts = facts.iter().map(|fact| {
            let (name, value) = (&fact.name, context.constant(fact));
            quote!((#name, #value))
        });
        return quote!(&[#(#facts),*]);
    }
    let first = Literal::usize_unsuffixed(cells.first);
    let bounds = bounds(metric, context).map(|bounds| quote!(, &#bounds));
    quote!(#first #bounds)
}

/// The type that a counter or gauge counts in.
pub fn value(metric: &Metric) -> Option<TokenStream> {
    match metric.kind {
        Kind::Counter(Number::Int) => Some(quote!(u64)),
        Kind::Gauge {
            number: Number::Int,
            ..
        } => Some(quote!(i64)),
        Kind::Counter(Number::Float) | Kind::Gauge { .. } => Some(quote!(f64)),
        Kind::Histogram(_) | Kind::StateSet(_) | Kind::Info(_) => None,
    }
}

/// The type of a label set: that of the label, a tuple of several, or the struct with named fields.
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
    let Kind::Histogram(bounds) = &metric.kind else {
        return None;
    };
    let bounds = context.schema.bounds(bounds).iter();
    let bounds = bounds.map(|bound| Literal::f64_unsuffixed(*bound));
    Some(quote!([#(#bounds),*]))
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
