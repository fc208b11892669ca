//! What is on its way out: rustc tells its users, HELP the readers of the exposition.

use super::Context;
use pforge_metrics_schema::{Deprecated, Metric};
use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of a deprecated static or variant.
pub fn attribute(deprecated: &Deprecated, context: &Context) -> TokenStream {
    let since = in_full(&deprecated.since);
    let successor = deprecated.renamed_to.map(|id| &context.schema[id]);
    let successor = successor.map(|metric| format!("`{}`", metric.static_name));
    let note = advice(deprecated, successor.as_deref());
    let note = note.map(|note| quote!(, note = #note));
    quote!(#[deprecated(since = #since #note)])
}

/// A version with the numbers that its author left out: clippy asks for three.
fn in_full(version: &str) -> String {
    let (numbers, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let missing = 2_usize.saturating_sub(numbers.matches('.').count());
    format!("{numbers}{}{rest}", ".0".repeat(missing))
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

#[cfg(test)]
mod tests {
    use super::in_full;

    #[test]
    fn a_version_has_three_numbers() {
        for (version, full) in [
            ("1", "1.0.0"),
            ("1.2", "1.2.0"),
            ("1.2.3", "1.2.3"),
            ("1.2-rc.1", "1.2.0-rc.1"),
            ("1+build.7", "1.0.0+build.7"),
        ] {
            assert_eq!(in_full(version), full);
        }
    }
}
