//! Which families are written.

use std::collections::HashSet;

/// All families, or those that have one of these names or a sample with such a name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter(Option<HashSet<String>>);

impl Filter {
    /// Takes families by one more name.
    pub(crate) fn add(&mut self, name: String) {
        self.0.get_or_insert_default().insert(name);
    }

    pub(crate) fn takes_all(&self) -> bool {
        self.0.is_none()
    }

    /// Whether a family is wanted: by its name, or by the name of one of its samples.
    pub(crate) fn takes(&self, family: &str, suffixes: &[&str]) -> bool {
        let Some(names) = &self.0 else { return true };
        let mut samples = suffixes.iter().map(|suffix| format!("{family}{suffix}"));
        names.contains(family) || samples.any(|sample| names.contains(&sample))
    }
}
