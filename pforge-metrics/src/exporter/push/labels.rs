//! Label conflicts between metrics and a group.

use crate::descriptor::{Kind, LabelDescriptor};
use crate::exporter::gather::gathered::Gathered;
use crate::names::Escaping;

/// Returns the family and the name of the first label that matches the predicate.
pub(super) fn find(
    gathered: &Gathered,
    matches: impl Fn(&str) -> bool,
) -> Option<(String, String)> {
    let ours = gathered.catalogs.named(Escaping::Underscores);
    let ours = ours.families.iter().flat_map(|(_, family)| {
        let (name, labels) = (family.descriptor.name(), family.descriptor.labels().iter());
        let of_kind = match family.descriptor.kind() {
            Kind::StateSet => Some(name),
            Kind::Histogram => Some("le"),
            _ => None,
        };
        let labels = labels.map(LabelDescriptor::name).chain(of_kind);
        labels.map(move |label| (name, label))
    });
    let theirs = gathered.external(Escaping::Underscores);
    let theirs = theirs.families.iter().flat_map(|family| {
        let labels = family.served.metrics().flat_map(|(labels, _)| labels);
        let labels = labels.map(|(label, _)| &**label);
        let labels = labels.chain(family.served.sample_label());
        labels.map(|label| (family.served.name.as_str(), label))
    });
    let found = ours.chain(theirs).find(|(_, label)| matches(label))?;
    Some((found.0.to_owned(), found.1.to_owned()))
}
