//! What the macro expands to: `tests/expand/<case>.toml`, and beside it the formatted expansion.
//!
//! `BLESS=1 cargo test -p pforge-metrics-macros` writes the expansions anew.

use super::expand;
use quote::quote;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn expansions_are_what_was_read_and_blessed() {
    for schema in schemas() {
        let name = schema.file_name().unwrap().to_str().unwrap();
        let path = format!("tests/expand/{name}");
        let file = syn::parse2(expand(quote!(#path))).unwrap();
        let expansion = prettyplease::unparse(&file);
        let blessed = schema.with_extension("rs");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&blessed, &expansion).unwrap();
        }
        assert_eq!(expansion, fs::read_to_string(&blessed).unwrap(), "{name}");
    }
}

fn schemas() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let files = fs::read_dir(directory).unwrap();
    let mut schemas: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    schemas.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    assert!(!schemas.is_empty());
    schemas
}
