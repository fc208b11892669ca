//! The derive macros, which bind types of the user's to a schema: an enum to a [`label`], a struct to a [`state`].
//!
//! They never see the schema. What they emit says what the user's type has, so that rustc can compare: a label by
//! two matches without a wildcard, a state by a list of fields that the runtime checks in a constant.

pub mod label;
pub mod state;

use proc_macro2::TokenStream;
use syn::{Attribute, DeriveInput, Error, Meta, MetaList, Result};

/// Runs one of the derive macros; its errors become compile errors.
pub fn expand(input: TokenStream, derive: fn(&DeriveInput) -> Result<TokenStream>) -> TokenStream {
    syn::parse2(input)
        .and_then(|input| derive(&input))
        .unwrap_or_else(Error::into_compile_error)
}

fn refuse_generics(input: &DeriveInput, derive: &str) -> Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    Err(Error::new_spanned(
        &input.generics,
        format!(
            "`{derive}` can't be derived for a generic type\n\
             help: the schema knows one type: derive for one without parameters"
        ),
    ))
}

/// The attribute of this name, if it is there: once, and with something in parentheses.
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
        let message = format!("`#[{name}(…)]` is here twice\nhelp: keep one of them");
        return Err(Error::new_spanned(&second.meta, message));
    }
    match &attribute.meta {
        Meta::List(list) if !list.tokens.is_empty() => Ok(Some(list)),
        meta => Err(Error::new_spanned(meta, expected)),
    }
}

/// All values, or all errors.
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

/// An expansion to be compared.
#[cfg(test)]
fn formatted(derive: fn(&DeriveInput) -> Result<TokenStream>, input: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expand(input, derive)).unwrap())
}
