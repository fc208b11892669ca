//! Detects import cycles between modules.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::Import;

/// Returns every import cycle among modules with the same parent. The imports of the children count as those of the module. A child and
/// its parent may import each other.
pub fn of(imports: &[Import]) -> Vec<String> {
    let mut siblings: BTreeMap<&[String], Graph<'_>> = BTreeMap::new();
    for import in imports {
        let shared = shared(&import.from, &import.to);
        if let (Some(from), Some(to)) = (import.from.get(shared), import.to.get(shared)) {
            let graph = siblings.entry(&import.from[..shared]).or_default();
            graph.entry(from).or_default().insert(to, import);
        }
    }
    siblings.values().flat_map(cycles).collect()
}

/// The modules that a module imports, with one import for each.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Import>>;

/// The number of common parents of two modules.
fn shared(one: &[String], other: &[String]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(one, other)| one == other).count()
}

/// The shortest cycle through each module that is in one, as a list of imports.
fn cycles(graph: &Graph<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let cycles = graph.keys().filter_map(|start| path_back(start, graph));
    let new = cycles.filter(|cycle| {
        let modules: BTreeSet<String> = cycle.iter().map(|import| import.path.clone()).collect();
        seen.insert(modules)
    });
    new.map(|cycle| described(&cycle)).collect()
}

fn described(cycle: &[&Import]) -> String {
    let imports = cycle
        .iter()
        .map(|import| format!("\n    {}: `{}`", import.file, import.path));
    format!("a cycle of imports:{}", imports.collect::<String>())
}

/// The imports on the shortest path from a module back to itself.
fn path_back<'a>(start: &'a str, graph: &Graph<'a>) -> Option<Vec<&'a Import>> {
    let mut reached = BTreeSet::new();
    let mut paths = vec![(start, Vec::new())];
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for (module, path) in paths {
            for (next, import) in graph.get(module).into_iter().flatten() {
                let path = [&path[..], &[*import]].concat();
                if *next == start {
                    return Some(path);
                }
                if reached.insert(*next) {
                    longer.push((*next, path));
                }
            }
        }
        paths = longer;
    }
    None
}
