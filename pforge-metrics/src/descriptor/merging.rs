//! Whether two metrics of one name can be one family.

use super::{Descriptor, Kind};
use crate::foreign::{self, Family};

impl Descriptor {
    /// Whether two metrics of one name are one family: they have the same metadata, and a constant label tells all series of
    /// one from those of the other.
    pub(crate) fn merges_with(&self, other: &Self) -> bool {
        let constants = self.labels.iter();
        let mut constants =
            constants.filter_map(|label| Some((label.name(), label.constant_value()?)));
        let is_told_apart = constants.any(|(name, value)| {
            let mut others = other.labels.iter();
            others.any(|label| {
                let constant = label.constant_value();
                label.name() == name && constant.is_some_and(|it| it != value)
            })
        });
        let metadata = (self.name, self.kind, self.help, self.unit);
        is_told_apart && metadata == (other.name, other.kind, other.help, other.unit)
    }

    /// Whether a metric and a family of another library that has its name share their metadata.
    pub(crate) fn has_metadata_of(&self, family: &Family) -> bool {
        let kind = match self.kind {
            Kind::Counter => foreign::Kind::Counter,
            Kind::Gauge => foreign::Kind::Gauge,
            Kind::Histogram => foreign::Kind::Histogram,
            Kind::StateSet | Kind::Info => return false,
        };
        (self.name, kind, self.help) == (&*family.name, family.kind, &*family.help)
    }

    /// Whether one of the series can have these labels.
    pub(crate) fn can_have(&self, labels: &[(String, String)]) -> bool {
        let has = |name: &str, is: &dyn Fn(&str) -> bool| {
            let found = labels.iter().find(|(other, _)| other == name);
            found.is_some_and(|(_, value)| is(value))
        };
        labels.len() == self.labels.len()
            && self
                .labels
                .iter()
                .all(|label| has(label.name(), &|value| label.can_be(value)))
    }
}
