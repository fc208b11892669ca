//! Whether two metrics of one name can be one family.

use super::{Descriptor, LabelDescriptor};

impl Descriptor {
    /// Whether two metrics of one name are one family: they have the same metadata, and no series of one can have the label set
    /// of a series of the other.
    pub(crate) fn merges_with(&self, other: &Self) -> bool {
        let metadata = (self.name, self.kind, self.help, self.unit);
        let is_same = metadata == (other.name, other.kind, other.help, other.unit);
        is_same && (self.differs_in_a_label_from(other) || other.differs_in_a_label_from(self))
    }

    /// Whether a label keeps all series apart: the other metric lacks it, or has no value in common with it. No label value is
    /// empty, which would be the same as no label.
    fn differs_in_a_label_from(&self, other: &Self) -> bool {
        let mut labels = self.labels.iter();
        labels.any(|label| {
            let same_name = |it: &&LabelDescriptor| it.name() == label.name();
            let same = other.labels.iter().find(same_name);
            same.is_none_or(|it| it.is_disjoint_from(label))
        })
    }
}
