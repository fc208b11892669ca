//! Names of series: no two families of an exposition may show the same.

use crate::descriptor::Descriptor;
use crate::text::Dialect;
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
        let names = suffixes.iter().map(|suffix| format!("{family}{suffix}"));
        self.claim_all(family, names.collect(), before)
    }

    /// The same with the names in full.
    pub(super) fn claim_all(
        &mut self,
        family: &str,
        names: Vec<String>,
        before: &Names,
    ) -> Result<(), Clash> {
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

/// The names of a family's series, with those that tell when they began or without.
pub(super) fn of_series(descriptor: &Descriptor, shows_created: bool) -> Vec<String> {
    let name = descriptor.name();
    let names = descriptor.suffixes().iter();
    let names = names.map(|suffix| format!("{name}{suffix}"));
    names
        .chain(created(descriptor).filter(|_| shows_created))
        .collect()
}

/// The name of the samples in OpenMetrics that tell when series began, if there may be some.
pub(super) fn created(descriptor: &Descriptor) -> Option<String> {
    let family = Dialect::OpenMetrics.family(descriptor);
    descriptor
        .has_created()
        .then(|| format!("{family}_created"))
}
