//! What stands between the parentheses of `include_metrics!`, and the texts it leads to.

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

/// `"metrics.toml"` or `inline = r#"…"#`, and what follows it.
pub struct Invocation {
    /// The path literal, or the text itself.
    pub literal: LitStr,
    pub is_inline: bool,
    /// The path of the runtime crate.
    pub krate: syn::Path,
    /// The function that brings the values up to date before they are read.
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
        let others = if refresh.is_some() {
            &OPTIONS[1..]
        } else {
            OPTIONS
        };
        Ok(Self {
            literal,
            is_inline,
            refresh,
            krate: parse_crate(input, others)?,
        })
    }
}

/// What may stand behind the schema, in this order: the name, and how it is written.
const OPTIONS: &[(&str, &str)] = &[("refresh", "`refresh = path::to::function`"), CRATE_OPTION];

/// What may stand behind the label of a derive macro.
pub const CRATE_OPTION: (&str, &str) = ("crate", "`crate = path::to::pforge_metrics`");

/// `, refresh = some::function` if it is there.
fn parse_refresh(input: ParseStream) -> syn::Result<Option<syn::Path>> {
    if !(input.peek(Token![,]) && input.peek2(keyword::refresh)) {
        return Ok(None);
    }
    input.parse::<Token![,]>()?;
    let keyword: keyword::refresh = input.parse()?;
    let expected = "expected a function behind this, as in `refresh = path::to::function`";
    input
        .parse::<Token![=]>()
        .and_then(|_| input.call(syn::Path::parse_mod_style))
        .map(Some)
        .map_err(|_| syn::Error::new(keyword.span, expected))
}

fn parse_path(input: ParseStream) -> syn::Result<LitStr> {
    let expected = "expected the path of a schema, as in `include_metrics!(\"metrics.toml\")`";
    input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), expected))
}

fn parse_inline(input: ParseStream) -> syn::Result<LitStr> {
    let keyword: keyword::inline = input.parse()?;
    let expected = "expected a schema behind this, as in `inline = r#\"…\"#`";
    input
        .parse::<Token![=]>()
        .and_then(|_| input.parse())
        .map_err(|_| syn::Error::new(keyword.span, expected))
}

/// `, crate = some::path` if it is there, and a comma at the end. The derive macros take it too. `options` are all that could stand
/// here.
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
            return Err(input.error("`refresh` stands before `crate`"));
        }
    }
    Ok(krate)
}

/// What could stand here, and which of it is meant by the name that does.
fn expected(input: ParseStream, options: &[(&str, &str)]) -> String {
    let forms: Vec<&str> = options.iter().map(|(_, form)| *form).collect();
    let expected = format!("expected {}, or nothing", forms.join(", "));
    let found = input.fork().call(Ident::parse_any);
    let names = options.iter().map(|(name, _)| *name);
    let meant = found.ok().and_then(|found| {
        let found = found.to_string();
        nearest(&found, names).filter(|meant| *meant != found)
    });
    match meant {
        Some(meant) => format!("{expected}\nhelp: did you mean `{meant}`?"),
        None => expected,
    }
}

/// `crate = some::path`
pub fn parse_crate_path(input: ParseStream) -> syn::Result<syn::Path> {
    input.parse::<Token![crate]>()?;
    input.parse::<Token![=]>()?;
    input.call(syn::Path::parse_mod_style)
}

impl Invocation {
    /// The schema as a source: the literal's own text, or the file it names.
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
                "`{value}` is an absolute path: other machines do not have it\n\
                 help: write the path relative to the directory of Cargo.toml"
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

    /// The lock beside the file, if there is one.
    pub fn lock(&self) -> syn::Result<Option<Source>> {
        let Some(path) = lock::path(&self.literal.value()).filter(|_| !self.is_inline) else {
            return Ok(None);
        };
        let file = in_crate(&path);
        match std::fs::read_to_string(&file) {
            Ok(text) => Ok(Some(Source { path, text })),
            // A link that leads nowhere is a lock that was lost.
            Err(error) if error.kind() == ErrorKind::NotFound && !file.is_symlink() => Ok(None),
            Err(error) => Err(self.error(&format!(
                "can't read `{path}`, which holds what this schema promises: {error}\n\
                 help: `pforge-metrics lock` writes it"
            ))),
        }
    }

    fn error(&self, message: &str) -> syn::Error {
        syn::Error::new(self.literal.span(), message)
    }
}

/// The text of a file, by its path relative to the directory of Cargo.toml.
pub fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(in_crate(path)).map_err(|error| error.to_string())
}

fn in_crate(path: &str) -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    Path::new(&manifest).join(path)
}

/// The version of the crate that is being compiled.
pub fn crate_version() -> Option<Version> {
    std::env::var("CARGO_PKG_VERSION").ok()?.parse().ok()
}
