//! The text formats: Prometheus' own, and OpenMetrics 1.0.
//!
//! What stands before the numbers never changes, so it is composed once per catalog; after that, writing is
//! copying bytes and formatting numbers. Families of other libraries, known only when they are gathered, are written
//! label by label. The formats are specified in Prometheus' documentation, "Exposition formats", and at
//! <https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>.

mod composed;
mod dialect;
#[cfg(feature = "exporter")]
mod dotted;
mod escape;
mod exemplar;
#[cfg(feature = "exporter")]
mod external;
mod lines;
mod number;
mod sparse;

pub(crate) use composed::Composed;
#[cfg(feature = "exporter")]
pub(crate) use composed::ComposedFamily;
pub(crate) use dialect::{Dialect, Form, Style};
#[cfg(feature = "exporter")]
pub(crate) use dotted::composed_by;
pub(crate) use escape::push_label_value;
#[cfg(feature = "exporter")]
pub(crate) use external::{OmittedExemplars, write as write_external};

use crate::descriptor::Descriptor;
use crate::storage::store::Storage;
use std::sync::OnceLock;

/// Appends all families of a catalog.
pub(crate) fn write_catalog(storage: &'static Storage, values: &[u64], out: &mut Vec<u8>) {
    let composed = composed(storage, Dialect::Prometheus, None);
    for family in composed.families() {
        let style = Style {
            form: Form::Typed,
            continues: false,
        };
        composed.write(family, (storage, values), style, out);
    }
}

/// A float as the format prints it.
pub(crate) fn float(value: f64) -> String {
    let mut digits = Vec::new();
    number::push_f64(&mut digits, value);
    into_string(digits)
}

/// What the writers wrote, which is always UTF-8.
pub(crate) fn into_string(text: Vec<u8>) -> String {
    String::from_utf8(text)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The composed texts of a catalog, which are kept with its storage.
#[derive(Default)]
struct CatalogTexts {
    plain: Texts,
    #[cfg(feature = "exporter")]
    dotted: OnceLock<dotted::Dotted>,
}

/// The composed texts of a catalog under the names of one table, each made at the first call.
#[derive(Default)]
struct Texts {
    prometheus: OnceLock<Composed>,
    openmetrics: OnceLock<Composed>,
    openmetrics_with_created: OnceLock<Composed>,
}

impl Texts {
    fn of(
        &self,
        descriptors: &'static [Descriptor],
        dialect: Dialect,
        created: Option<u64>,
    ) -> &Composed {
        let (composed, created) = match (dialect, created) {
            (Dialect::Prometheus, _) => (&self.prometheus, None),
            (Dialect::OpenMetrics, None) => (&self.openmetrics, None),
            (Dialect::OpenMetrics, Some(_)) => (&self.openmetrics_with_created, created),
        };
        composed.get_or_init(|| Composed::new(descriptors, dialect, created))
    }
}

/// A catalog's composed text. If series tell when they began, and the dialect has room for it, `created` is when the process
/// did, which never changes.
pub(crate) fn composed(
    storage: &'static Storage,
    dialect: Dialect,
    created: Option<u64>,
) -> &'static Composed {
    let texts = &storage.attached(CatalogTexts::default).plain;
    texts.of(storage.descriptors, dialect, created)
}
