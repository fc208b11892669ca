//! A metric: its static, its type aliases, and the struct of its label set if the labels have roles.

use super::{Context, deprecation, docs, ident};
use crate::layout::{MetricCells, Storage};
use pforge_metrics_schema::{Kind, Metric, Native, Number};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use std::str::FromStr;

pub fn expand(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let doc = docs::metric(metric, context);
    let name = Ident::new(&metric.static_name, context.span);
    let types = types(metric, cells, context);
    let type_name = metric.family_type.as_ref().unwrap_or(&metric.series_type);
    let (type_name, new) = (ident(type_name), new(metric, cells, context));
    let named_labels = named_labels(metric, context);
    let deprecated = metric.deprecated.as_ref();
    let deprecated = deprecated.map(|it| deprecation::attribute(it, context));
    // These metrics have a value without an update.
    let needs_no_update = matches!(metric.kind, Kind::Info(_)) || metric.alias_of().is_some();
    let unused = needs_no_update
        .then(|| quote!(#[allow(dead_code, reason = "exported even if no code uses it")]));
    // rustc reports an unused item at the spans of its first and last tokens, if they are in the user's code. All other tokens have
    // the span of the macro, so that the user's lints ignore them. `unreachable_pub` looks at the whole item and has to be allowed.
    let declaration = quote_spanned!(context.span=> pub static #name:);
    let end = quote_spanned!(context.span=> ;);
    let native_buckets = native_buckets(metric, context);
    quote! {
        #native_buckets
        #types

        #[doc = #doc]
        #deprecated
        #unused
        #[allow(unreachable_pub, reason = "the enclosing module determines the visibility")]
        #declaration #type_name = #new #end
        #named_labels
    }
}

/// The type aliases for one series and for the family. Code that uses them stays correct when the schema changes.
fn types(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let private = &context.private;
    let (series_type, doc) = (ident(&metric.series_type), docs::series_type(metric));
    let (handle, parameters) = (handle(metric), parameters(metric, cells, context));
    let family = metric.family_type.as_deref().map(ident);
    let family = family
        .zip(labels(metric, context))
        .map(|(family_type, labels)| {
            let doc = docs::family_type(metric);
            quote! {
                #[doc = #doc]
                pub type #family_type = #private::Family<#series_type, #labels>;
            }
        });
    quote! {
        #[doc = #doc]
        pub type #series_type = #private::#handle<Cells #parameters>;
        #family
    }
}

/// The initial value of the static: its only series, or the family that starts at its first series.
fn new(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let series_type = ident(&metric.series_type);
    let arguments = arguments(metric, cells, context);
    let new = if native(metric).is_some() {
        ident("with_native")
    } else {
        ident("new")
    };
    let series = quote!(#series_type::#new(#arguments));
    match metric.family_type.as_deref().map(ident) {
        Some(family_type) => quote!(#family_type::new(#series)),
        None => series,
    }
}

/// The type of one series, without type parameters.
fn handle(metric: &Metric) -> Ident {
    ident(match metric.kind {
        Kind::Counter(_) => "Counter",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "StateSet",
        Kind::Info(_) => "Info",
    })
}

/// The type parameters after `Cells`: the type of the values and the storage, except for defaults.
fn parameters(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let storage = storage(metric, cells, context);
    let value = match &metric.kind {
        Kind::Histogram(histogram) => {
            let bounds = context.schema.bounds(histogram);
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
        } if storage.is_none() => None,
        _ => value(metric),
    };
    let value = value.map(|value| quote!(, #value));
    let storage = storage.map(|storage| quote!(, #storage));
    quote!(#value #storage)
}

fn storage(metric: &Metric, cells: MetricCells, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    if let Some(native) = native(metric) {
        let most = Literal::u16_unsuffixed(native.max_buckets);
        let storage = counting_storage(cells, context);
        return Some(quote!(#private::Native<#storage, #most>));
    }
    if cells.has_exemplars {
        return Some(counting_storage(cells, context));
    }
    match (&metric.kind, cells.storage) {
        (Kind::Gauge { unset: true, .. }, Storage::Grouped) => {
            Some(quote!(#private::Unset<#private::Grouped>))
        }
        (Kind::Gauge { unset: true, .. }, _) => Some(quote!(#private::Unset<#private::Shared>)),
        (_, Storage::Grouped) => Some(quote!(#private::Grouped)),
        (Kind::Counter(_) | Kind::Histogram(_), Storage::Shared) => Some(quote!(#private::Shared)),
        _ => None,
    }
}

/// The storage type of a counter or histogram.
fn counting_storage(cells: MetricCells, context: &Context) -> TokenStream {
    let private = &context.private;
    let storage = match cells.storage {
        Storage::Lanes => quote!(#private::Lanes),
        Storage::Shared | Storage::Grouped => quote!(#private::Shared),
    };
    if cells.has_exemplars {
        quote!(#private::Traced<#storage>)
    } else {
        storage
    }
}

/// The arguments of the handle's constructor: first cell, bounds and native buckets, or the labels of an info metric.
fn arguments(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    if let Kind::Info(labels) = &metric.kind {
        let labels = labels.iter().map(|label| {
            let (name, value) = (&label.name, context.constant(label));
            quote!((#name, #value))
        });
        return quote!(&[#(#labels),*]);
    }
    let first = Literal::usize_unsuffixed(cells.first);
    let bounds = bounds(metric, context).map(|bounds| quote!(, &#bounds));
    let native = native_table(metric, context).map(|native| quote!(, &#native));
    quote!(#first #bounds #native)
}

/// The number type of a counter or gauge.
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

/// The type of the label set: a label type, a tuple of label types, or a generated struct.
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

fn native(metric: &Metric) -> Option<Native> {
    match &metric.kind {
        Kind::Histogram(histogram) => histogram.native,
        _ => None,
    }
}

/// The name of the static with the native buckets of a histogram. Aliases share that of their successor. The name cannot clash:
/// statics of metrics have no lower-case letters, types have no underscores, and functions have no upper-case letters.
pub fn native_table(metric: &Metric, context: &Context) -> Option<Ident> {
    let keeper = metric.alias_of().map_or(metric, |id| &context.schema[id]);
    native(metric).map(|_| ident(&format!("{}_native", keeper.static_name)))
}

fn native_buckets(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    let native = native(metric).filter(|_| metric.alias_of().is_none())?;
    let name = native_table(metric, context)?;
    let most = Literal::u16_unsuffixed(native.max_buckets);
    let schema = Literal::i8_unsuffixed(native.schema);
    // Scientific notation, because the plain form can have hundreds of digits.
    let threshold = Literal::from_str(&format!("{:e}", native.zero_threshold)).ok()?;
    Some(quote! {
        #[allow(non_upper_case_globals, reason = "the lower-case suffix avoids a clash with a metric")]
        static #name: #private::NativeBuckets<#most> =
            #private::NativeBuckets::new(#schema, #threshold);
    })
}

/// The bucket bounds of a histogram, as an array.
pub fn bounds(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let Kind::Histogram(histogram) = &metric.kind else {
        return None;
    };
    let bounds = context.schema.bounds(histogram).iter();
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
