//! The layers of each crate: a module imports only from its own layer and from lower ones, and no modules import each other in a circle.
//!
//! Each crate has a file with its layers, lowest first. A module that is in no layer fails the test, so that a new one gets a place.
//! Imports are read from the source text: every `use`, and every path that begins with `crate` or `super`. Code for tests is exempt.
//! What macros expand to is not read, and neither are modules within functions and those with a `#[path]`.

mod backtest;
mod circles;
mod cli;
mod imports;
mod macros;
mod modules;
mod paths;
mod proxy;
mod runtime;
mod schema;

use std::collections::BTreeSet;
use std::path::Path;

use imports::Import;

/// Modules of a crate's root that may import each other, as long as they make no circle.
type Layer = &'static [&'static str];

#[test]
fn the_schema_crate_imports_downwards() {
    assert_layered("pforge-metrics-schema", schema::LAYERS);
}

#[test]
fn the_macros_import_downwards() {
    assert_layered("pforge-metrics-macros", macros::LAYERS);
}

#[test]
fn the_runtime_imports_downwards() {
    assert_layered("pforge-metrics", runtime::LAYERS);
}

#[test]
fn the_command_line_imports_downwards() {
    assert_layered("pforge-metrics-cli", cli::LAYERS);
}

#[test]
fn the_proxy_crate_imports_downwards() {
    assert_layered("pforge-metrics-proxy", proxy::LAYERS);
}

#[test]
fn the_backtest_imports_downwards() {
    assert_layered("pforge-metrics-backtest", backtest::LAYERS);
}

fn assert_layered(krate: &str, layers: &[Layer]) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(krate)
        .join("src");
    let modules = modules::read(&source);
    let imports = imports::of(&modules);
    let mut faults = unlisted(&modules, layers);
    faults.extend(upward(&imports, layers));
    faults.extend(circles::of(&imports));
    assert!(faults.is_empty(), "{krate}:\n{}", faults.join("\n"));
}

/// The modules that are in no layer, and the entries of layers that are no modules.
fn unlisted(modules: &modules::Modules, layers: &[Layer]) -> Vec<String> {
    let found: BTreeSet<&str> = modules.of_root().collect();
    let listed: Vec<&str> = layers.concat();
    let mut faults = Vec::new();
    for module in &found {
        if !listed.contains(module) {
            faults.push(format!("`{module}` is in no layer"));
        }
    }
    for (position, module) in listed.iter().enumerate() {
        if !found.contains(module) {
            faults.push(format!("the layers list `{module}`, which is no module"));
        }
        if listed[..position].contains(module) {
            faults.push(format!("the layers list `{module}` twice"));
        }
    }
    faults
}

/// The imports from a higher layer, or from the root of the crate.
fn upward(imports: &[Import], layers: &[Layer]) -> Vec<String> {
    let layer = |module: &str| layers.iter().position(|layer| layer.contains(&module));
    let upward = imports.iter().filter_map(|import| {
        let from = import.from.first()?;
        let Some(to) = import.to.first() else {
            return Some(format!(
                "{}: `{}` is an item of the crate's root, which imports every layer",
                import.file, import.path
            ));
        };
        let is_upward = from != to && layer(from)? < layer(to)?;
        is_upward.then(|| {
            format!(
                "{}: `{}` is in a higher layer than `{from}`",
                import.file, import.path
            )
        })
    });
    upward.collect()
}
