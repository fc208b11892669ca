//! `#[derive(State)]`: the field names of a struct. The runtime compares them with the fields in the schema.

use crate::invocation::parse_crate_path;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Field, Fields, Path, Result};

mod keyword {
    syn::custom_keyword!(skip);
}

pub fn expand(input: &DeriveInput) -> Result<TokenStream> {
    super::reject_generics(input, "State")?;
    let fields = fields(input)?;
    let krate = krate(input)?;
    let published = super::all(fields.map(published))?;
    let published = published.iter().flatten();
    let ident = &input.ident;
    let name = ident.unraw().to_string();
    Ok(quote! {
        #[automatically_derived]
        impl #krate::__private::Sealed for #ident {}

        #[automatically_derived]
        impl #krate::__private::State for #ident {
            const NAME: &'static str = #name;
            const FIELDS: &'static [&'static str] = &[#(#published),*];
        }
    })
}

fn fields(input: &DeriveInput) -> Result<impl Iterator<Item = &Field>> {
    match &input.data {
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => Ok(data.fields.iter()),
        _ => Err(Error::new_spanned(
            &input.ident,
            "`#[derive(State)]` only supports structs with named fields\n\
             help: declare each field of the state, as in `struct PuzzleState { efficiency: f64 }`",
        )),
    }
}

/// The path of the runtime crate.
fn krate(input: &DeriveInput) -> Result<Path> {
    let expected = "expected `#[state(crate = path::to::pforge_metrics)]`\n\
         help: write `#[state(skip)]` on a field, not on the struct";
    match super::attribute(&input.attrs, "state", expected)? {
        Some(list) => list
            .parse_args_with(parse_crate_path)
            .map_err(|error| Error::new(error.span(), expected)),
        None => Ok(syn::parse_quote!(::pforge_metrics)),
    }
}

/// The name of the field in the schema, or `None` if the field is skipped.
fn published(field: &Field) -> Result<Option<String>> {
    let expected = "expected `#[state(skip)]`\n\
         help: remove the attribute to publish the field";
    if let Some(list) = super::attribute(&field.attrs, "state", expected)? {
        list.parse_args::<keyword::skip>()
            .map_err(|error| Error::new(error.span(), expected))?;
        return Ok(None);
    }
    Ok(field.ident.as_ref().map(|name| name.unraw().to_string()))
}

#[cfg(test)]
mod tests {
    use super::expand;
    use quote::quote;

    #[test]
    fn expands_to_the_names_of_the_published_fields() {
        let expansion = crate::derive::formatted(
            expand,
            quote! {
                pub struct r#State {
                    pub(crate) efficiency: f64,
                    #[state(skip)]
                    round: u32,
                    r#type: i64,
                }
            },
        );
        assert_eq!(
            expansion,
            r#"#[automatically_derived]
impl ::pforge_metrics::__private::Sealed for r#State {}
#[automatically_derived]
impl ::pforge_metrics::__private::State for r#State {
    const NAME: &'static str = "State";
    const FIELDS: &'static [&'static str] = &["efficiency", "type"];
}
"#
        );
    }
}
