//! `#[derive(MetricLabel)]`: conversions between the user's enum and the enum of a label.
//!
//! Both conversions are exhaustive matches, so rustc reports a variant that either enum lacks. The errors point at the user's code:
//! at the variant that the label lacks, or at the attribute if the user's enum lacks a value.

use crate::invocation::{CRATE_OPTION, parse_crate};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Error, Fields, Path, Result, Variant};

/// The path of the label enum, and the path of the runtime crate.
struct Target {
    label: Path,
    krate: Path,
}

/// A variant of the user's enum, and the label variant that it maps to.
struct Pair {
    own: Ident,
    value: Ident,
}

pub fn expand(input: &DeriveInput) -> Result<TokenStream> {
    super::reject_generics(input, "MetricLabel")?;
    let variants = variants(input)?;
    let Target { label, krate } = target(input)?;
    let conversions = match pairs(variants) {
        Ok(pairs) => conversions(&input.ident, &label, &pairs),
        Err(errors) => {
            // The placeholders avoid a further error for each use of the conversions.
            let errors = errors.into_compile_error();
            let placeholders = placeholders(&input.ident);
            quote!(#errors #placeholders)
        }
    };
    // rustc reports an error only once if its text is the same in both conversions. The alias gives them the same text.
    Ok(quote! {
        const _: () = {
            type __Label = #label;
            #conversions
            #krate::__private::assert_enum_label::<#label>()
        };
    })
}

fn variants(input: &DeriveInput) -> Result<impl Iterator<Item = &Variant>> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "`#[derive(MetricLabel)]` only supports enums\n\
             help: declare an enum with one variant for each value of the label",
        ));
    };
    if data.variants.is_empty() {
        return Err(Error::new_spanned(
            &input.ident,
            "`#[derive(MetricLabel)]` does not support enums without variants\n\
             help: add a variant for each value of the label",
        ));
    }
    Ok(data.variants.iter())
}

fn target(input: &DeriveInput) -> Result<Target> {
    let expected = "expected the path of a label enum that `include_metrics!` generates\n\
         help: write it as in `#[metric_label(metrics::Vendor)]`";
    let Some(list) = super::attribute(&input.attrs, "metric_label", expected)? else {
        let message = format!(
            "missing attribute `#[metric_label(…)]` on `{}`\n\
             help: add `#[metric_label(metrics::Vendor)]` with the path of the label enum that `include_metrics!` generates",
            input.ident
        );
        return Err(Error::new_spanned(&input.ident, message));
    };
    list.parse_args_with(|input: ParseStream| {
        let label = input.call(Path::parse_mod_style);
        let label = label.map_err(|error| Error::new(error.span(), expected))?;
        let krate = parse_crate(input, &[CRATE_OPTION])?;
        Ok(Target { label, krate })
    })
}

/// Pairs each of the user's variants with a label variant, and rejects duplicates.
fn pairs<'a>(variants: impl Iterator<Item = &'a Variant>) -> Result<Vec<Pair>> {
    let mut owners = HashMap::new();
    super::all(variants.map(|variant| {
        let pair = pair(variant)?;
        match owners.insert(pair.value.unraw(), pair.own.clone()) {
            None => Ok(pair),
            Some(first) => Err(Error::new(
                pair.value.span(),
                format!(
                    "`{first}` and `{}` both map to the label variant `{}`\n\
                     help: remove one of them, or map it to another variant with `#[metric_label(…)]`",
                    pair.own, pair.value
                ),
            )),
        }
    }))
}

fn pair(variant: &Variant) -> Result<Pair> {
    let own = variant.ident.clone();
    if !matches!(variant.fields, Fields::Unit) {
        let message = format!(
            "variant `{own}` has fields, which `#[derive(MetricLabel)]` does not support\n\
             help: use unit variants, or implement the conversions by hand"
        );
        return Err(Error::new_spanned(variant, message));
    }
    let expected = "expected the name of a label variant\n\
         help: write the name without a path, as in `#[metric_label(Google)]`";
    let value = match super::attribute(&variant.attrs, "metric_label", expected)? {
        Some(list) => list
            .parse_args()
            .map_err(|error| Error::new(error.span(), expected))?,
        None => own.clone(),
    };
    Ok(Pair { own, value })
}

fn conversions(own: &Ident, label: &Path, pairs: &[Pair]) -> TokenStream {
    let names = || pairs.iter().map(|pair| (&pair.own, &pair.value));
    let to_label = names().map(|(own_name, value)| quote!(#own::#own_name => __Label::#value,));
    let from_label = names().map(|(own_name, value)| quote!(__Label::#value => #own::#own_name,));
    // rustc points at the matched expression if a case is missing.
    let span = label.segments.last().map_or(own, |last| &last.ident).span();
    let value = Ident::new("value", span);
    let label = quote!(__Label);
    let to_label = conversion(own, &label, &value, &quote!(match #value { #(#to_label)* }));
    let from_label = conversion(
        &label,
        own,
        &value,
        &quote!(match #value { #(#from_label)* }),
    );
    quote!(#to_label #from_label)
}

fn placeholders(own: &Ident) -> TokenStream {
    let value = Ident::new("_value", own.span());
    let label = quote!(__Label);
    let body = quote!(::core::unimplemented!());
    let to_label = conversion(own, &label, &value, &body);
    let from_label = conversion(&label, own, &value, &body);
    quote!(#to_label #from_label)
}

fn conversion(
    from: &impl ToTokens,
    to: &impl ToTokens,
    value: &Ident,
    body: &TokenStream,
) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated, reason = "deprecated values are converted too")]
        impl ::core::convert::From<#from> for #to {
            #[inline]
            fn from(#value: #from) -> Self {
                #body
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::expand;
    use quote::quote;

    #[test]
    fn expands_to_a_match_in_each_direction() {
        let expansion = crate::derive::formatted(
            expand,
            quote! {
                #[metric_label(metrics::Vendor, crate = metrics::runtime)]
                enum Provider {
                    Openai,
                    #[metric_label(Google)]
                    Gemini,
                }
            },
        );
        assert_eq!(
            expansion,
            r#"const _: () = {
    type __Label = metrics::Vendor;
    #[automatically_derived]
    #[allow(deprecated, reason = "deprecated values are converted too")]
    impl ::core::convert::From<Provider> for __Label {
        #[inline]
        fn from(value: Provider) -> Self {
            match value {
                Provider::Openai => __Label::Openai,
                Provider::Gemini => __Label::Google,
            }
        }
    }
    #[automatically_derived]
    #[allow(deprecated, reason = "deprecated values are converted too")]
    impl ::core::convert::From<__Label> for Provider {
        #[inline]
        fn from(value: __Label) -> Self {
            match value {
                __Label::Openai => Provider::Openai,
                __Label::Google => Provider::Gemini,
            }
        }
    }
    metrics::runtime::__private::assert_enum_label::<metrics::Vendor>()
};
"#
        );
    }
}
