//! The arguments of `include_metrics!`, and the files they refer to.

use pforge_metrics_schema::{Source, Version, lock, nearest};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

mod keyword {
    syn::custom_keyword!(inline);
    syn::custom_keyword!(refresh);
}

/// `"metrics.toml"` or `inline = r#"…"#`, and the options after it.
pub struct Invocation {
    /// The path of the schema, or its text if it is inline.
    pub literal: LitStr,
    pub is_inline: bool,
    /// The path of the runtime crate.
    pub krate: syn::Path,
    /// The function that updates the values before they are read.
    pub refresh: Option<syn::Path>,
}

impl Parse for Invocation {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let is_inline = input.peek(keyword::inline);
        let literal = if is_inline {
            parse_inline(input)?
        } else {
            parse_path(input)?
        };
        let refresh = parse_refresh(input)?;
        let remaining = if refresh.is_some() {
            &OPTIONS[1..]
        } else {
            OPTIONS
        };
        Ok(Self {
            literal,
            is_inline,
            refresh,
            krate: parse_crate(input, remaining)?,
        })
    }
}

/// The options after the schema, in this order: the name and the form of each.
const OPTIONS: &[(&str, &str)] = &[("refresh", "`refresh = path::to::function`"), CRATE_OPTION];

/// The option of a derive macro after the label.
pub const CRATE_OPTION: (&str, &str) = ("crate", "`crate = path::to::pforge_metrics`");

/// Parses `, refresh = some::function` if present.
fn parse_refresh(input: ParseStream) -> syn::Result<Option<syn::Path>> {
    if !(input.peek(Token![,]) && input.peek2(keyword::refresh)) {
        return Ok(None);
    }
    input.parse::<Token![,]>()?;
    let keyword: keyword::refresh = input.parse()?;
    let expected = "expected the path of a function, as in `refresh = path::to::function`";
    input
        .parse::<Token![=]>()
        .and_then(|_| input.call(syn::Path::parse_mod_style))
        .map(Some)
        .map_err(|_| syn::Error::new(keyword.span, expected))
}

fn parse_path(input: ParseStream) -> syn::Result<LitStr> {
    let expected = "expected the path of a schema file, as in `include_metrics!(\"metrics.toml\")`";
    input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), expected))
}

fn parse_inline(input: ParseStream) -> syn::Result<LitStr> {
    let keyword: keyword::inline = input.parse()?;
    let expected = "expected the text of a schema, as in `inline = r#\"…\"#`";
    input
        .parse::<Token![=]>()
        .and_then(|_| input.parse())
        .map_err(|_| syn::Error::new(keyword.span, expected))
}

/// Parses `, crate = some::path` if present, and an optional trailing comma. The derive macros also accept it. An error lists
/// `options`, which are all options that are valid here.
pub fn parse_crate(input: ParseStream, options: &[(&str, &str)]) -> syn::Result<syn::Path> {
    let mut krate = syn::parse_quote!(::pforge_metrics);
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    if !input.is_empty() {
        let expected = expected(input, options);
        krate = parse_crate_path(input).map_err(|error| syn::Error::new(error.span(), expected))?;
        input.parse::<Option<Token![,]>>()?;
        if input.peek(keyword::refresh) {
            return Err(input.error("`refresh` must come before `crate`"));
        }
    }
    Ok(krate)
}

/// The error for an unexpected option: the valid ones, and the one with a similar name.
fn expected(input: ParseStream, options: &[(&str, &str)]) -> String {
    let forms: Vec<&str> = options.iter().map(|(_, form)| *form).collect();
    let expected = format!("expected {}", forms.join(" or "));
    let found = input.fork().call(Ident::parse_any);
    let names = options.iter().map(|(name, _)| *name);
    let similar = found.ok().and_then(|found| {
        let found = found.to_string();
        nearest(&found, names).filter(|similar| *similar != found)
    });
    match similar {
        Some(similar) => format!("{expected}\nhelp: did you mean `{similar}`?"),
        None => expected,
    }
}

/// Parses `crate = some::path`.
pub fn parse_crate_path(input: ParseStream) -> syn::Result<syn::Path> {
    input.parse::<Token![crate]>()?;
    input.parse::<Token![=]>()?;
    input.call(syn::Path::parse_mod_style)
}

impl Invocation {
    /// Loads the schema: the inline text, or the file at the path.
    pub fn load(&self) -> syn::Result<Source> {
        let value = self.literal.value();
        if self.is_inline {
            return Ok(Source {
                path: "inline metrics".to_owned(),
                text: value,
            });
        }
        if Path::new(&value).is_absolute() {
            return Err(self.error(&format!(
                "`{value}` is an absolute path\n\
                 help: use a path relative to the directory of Cargo.toml, so that the crate builds on other machines"
            )));
        }
        match read(&value) {
            Ok(text) => Ok(Source { path: value, text }),
            Err(error) => Err(self.error(&format!(
                "can't read `{value}`: {error}\n\
                 help: the path is relative to the directory of Cargo.toml"
            ))),
        }
    }

    /// Loads the lock file next to the schema, if it exists.
    pub fn lock(&self) -> syn::Result<Option<Source>> {
        let Some(path) = lock::path(&self.literal.value()).filter(|_| !self.is_inline) else {
            return Ok(None);
        };
        let file = in_crate(&path);
        match std::fs::read_to_string(&file) {
            Ok(text) => Ok(Some(Source { path, text })),
            // A dangling symlink is a lost lock file, not a schema without one.
            Err(error) if error.kind() == ErrorKind::NotFound && !file.is_symlink() => Ok(None),
            Err(error) => Err(self.error(&format!(
                "can't read the lock file `{path}`: {error}\n\
                 help: run `pforge-metrics lock` to write it"
            ))),
        }
    }

    fn error(&self, message: &str) -> syn::Error {
        syn::Error::new(self.literal.span(), message)
    }
}

/// Reads a file. The path is relative to the directory of Cargo.toml.
pub fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(in_crate(path)).map_err(|error| error.to_string())
}

fn in_crate(path: &str) -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    Path::new(&manifest).join(path)
}

/// The version of the crate that is compiled.
pub fn crate_version() -> Option<Version> {
    std::env::var("CARGO_PKG_VERSION").ok()?.parse().ok()
}
