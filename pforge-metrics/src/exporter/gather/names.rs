//! The names in an exposition: no two families show the same series, in any format.
//!
//! OpenMetrics takes more names than there are series: a counter `x_total` is its family `x`, and there can be an `x_created`.
//! A family for which such a name is taken is still served, in the form [`Plain`](Form::Plain), which takes no other name
//! than its own. So nothing depends on the order of two families but what both have in common.

use crate::descriptor::Descriptor;
use crate::exposition::model::Served;
use crate::exposition::text::Form;
use std::collections::{HashMap, HashSet};

/// Which family has which names.
#[derive(Default)]
pub(crate) struct SeriesNames {
    /// The names of series.
    series: HashMap<String, String>,
    /// The additional names in OpenMetrics, each with its first family.
    added: HashMap<String, String>,
    /// The families that lack one of the names that OpenMetrics adds.
    contested: HashSet<String>,
}

/// The names that one family wants.
pub(crate) struct ClaimedNames {
    family: String,
    series: Vec<String>,
    added: Vec<String>,
}

/// A name that two families want.
#[derive(Clone, Debug)]
pub(crate) struct Clash {
    pub(crate) name: String,
    pub(crate) first: String,
    /// Whether the first family is one of an earlier kind of source.
    pub(crate) is_before: bool,
}

impl ClaimedNames {
    pub(crate) fn by_descriptor(descriptor: &Descriptor) -> Self {
        let created = descriptor.created_stem();
        Self::new(
            descriptor.name(),
            descriptor.suffixes(),
            descriptor.stem(),
            created,
        )
    }

    pub(crate) fn by_family(family: &Served) -> Self {
        let created = family.created_stem();
        Self::new(&family.name, family.suffixes(), family.stem(), created)
    }

    fn new(family: &str, suffixes: &[&str], stem: Option<&str>, created: Option<&str>) -> Self {
        let series = suffixes.iter().map(|suffix| format!("{family}{suffix}"));
        let created = created.map(|stem| format!("{stem}_created"));
        Self {
            family: family.to_owned(),
            series: series.collect(),
            added: stem.map(str::to_owned).into_iter().chain(created).collect(),
        }
    }
}

impl SeriesNames {
    /// Enters the names of a family, unless one of its series is taken here or in `before`.
    pub(crate) fn claim(&mut self, claimed: ClaimedNames, before: &Self) -> Result<(), Clash> {
        if let Some(clash) = claimed.series.iter().find_map(|it| self.clash(it, before)) {
            return Err(clash);
        }
        for name in &claimed.series {
            let added_for = self.added.get(name).or_else(|| before.added.get(name));
            self.contested.extend(added_for.cloned());
        }
        for name in claimed.added {
            let other = self.added.get(&name).or_else(|| before.added.get(&name));
            let other = other.cloned();
            if other.is_some() || self.clash(&name, before).is_some() {
                self.contested.insert(claimed.family.clone());
            }
            match other {
                Some(other) => _ = self.contested.insert(other),
                None => _ = self.added.insert(name, claimed.family.clone()),
            }
        }
        let series = claimed.series.into_iter();
        self.series
            .extend(series.map(|name| (name, claimed.family.clone())));
        Ok(())
    }

    fn clash(&self, name: &str, before: &Self) -> Option<Clash> {
        let own = self.series.get(name);
        let first = own.or_else(|| before.series.get(name))?;
        Some(Clash {
            name: name.to_owned(),
            first: first.clone(),
            is_before: own.is_none(),
        })
    }

    /// The form in OpenMetrics of a family that prefers `own`.
    pub(crate) fn form(&self, family: &str, own: Form) -> Form {
        if self.contested.contains(family) {
            Form::Plain
        } else {
            own
        }
    }
}
