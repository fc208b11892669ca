//! What is on its way out: rustc tells its users. What HELP says of it is the schema's to know.

use super::Context;
use pforge_metrics_schema::Deprecated;
use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of a deprecated static or variant.
pub fn attribute(deprecated: &Deprecated, context: &Context) -> TokenStream {
    let since = in_full(&deprecated.since);
    let successor = deprecated.renamed_to.map(|id| &context.schema[id]);
    let successor = successor.map(|metric| format!("`{}`", metric.static_name));
    let note = deprecated.advice(successor.as_deref());
    let note = note.map(|note| quote!(, note = #note));
    quote!(#[deprecated(since = #since #note)])
}

/// A version with the numbers that its author left out: clippy asks for three.
fn in_full(version: &str) -> String {
    let (numbers, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let missing = 2_usize.saturating_sub(numbers.matches('.').count());
    format!("{numbers}{}{rest}", ".0".repeat(missing))
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
