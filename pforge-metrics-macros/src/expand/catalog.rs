//! The catalog: the table of descriptors, the cells, and the static that stands for all of it.

use super::{Context, docs, ident, metric};
use crate::layout::{self, Cells, Place};
use pforge_metrics_schema::{Better, Constant, Kind, Metric, Stability};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub fn expand(context: &Context) -> TokenStream {
    let private = &context.private;
    let layout = context.layout;
    let descriptors = context.schema.metrics.iter().zip(&layout.metrics);
    let descriptors = descriptors.map(|(metric, cells)| descriptor(metric, *cells, context));
    let [lanes, shared, grouped, slots] = [
        layout.lane_cells,
        layout.shared_cells,
        layout.grouped_cells,
        layout.exemplar_slots,
    ]
    .map(Literal::usize_unsuffixed);
    let exemplars = (layout.exemplar_slots > 0).then(|| quote!(, exemplars: #slots));
    let refresh = context.refresh.map(|refresh| quote!(, refresh: #refresh));
    let (cells_doc, catalog_doc) = (docs::CELLS, docs::catalog(context));
    quote! {
        #private::cells! {
            #[doc = #cells_doc]
            pub Cells {
                lanes: #lanes, shared: #shared, grouped: #grouped #exemplars #refresh
            }
            &[#(#descriptors),*]
        }

        #[doc = #catalog_doc]
        pub static CATALOG: #private::Catalog<Cells> = #private::Catalog::new();
    }
}

fn descriptor(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let values = values(metric, cells, context);
    let labels = labels(metric, context);
    let facts = facts(metric, cells, context);
    quote!(#values #labels #facts)
}

/// What the cells of a metric hold, and how they are read.
fn values(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, help) = (&metric.name, context.schema.exposed_help(metric));
    let kind = ident(match metric.kind {
        Kind::Counter(_) => "Counter",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "StateSet",
        Kind::Info(_) => "Info",
    });
    // What cells without a number of their own hold beside the sum of a histogram: counts and bits.
    let other = match metric.kind {
        Kind::Histogram(_) => quote!(f64),
        Kind::Counter(_) | Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => quote!(u64),
    };
    let value = metric::value(metric).unwrap_or(other);
    let first = Literal::usize_unsuffixed(cells.first);
    let place = match cells.place {
        Place::Lanes => quote!(Lanes),
        Place::Shared | Place::Grouped => quote!(Shared),
    };
    let bounds = metric::bounds(metric, context).map(|bounds| quote!(.with_bounds(&#bounds)));
    let native = metric::native_table(metric, context);
    let native = native.map(|native| quote!(.with_native(#native.table())));
    let states = match metric.kind {
        Kind::StateSet(states) => {
            let states = ident(&context.schema[states].type_name);
            Some(quote!(.with_states::<#states>()))
        }
        _ => None,
    };
    let optional = layout::is_optional(metric, context.schema).then(|| quote!(.optional()));
    let alias = metric.alias_of().map(|_| quote!(.alias()));
    quote! {
        #private::Descriptor::new::<#value>(
            #private::Kind::#kind, #name, #help, #private::Placement::#place(#first)
        ) #bounds #native #states #optional #alias
    }
}

/// The labels of a metric: its own, then the facts of an info and those that every series has.
fn labels(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    let own = metric.labels.iter().map(|label| {
        let type_name = ident(&context.schema[label.label].type_name);
        let name = &label.name;
        quote!(#private::LabelDescriptor::new::<#type_name>(#name))
    });
    let facts: &[Constant] = match &metric.kind {
        Kind::Info(facts) => facts,
        _ => &[],
    };
    let constants = facts.iter().chain(&context.schema.constants);
    let constants = constants.map(|constant| {
        let (name, value) = (&constant.name, context.constant(constant));
        quote!(#private::LabelDescriptor::constant(#name, #value))
    });
    let labels: Vec<TokenStream> = own.chain(constants).collect();
    (!labels.is_empty()).then(|| quote!(.with_labels(&[#(#labels),*])))
}

/// What is said of a metric, but for its values.
fn facts(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let private = &context.private;
    let group = metric.group.map(|group| &context.schema[group].title);
    let group = group.map(|title| quote!(.with_group(#title)));
    let unit = metric.unit.as_ref().map(|unit| quote!(.with_unit(#unit)));
    let owner = metric.owner.map(|owner| &context.schema[owner].name);
    let owner = owner.map(|owner| quote!(.with_owner(#owner)));
    let stability = (metric.stability != Stability::default()).then(|| {
        let stability = ident(docs::stability(metric.stability));
        quote!(.with_stability(#private::Stability::#stability))
    });
    let better = metric.better.map(|better| match better {
        Better::Higher => quote!(.with_better(#private::Better::Higher)),
        Better::Lower => quote!(.with_better(#private::Better::Lower)),
    });
    let exemplars = cells.has_exemplars.then(|| quote!(.with_exemplars()));
    let range = match metric.kind {
        Kind::Gauge {
            range: Some((least, greatest)),
            ..
        } => {
            let ends = [least, greatest].map(Literal::f64_unsuffixed);
            Some(quote!(.with_range(#(#ends),*)))
        }
        _ => None,
    };
    let deprecated = deprecated(metric, context);
    quote!(#group #unit #owner #stability #better #exemplars #range #deprecated)
}

fn deprecated(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let deprecated = metric.deprecated.as_ref()?;
    let option = |text: Option<&String>| {
        let none = quote!(::core::option::Option::None);
        text.map_or(none, |text| quote!(::core::option::Option::Some(#text)))
    };
    let since = &deprecated.since;
    let renamed_to = option(deprecated.renamed_to.map(|id| &context.schema[id].name));
    let note = option(deprecated.note.as_ref());
    Some(quote!(.deprecated(#since, #renamed_to, #note)))
}
