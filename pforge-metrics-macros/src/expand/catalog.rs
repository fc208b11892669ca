//! The catalog: the table of descriptors, the `Cells` type, and the `CATALOG` static.

use super::{Context, docs, ident, metric};
use crate::layout::{self, MetricCells, Storage};
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

fn descriptor(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let values = values(metric, cells, context);
    let labels = labels(metric, context);
    let metadata = metadata(metric, cells, context);
    quote!(#values #labels #metadata)
}

/// The part of a descriptor that says how the values of the metric are stored.
fn values(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, help) = (&metric.name, context.schema.exposed_help(metric));
    let kind = ident(match metric.kind {
        Kind::Counter(_) => "Counter",
        Kind::Gauge { .. } => "Gauge",
        Kind::Histogram(_) => "Histogram",
        Kind::StateSet(_) => "StateSet",
        Kind::Info(_) => "Info",
    });
    // The other cells hold the sums of histograms, or bits.
    let other = match metric.kind {
        Kind::Histogram(_) => quote!(f64),
        Kind::Counter(_) | Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => quote!(u64),
    };
    let value = metric::value(metric).unwrap_or(other);
    let first = Literal::usize_unsuffixed(cells.first);
    let placement = match cells.storage {
        Storage::Lanes => quote!(Lanes),
        Storage::Shared | Storage::Grouped => quote!(Shared),
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
            #private::Kind::#kind, #name, #help, #private::Placement::#placement(#first)
        ) #bounds #native #states #optional #alias
    }
}

/// The labels of a metric, followed by the constant labels of an info metric and those of the whole schema.
fn labels(metric: &Metric, context: &Context) -> Option<TokenStream> {
    let private = &context.private;
    let own = metric.labels.iter().map(|label| {
        let type_name = ident(&context.schema[label.label].type_name);
        let name = &label.name;
        quote!(#private::LabelDescriptor::new::<#type_name>(#name))
    });
    let info: &[Constant] = match &metric.kind {
        Kind::Info(constants) => constants,
        _ => &[],
    };
    let constants = info.iter().chain(&context.schema.constants);
    let constants = constants.map(|constant| {
        let (name, value) = (&constant.name, context.constant(constant));
        quote!(#private::LabelDescriptor::constant(#name, #value))
    });
    let labels: Vec<TokenStream> = own.chain(constants).collect();
    (!labels.is_empty()).then(|| quote!(.with_labels(&[#(#labels),*])))
}

/// The part of a descriptor that does not concern the values.
fn metadata(metric: &Metric, cells: MetricCells, context: &Context) -> TokenStream {
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
