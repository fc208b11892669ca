//! The imports between the modules of a crate.

use std::collections::BTreeMap;

use crate::modules::{ModulePath, Modules};
use crate::paths;

/// A path in one module that refers to another.
pub struct Import {
    pub from: ModulePath,
    pub to: ModulePath,
    /// The file with the path, and the path in the source text.
    pub file: String,
    pub path: String,
}

/// All imports between the modules of a crate.
pub fn of(modules: &Modules) -> Vec<Import> {
    let names = names_of_root(modules);
    let mut imports = Vec::new();
    for (from, module) in &modules.all {
        for written in paths::of(&module.tokens) {
            let Some(to) = absolute(&written.segments, from, written.is_use, modules) else {
                continue;
            };
            let to = resolved(&to, &names, modules);
            if let Some(to) = to.filter(|to| to != from) {
                imports.push(Import {
                    from: from.clone(),
                    to,
                    file: module.file.clone(),
                    path: written.segments.join("::"),
                });
            }
        }
    }
    imports
}

/// Resolves a path from the root. `None` for a path into another crate.
fn absolute(
    segments: &[String],
    from: &[String],
    is_use: bool,
    modules: &Modules,
) -> Option<ModulePath> {
    let (first, rest) = segments.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" if rest.first().is_some_and(|next| next == "super") => {
            absolute(rest, from, is_use, modules)
        }
        "self" => Some([from, rest].concat()),
        "super" => {
            let supers = segments.iter().take_while(|it| *it == "super").count();
            let parent = &from[..from.len().checked_sub(supers)?];
            Some([parent, &segments[supers..]].concat())
        }
        child if is_use && is_module(from, child, modules) => Some([from, segments].concat()),
        _ => None,
    }
}

fn is_module(parent: &[String], child: &str, modules: &Modules) -> bool {
    let module_path = [parent, &[child.to_owned()]].concat();
    modules.all.contains_key(&module_path)
}

/// The module of an absolute path: its longest prefix that is a module. `None` for an item of another crate.
fn resolved(path: &[String], names: &Names, modules: &Modules) -> Option<ModulePath> {
    let is_module = |length: &usize| modules.all.contains_key(&path[..*length]);
    let length = (0..=path.len()).rev().find(is_module).unwrap_or_default();
    match path.first() {
        Some(name) if length == 0 => names
            .get(name)
            .cloned()
            .unwrap_or_else(|| Some(ModulePath::new())),
        _ => Some(path[..length].to_vec()),
    }
}

/// The names that the root imports, with their modules. `None` for another crate.
type Names = BTreeMap<String, Option<ModulePath>>;

fn names_of_root(modules: &Modules) -> Names {
    let macros = modules.macros.iter();
    let mut names: Names = macros
        .map(|(name, module_path)| (name.clone(), Some(module_path.clone())))
        .collect();
    let root = modules.all.get(&ModulePath::new());
    let paths = root.map(|root| paths::of(&root.tokens)).unwrap_or_default();
    for written in paths.iter().filter(|it| it.is_use) {
        if let Some(name) = written.segments.last() {
            let path = absolute(&written.segments, &[], true, modules);
            let to = path.and_then(|path| resolved(&path, &Names::new(), modules));
            names.insert(name.clone(), to);
        }
    }
    names
}
