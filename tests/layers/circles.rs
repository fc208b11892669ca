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
    siblings.values().flat_map(circles).collect()
}

/// The modules that a module imports, with one import for each.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Import>>;

/// The number of common parents of two modules.
fn shared(one: &[String], other: &[String]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(one, other)| one == other).count()
}

/// The shortest cycle through each module that is in one, as a list of imports.
fn circles(graph: &Graph<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let circles = graph.keys().filter_map(|start| way_back(start, graph));
    let new = circles.filter(|circle| {
        let modules: BTreeSet<String> = circle.iter().map(|import| import.path.clone()).collect();
        seen.insert(modules)
    });
    new.map(|circle| described(&circle)).collect()
}

fn described(circle: &[&Import]) -> String {
    let imports = circle
        .iter()
        .map(|import| format!("\n    {}: `{}`", import.file, import.path));
    format!("a circle of imports:{}", imports.collect::<String>())
}

/// The imports on the shortest path from a module back to itself.
fn way_back<'a>(start: &'a str, graph: &Graph<'a>) -> Option<Vec<&'a Import>> {
    let mut reached = BTreeSet::new();
    let mut ways = vec![(start, Vec::new())];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for (module, way) in ways {
            for (next, import) in graph.get(module).into_iter().flatten() {
                let way = [&way[..], &[*import]].concat();
                if *next == start {
                    return Some(way);
                }
                if reached.insert(*next) {
                    longer.push((*next, way));
                }
            }
        }
        ways = longer;
    }
    None
}
