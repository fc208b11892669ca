//! From an invocation to tokens.
//!
//! The modules are what is emitted: one type a [`label`], one static a [`metric`], a struct and a function a [`state`],
//! the [`catalog`] that holds them together, and the [`report`] of what the compiler of the schema has to say. All that
//! branches, loops or touches an atomic is in the runtime: what is emitted here are tables and types.

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

/// What the emitters look at.
struct Context<'a> {
    schema: &'a Schema,
    layout: &'a Layout,
    /// The files of the schema, with their paths as the user knows them.
    sources: &'a Sources,
    /// `::pforge_metrics::__private`
    private: TokenStream,
    /// The function that brings the values up to date.
    refresh: Option<&'a syn::Path>,
    /// The path literal: what a metric's name points at, so that rustc reports an unused one there.
    span: Span,
}

/// Expands `include_metrics!`. Whatever the input holds, the sound metrics are expanded, so that the user reads the cause
/// of an error and not one more error for each use of a metric.
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
    let by = labels_of_states(context.schema).map(|label| label::by(label, &context));
    let states = context
        .schema
        .states
        .iter()
        .map(|state| state::expand(state, &context));
    let catalog = catalog::expand(&context);
    quote!(#tracked #(#diagnostics)* #(#labels)* #(#metrics)* #(#by)* #(#states)* #catalog)
}

fn load(invocation: Invocation) -> syn::Result<(Invocation, Source, Option<Source>)> {
    let (source, lock) = (invocation.load()?, invocation.lock()?);
    Ok((invocation, source, lock))
}

/// The labels of gauges that states publish.
fn labels_of_states(schema: &Schema) -> impl Iterator<Item = &Label> {
    let fields = schema.states.iter().flat_map(|state| &state.fields);
    let labels = fields.flat_map(|field| &schema[field.metric].labels);
    let ids: BTreeSet<LabelId> = labels.map(|used| used.label).collect();
    ids.into_iter().map(|id| &schema[id])
}

impl Context<'_> {
    /// A place of the schema, as an editor jumps to it: `metrics.toml:12`.
    fn place(&self, place: Place) -> String {
        format!("{}:{}", self.sources[place.source].path, place.line)
    }

    /// The value of a constant, as an expression.
    fn constant(&self, constant: &Constant) -> TokenStream {
        match &constant.value {
            ConstantValue::Literal(text) => quote!(#text),
            ConstantValue::Environment { variable, default } => {
                self.environment(constant, variable, default.as_deref())
            }
        }
    }

    /// The value of a variable when the user's crate is compiled, which is later than now.
    fn environment(
        &self,
        constant: &Constant,
        variable: &str,
        default: Option<&str>,
    ) -> TokenStream {
        let private = &self.private;
        let (place, name) = (self.place(constant.place), &constant.name);
        let from = format!(
            "{place}: label `{name}` takes its value from the environment variable `{variable}`"
        );
        let refusal = format!(
            "{from}, which is empty, longer than 128 bytes, or has a control or bidirectional character"
        );
        let (value, default) = if let Some(default) = default {
            (
                quote!(::core::option_env!(#variable)),
                quote!(::core::option::Option::Some(#default)),
            )
        } else {
            let unset = format!(
                "{from}, which is not set\n\
                 help: set it when you build, or give it a default: `{{ env = \"{variable}\", default = \"…\" }}`"
            );
            (
                quote!(::core::option::Option::Some(
                    ::core::env!(#variable, #unset)
                )),
                quote!(::core::option::Option::None),
            )
        };
        quote_spanned!(self.span=> const { #private::environment(#value, #default, #refusal) })
    }
}

/// An identifier that the schema vouches for, raw ones included.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
