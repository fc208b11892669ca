//! Checks whether two metrics with the same name can be exposed as one family.

use super::{Descriptor, LabelDescriptor};

impl Descriptor {
    /// Returns whether two metrics can be exposed as one family: they have the same name and metadata, and no label
    /// set of one can be a label set of the other.
    pub(crate) fn merges_with(&self, other: &Self) -> bool {
        let metadata = (self.name, self.kind, self.help, self.unit);
        let is_same = metadata == (other.name, other.kind, other.help, other.unit);
        is_same && (self.differs_in_a_label_from(other) || other.differs_in_a_label_from(self))
    }

    /// Returns whether a label distinguishes all series: the other metric does not have it, or has no value in common
    /// with it. Label values are never empty, so a series with the label always differs from one without it.
    fn differs_in_a_label_from(&self, other: &Self) -> bool {
        let mut labels = self.labels.iter();
        labels.any(|label| {
            let same_name = |it: &&LabelDescriptor| it.name() == label.name();
            let same = other.labels.iter().find(same_name);
            same.is_none_or(|it| it.is_disjoint_from(label))
        })
    }
}
