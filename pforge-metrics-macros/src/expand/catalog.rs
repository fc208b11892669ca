//! The catalog: the table of descriptors, the cells, and the static that stands for all of it.

use super::{Context, docs, ident, metric};
use crate::layout::{Cells, Place};
use pforge_metrics_schema::{Kind, Metric};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub fn expand(context: &Context) -> TokenStream {
    let private = &context.private;
    let layout = context.layout;
    let descriptors = context.schema.metrics.iter().zip(&layout.metrics);
    let descriptors = descriptors.map(|(metric, cells)| descriptor(metric, *cells, context));
    let [lanes, shared, grouped] = [layout.lane_cells, layout.shared_cells, layout.grouped_cells]
        .map(Literal::usize_unsuffixed);
    let (cells_doc, catalog_doc) = (docs::CELLS, docs::catalog(context));
    quote! {
        #private::cells! {
            #[doc = #cells_doc]
            pub Cells { lanes: #lanes, shared: #shared, grouped: #grouped }
            &[#(#descriptors),*]
        }

        #[doc = #catalog_doc]
        pub static CATALOG: #private::Catalog<Cells> = #private::Catalog::new();
    }
}

fn descriptor(metric: &Metric, cells: Cells, context: &Context) -> TokenStream {
    let private = &context.private;
    let (name, help) = (&metric.name, &metric.help);
    let first = Literal::usize_unsuffixed(cells.first);
    let kind = ident(match metric.kind {
        Kind::Counter(_) => "Counter",
        Kind::Gauge { .. } | Kind::StateSet(_) | Kind::Info(_) => "Gauge",
        Kind::Histogram(_) => "Histogram",
    });
    let value = metric::value(metric).unwrap_or(quote!(f64));
    let place = match cells.place {
        Place::Lanes => quote!(Lanes),
        Place::Shared | Place::Grouped => quote!(Shared),
    };
    let labels = (!metric.labels.is_empty()).then(|| labels(metric, context));
    let bounds = metric::bounds(metric, context).map(|bounds| quote!(.with_bounds(&#bounds)));
    let group = metric.group.map(|group| &context.schema[group].title);
    let group = group.map(|title| quote!(.with_group(#title)));
    quote! {
        #private::Descriptor::new::<#value>(
            #private::Kind::#kind, #name, #help, #private::Placement::#place(#first)
        ) #labels #bounds #group
    }
}

fn labels(metric: &Metric, context: &Context) -> TokenStream {
    let private = &context.private;
    let labels = metric.labels.iter().map(|label| {
        let type_name = ident(&context.schema[label.label].type_name);
        let name = &label.name;
        quote!(#private::LabelDescriptor::new::<#type_name>(#name))
    });
    quote!(.with_labels(&[#(#labels),*]))
}
