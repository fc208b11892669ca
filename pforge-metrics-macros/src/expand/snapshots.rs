//! Compares the expansion of each `tests/expand/<case>.toml` with the formatted `<case>.rs` next to it.
//!
//! `tests/expand/calls.rs` contains the example calls of the generated documentation. The workspace test `documented_calls` compiles
//! and runs them.
//!
//! `BLESS=1 cargo test -p pforge-metrics-macros` updates the expansions and the calls.

use super::expand;
use quote::quote;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn expansions_match_the_blessed_files() {
    let mut calls = String::new();
    for schema in schemas() {
        let name = schema.file_name().unwrap().to_str().unwrap();
        let path = format!("tests/expand/{name}");
        let file = syn::parse2(expand(quote!(#path))).unwrap();
        let expansion = prettyplease::unparse(&file);
        let blessed = schema.with_extension("rs");
        assert_blessed(&blessed, &expansion);
        // The calls of a schema with errors would not compile.
        if !expansion.contains("compile_error!") {
            let schema = name.trim_end_matches(".toml");
            let blocks = rust_blocks(&expansion);
            let test = format!(
                "\n#[test]\nfn {schema}() {{\n    use schemas::{schema}::*;\n{blocks}    \
                assert_counted(&CATALOG, \"{schema}\");\n}}\n"
            );
            calls.push_str(&test);
        }
    }
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_blessed(&directory.join("tests/expand/calls.rs"), &calls);
}

fn assert_blessed(path: &Path, text: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    assert_eq!(
        text,
        fs::read_to_string(path).unwrap(),
        "{}",
        path.display()
    );
}

/// The Rust code blocks in the documentation of an expansion.
fn rust_blocks(expansion: &str) -> String {
    let mut blocks = String::new();
    let mut lines = expansion.lines();
    while lines.any(|line| line == "```rs") {
        let block = lines.by_ref().take_while(|line| !line.starts_with("```"));
        for line in block {
            blocks.extend(["    ", line, "\n"]);
        }
    }
    blocks
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
    schemas.sort();
    schemas
}
