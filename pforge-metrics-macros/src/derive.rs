//! The derive macros. They connect the user's types to a schema: an enum to a [`label`], a struct to a [`state`].
//!
//! A derive macro cannot read the schema. It generates code that rustc can check against the code of `include_metrics!`: two
//! exhaustive matches for a label, and a list of fields for a state, which the runtime compares in a constant.

pub mod label;
pub mod state;

use proc_macro2::TokenStream;
use syn::{Attribute, DeriveInput, Error, Meta, MetaList, Result};

/// Runs one of the derive macros and turns its errors into compile errors.
pub fn expand(input: TokenStream, derive: fn(&DeriveInput) -> Result<TokenStream>) -> TokenStream {
    syn::parse2(input)
        .and_then(|input| derive(&input))
        .unwrap_or_else(Error::into_compile_error)
}

fn reject_generics(input: &DeriveInput, derive: &str) -> Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    Err(Error::new_spanned(
        &input.generics,
        format!(
            "`#[derive({derive})]` does not support generic types\n\
             help: remove the generic parameters"
        ),
    ))
}

/// Returns the attribute of this name, if present. It may occur once, and its parentheses must not be empty.
fn attribute<'a>(
    attributes: &'a [Attribute],
    name: &str,
    expected: &str,
) -> Result<Option<&'a MetaList>> {
    let mut found = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name));
    let Some(attribute) = found.next() else {
        return Ok(None);
    };
    if let Some(second) = found.next() {
        let message = format!("duplicate attribute `#[{name}(…)]`\nhelp: remove one of them");
        return Err(Error::new_spanned(&second.meta, message));
    }
    match &attribute.meta {
        Meta::List(list) if !list.tokens.is_empty() => Ok(Some(list)),
        meta => Err(Error::new_spanned(meta, expected)),
    }
}

/// Returns all values, or all errors combined.
fn all<T>(results: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut values = Vec::new();
    let mut errors: Option<Error> = None;
    for result in results {
        match (result, &mut errors) {
            (Ok(value), _) => values.push(value),
            (Err(error), Some(errors)) => errors.combine(error),
            (Err(error), None) => errors = Some(error),
        }
    }
    errors.map_or(Ok(values), Err)
}

/// The formatted expansion, for comparison in tests.
#[cfg(test)]
fn formatted(derive: fn(&DeriveInput) -> Result<TokenStream>, input: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expand(input, derive)).unwrap())
}
