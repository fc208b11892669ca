//! What is on its way out: rustc tells its users, HELP the readers of the exposition.

use super::Context;
use pforge_metrics_schema::{Deprecated, Metric};
use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of a deprecated static or variant.
pub fn attribute(deprecated: &Deprecated, context: &Context) -> TokenStream {
    let since = &deprecated.since;
    let successor = deprecated.renamed_to.map(|id| &context.schema[id]);
    let successor = successor.map(|metric| format!("`{}`", metric.static_name));
    let note = advice(deprecated, successor.as_deref());
    let note = note.map(|note| quote!(, note = #note));
    quote!(#[deprecated(since = #since #note)])
}

/// What the exposition says of a metric.
pub fn help(metric: &Metric, context: &Context) -> String {
    let Some(deprecated) = &metric.deprecated else {
        return metric.help.clone();
    };
    let successor = deprecated.renamed_to.map(|id| &context.schema[id]);
    let advice = advice(deprecated, successor.map(|metric| metric.name.as_str()));
    let advice = advice
        .map(|advice| format!(": {advice}"))
        .unwrap_or_default();
    format!(
        "(Deprecated since {}{advice}) {}",
        deprecated.since, metric.help
    )
}

/// What to do instead, given the name of the successor.
fn advice(deprecated: &Deprecated, successor: Option<&str>) -> Option<String> {
    match (successor, &deprecated.note) {
        (Some(successor), Some(note)) => Some(format!("use {successor}. {note}")),
        (Some(successor), None) => Some(format!("use {successor}")),
        (None, note) => note.clone(),
    }
}
