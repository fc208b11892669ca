//! The layers of each crate: a module imports only from its own layer and from lower ones, without import cycles.
//!
//! Each crate has a file with its layers, lowest first. A module without a layer fails the test.
//! Imports are read from the source text: each `use`, and each path that starts with `crate` or `super`. Test code is ignored.
//! Macro expansions, modules in functions and modules with `#[path]` are not read.

mod backtest;
mod cli;
mod cycles;
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

/// Modules in the root of a crate that may import each other without a cycle.
type Layer = &'static [&'static str];

#[test]
fn the_schema_crate_imports_only_downwards() {
    assert_layered("pforge-metrics-schema", schema::LAYERS);
}

#[test]
fn the_macros_crate_imports_only_downwards() {
    assert_layered("pforge-metrics-macros", macros::LAYERS);
}

#[test]
fn the_runtime_crate_imports_only_downwards() {
    assert_layered("pforge-metrics", runtime::LAYERS);
}

#[test]
fn the_cli_crate_imports_only_downwards() {
    assert_layered("pforge-metrics-cli", cli::LAYERS);
}

#[test]
fn the_proxy_crate_imports_only_downwards() {
    assert_layered("pforge-metrics-proxy", proxy::LAYERS);
}

#[test]
fn the_backtest_crate_imports_only_downwards() {
    assert_layered("pforge-metrics-backtest", backtest::LAYERS);
}

fn assert_layered(krate: &str, layers: &[Layer]) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(krate)
        .join("src");
    let modules = modules::read(&source);
    let imports = imports::of(&modules);
    let mut violations = unlisted(&modules, layers);
    violations.extend(upward(&imports, layers));
    violations.extend(cycles::of(&imports));
    assert!(violations.is_empty(), "{krate}:\n{}", violations.join("\n"));
}

/// The modules without a layer, and the layer entries that are not modules.
fn unlisted(modules: &modules::Modules, layers: &[Layer]) -> Vec<String> {
    let found: BTreeSet<&str> = modules.of_root().collect();
    let listed: Vec<&str> = layers.concat();
    let mut violations = Vec::new();
    for module in &found {
        if !listed.contains(module) {
            violations.push(format!("`{module}` is in no layer"));
        }
    }
    for (position, module) in listed.iter().enumerate() {
        if !found.contains(module) {
            violations.push(format!("the layers list `{module}`, which is not a module"));
        }
        if listed[..position].contains(module) {
            violations.push(format!("the layers list `{module}` twice"));
        }
    }
    violations
}

/// The imports from a higher layer or from the root of the crate.
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
