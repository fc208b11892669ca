//! What was gathered, as families for bridges.

use super::body::{FamilyPart, PartContent, parts};
use super::gathered::Gathered;
use crate::descriptor::Descriptor;
use crate::exposition::model::MetricFamily;
use crate::exposition::series;
use crate::names::Escaping;
use std::fmt;

impl Gathered {
    /// Returns the families in the order of their names. Families of the same name are merged across sources. Names are not escaped.
    /// Families without metrics are omitted.
    ///
    /// The iterator builds each family when it is requested. Collect the families to use them more than once.
    pub fn families(&self) -> impl Iterator<Item = MetricFamily> {
        let mut parts = parts(self, Escaping::AllowUtf8).into_iter().peekable();
        let families = std::iter::from_fn(move || {
            let first = parts.next()?;
            let mut family = head(&first);
            self.add(&first, &mut family);
            while let Some(part) = parts.next_if(|part| part.name() == family.name) {
                self.add(&part, &mut family);
            }
            Some(family)
        });
        families.filter(|family| !family.metrics.is_empty())
    }

    /// Returns whether a collector, a source or a `refresh` function panicked, so that families are missing or values are stale.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Adds what one source has of a family.
    fn add(&self, part: &FamilyPart, family: &mut MetricFamily) {
        match part.family {
            PartContent::Catalog(catalog, template) => {
                let (storage, values) = (self.catalogs.storages[catalog], &self.values[catalog]);
                let all = series::exposed(storage, template.descriptor, values);
                family.metrics.extend(all.map(|series| series.metric()));
            }
            PartContent::External(served) => {
                family
                    .metrics
                    .extend(served.metrics().map(|(labels, metric)| {
                        let mut metric = metric.clone();
                        metric.labels = labels.to_vec();
                        metric
                    }));
            }
        }
    }
}

impl fmt::Debug for Gathered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.families()).finish()
    }
}

fn head(part: &FamilyPart) -> MetricFamily {
    match part.family {
        PartContent::Catalog(_, composed) => of_descriptor(composed.descriptor),
        PartContent::External(served) => {
            let mut family =
                MetricFamily::new(served.name.clone(), served.help().to_owned(), served.kind());
            family.unit = served.unit().map(|unit| unit.to_owned().into());
            family
        }
    }
}

fn of_descriptor(descriptor: &Descriptor) -> MetricFamily {
    let mut family = MetricFamily::new(
        descriptor.name(),
        descriptor.help(),
        descriptor.kind().into(),
    );
    family.unit = descriptor.unit().map(Into::into);
    family
}
