//! Names of series: no two families of an exposition may show the same.

use std::collections::HashMap;

/// Which family shows which series.
#[derive(Default)]
pub(super) struct Names(HashMap<String, String>);

/// A name that two families want.
pub(super) struct Clash {
    pub(super) name: String,
    pub(super) first: String,
}

impl Names {
    /// Enters the names of a family's series, which are its own name with `suffixes`; nothing if one of them is taken
    /// here or in `before`.
    pub(super) fn claim(
        &mut self,
        family: &str,
        suffixes: &[&str],
        before: &Names,
    ) -> Result<(), Clash> {
        let names: Vec<String> = suffixes
            .iter()
            .map(|suffix| format!("{family}{suffix}"))
            .collect();
        for name in &names {
            if let Some(first) = self.0.get(name).or_else(|| before.0.get(name)) {
                return Err(Clash {
                    name: name.clone(),
                    first: first.clone(),
                });
            }
        }
        self.0
            .extend(names.into_iter().map(|name| (name, family.to_owned())));
        Ok(())
    }
}
