//! The `#[deprecated]` attribute of metrics and label values. The schema crate writes the note in the HELP text.

use super::Context;
use pforge_metrics_schema::Deprecated;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the attribute of a deprecated static or variant.
pub fn attribute(deprecated: &Deprecated, context: &Context) -> TokenStream {
    let since = padded(&deprecated.since);
    let successor = deprecated.renamed_to.map(|id| &context.schema[id]);
    let successor = successor.map(|metric| format!("`{}`", metric.static_name));
    let note = deprecated.advice(successor.as_deref());
    let note = note.map(|note| quote!(, note = #note));
    quote!(#[deprecated(since = #since #note)])
}

/// Pads a version to three numbers, as `clippy::deprecated_semver` requires.
fn padded(version: &str) -> String {
    let (numbers, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let missing = 2_usize.saturating_sub(numbers.matches('.').count());
    format!("{numbers}{}{rest}", ".0".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn pads_a_version_to_three_numbers() {
        for (version, full) in [
            ("1", "1.0.0"),
            ("1.2", "1.2.0"),
            ("1.2.3", "1.2.3"),
            ("1.2-rc.1", "1.2.0-rc.1"),
            ("1+build.7", "1.0.0+build.7"),
        ] {
            assert_eq!(padded(version), full);
        }
    }
}
