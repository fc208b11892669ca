//! Expands `include_metrics!`.
//!
//! There is one module for each kind of generated item: a type for a [`label`], a static for a [`metric`], a struct and a function
//! for a [`state`], and the [`catalog`] of all metrics. [`report`] turns the diagnostics of the schema compiler into compile errors
//! and warnings. The generated code consists of types and tables only: branches, loops and atomic operations are in the runtime.

mod catalog;
mod deprecation;
mod docs;
mod label;
mod metric;
mod report;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod snapshots;
mod state;

use crate::invocation::{self, Invocation};
use crate::layout::Layout;
use pforge_metrics_schema::{
    Constant, ConstantValue, Label, LabelId, Place, Schema, Source, Sources, Surroundings,
    compile_in_package,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::BTreeSet;

/// The input of all expansion functions.
struct Context<'a> {
    schema: &'a Schema,
    layout: &'a Layout,
    /// The files of the schema, with paths relative to the directory of Cargo.toml.
    sources: &'a Sources,
    /// `::pforge_metrics::__private`
    private: TokenStream,
    /// The function that updates the values before they are read.
    refresh: Option<&'a syn::Path>,
    /// The span of the path literal. The names of metrics have it, so that rustc reports an unused metric there.
    span: Span,
}

/// Expands `include_metrics!`. If the schema has errors, the valid metrics are still generated: otherwise, rustc would also report an
/// error for each use of a metric, and hide the cause.
pub fn expand(input: TokenStream) -> TokenStream {
    let (invocation, source, lock) = match syn::parse2::<Invocation>(input).and_then(load) {
        Ok(loaded) => loaded,
        Err(error) => return error.into_compile_error(),
    };
    let surroundings = Surroundings {
        version: invocation::crate_version(),
        read: &invocation::read,
        lock,
    };
    let compiled = compile_in_package(source, &surroundings);
    let krate = &invocation.krate;
    let context = Context {
        schema: &compiled.schema,
        layout: &Layout::new(&compiled.schema),
        sources: &compiled.sources,
        private: quote!(#krate::__private),
        refresh: invocation.refresh.as_ref(),
        span: invocation.literal.span(),
    };
    let tracked = report::track(&invocation, &compiled.sources);
    let diagnostics = report::diagnostics(&compiled, context.span);
    let labels = context
        .schema
        .labels
        .iter()
        .map(|label| label::expand(label, &context));
    let metrics = context.schema.metrics.iter().zip(&context.layout.metrics);
    let metrics = metrics.map(|(metric, cells)| metric::expand(metric, *cells, &context));
    let by_types = labels_of_states(context.schema).map(|label| label::by_type(label, &context));
    let states = context
        .schema
        .states
        .iter()
        .map(|state| state::expand(state, &context));
    let catalog = catalog::expand(&context);
    quote!(#tracked #(#diagnostics)* #(#labels)* #(#metrics)* #(#by_types)* #(#states)* #catalog)
}

fn load(invocation: Invocation) -> syn::Result<(Invocation, Source, Option<Source>)> {
    let (source, lock) = (invocation.load()?, invocation.lock()?);
    Ok((invocation, source, lock))
}

/// The labels of the gauges that states publish.
fn labels_of_states(schema: &Schema) -> impl Iterator<Item = &Label> {
    let fields = schema.states.iter().flat_map(|state| &state.fields);
    let labels = fields.flat_map(|field| &schema[field.metric].labels);
    let ids: BTreeSet<LabelId> = labels.map(|used| used.label).collect();
    ids.into_iter().map(|id| &schema[id])
}

impl Context<'_> {
    /// Formats a position in the schema in the form that editors open: `metrics.toml:12`.
    fn place(&self, place: Place) -> String {
        format!("{}:{}", self.sources[place.source].path, place.line)
    }

    /// An expression for the value of a constant label.
    fn constant(&self, constant: &Constant) -> TokenStream {
        match &constant.value {
            ConstantValue::Literal(text) => quote!(#text),
            ConstantValue::Environment { variable, default } => {
                self.environment(constant, variable, default.as_deref())
            }
        }
    }

    /// An expression that reads an environment variable when the user's crate is compiled, which is after the macro runs.
    fn environment(
        &self,
        constant: &Constant,
        variable: &str,
        default: Option<&str>,
    ) -> TokenStream {
        let private = &self.private;
        let (place, name) = (self.place(constant.place), &constant.name);
        let invalid = format!(
            "{place}: invalid value of the environment variable `{variable}` for label `{name}`: expected 1 to 128 bytes without \
             control or bidirectional characters"
        );
        let (value, default) = if let Some(default) = default {
            (
                quote!(::core::option_env!(#variable)),
                quote!(::core::option::Option::Some(#default)),
            )
        } else {
            let unset = format!(
                "{place}: environment variable `{variable}` for label `{name}` is not set\n\
                 help: set it for the build, or add a default: `{{ env = \"{variable}\", default = \"…\" }}`"
            );
            (
                quote!(::core::option::Option::Some(
                    ::core::env!(#variable, #unset)
                )),
                quote!(::core::option::Option::None),
            )
        };
        quote_spanned!(self.span=> const { #private::environment(#value, #default, #invalid) })
    }
}

/// Turns a name that the schema compiler has checked into an identifier. `r#` makes it a raw one.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
