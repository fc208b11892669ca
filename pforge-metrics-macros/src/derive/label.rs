//! `#[derive(MetricLabel)]`: conversions between an enum of the user's and the enum of a label.
//!
//! Both are matches without a wildcard, so that rustc finds the value that one of the two enums lacks. Its messages point at
//! what the user wrote: a variant that the label lacks at that variant, a value that the user's enum lacks at the attribute.

use crate::invocation::{CRATE_OPTION, parse_crate};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Data, DeriveInput, Error, Fields, Path, Result, Variant};

/// The enum that is bound to, and the path of the runtime crate.
struct Target {
    label: Path,
    krate: Path,
}

/// A variant of the user's, and the label's that it stands for.
struct Pair {
    own: Ident,
    value: Ident,
}

pub fn expand(input: &DeriveInput) -> Result<TokenStream> {
    super::refuse_generics(input, "MetricLabel")?;
    let variants = variants(input)?;
    let Target { label, krate } = target(input)?;
    let conversions = match pairs(variants) {
        Ok(pairs) => conversions(&input.ident, &label, &pairs),
        Err(errors) => {
            // With the conversions there, the user reads the errors and not one more for each use of them.
            let errors = errors.into_compile_error();
            let placeholders = placeholders(&input.ident);
            quote!(#errors #placeholders)
        }
    };
    // rustc tells the same mistake once if both conversions have the same words for it: so they share a name.
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
            "`MetricLabel` can only be derived for an enum\n\
             help: a label has a fixed set of values: write an enum with a variant for each",
        ));
    };
    if data.variants.is_empty() {
        return Err(Error::new_spanned(
            &input.ident,
            "`MetricLabel` is derived for an enum without variants\n\
             help: write a variant for each value of the label",
        ));
    }
    Ok(data.variants.iter())
}

fn target(input: &DeriveInput) -> Result<Target> {
    let expected = "expected the enum that `include_metrics!` generates for the label\n\
         help: write its path, as in `#[metric_label(metrics::Vendor)]`";
    let Some(list) = super::attribute(&input.attrs, "metric_label", expected)? else {
        let message = format!(
            "`{}` derives `MetricLabel` and names no label\n\
             help: add `#[metric_label(metrics::Vendor)]`, with the path of the enum that `include_metrics!` generates \
             for the label",
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

/// Which of the user's variants is which of the label's: each a different one.
fn pairs<'a>(variants: impl Iterator<Item = &'a Variant>) -> Result<Vec<Pair>> {
    let mut owners = HashMap::new();
    super::all(variants.map(|variant| {
        let pair = pair(variant)?;
        match owners.insert(pair.value.unraw(), pair.own.clone()) {
            None => Ok(pair),
            Some(first) => Err(Error::new(
                pair.value.span(),
                format!(
                    "`{first}` and `{}` both stand for the label's `{}`\n\
                     help: keep one of them, or name another variant of the label at one of them",
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
            "the variant `{own}` is written with fields, and a value of a label has none\n\
             help: derive for an enum without fields, and match on this one by hand"
        );
        return Err(Error::new_spanned(variant, message));
    }
    let expected = "expected the name of a variant of the label\n\
         help: write it alone, as in `#[metric_label(Google)]`";
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
    let there = names().map(|(own_name, value)| quote!(#own::#own_name => __Label::#value,));
    let back = names().map(|(own_name, value)| quote!(__Label::#value => #own::#own_name,));
    // Where a case is missing rustc points at what is matched on.
    let span = label.segments.last().map_or(own, |last| &last.ident).span();
    let value = Ident::new("value", span);
    let label = quote!(__Label);
    let there = conversion(own, &label, &value, &quote!(match #value { #(#there)* }));
    let back = conversion(&label, own, &value, &quote!(match #value { #(#back)* }));
    quote!(#there #back)
}

fn placeholders(own: &Ident) -> TokenStream {
    let value = Ident::new("_value", own.span());
    let label = quote!(__Label);
    let body = quote!(::core::unimplemented!());
    let there = conversion(own, &label, &value, &body);
    let back = conversion(&label, own, &value, &body);
    quote!(#there #back)
}

fn conversion(
    from: &impl ToTokens,
    to: &impl ToTokens,
    value: &Ident,
    body: &TokenStream,
) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated, reason = "a value is converted as long as it is there")]
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
    #[allow(deprecated, reason = "a value is converted as long as it is there")]
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
    #[allow(deprecated, reason = "a value is converted as long as it is there")]
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
