//! The text formats of Prometheus and OpenMetrics 1.0.
//!
//! The text before each number never changes, so a template with it is built once per catalog. After that, writing a
//! catalog only copies bytes and formats numbers. Families of other libraries are unknown until they are gathered, so
//! they are written label by label. The formats are specified in "Exposition formats" of the Prometheus documentation
//! and at <https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>.

mod dialect;
#[cfg(feature = "exporter")]
mod dots_scheme;
mod escape;
mod exemplar;
#[cfg(feature = "exporter")]
mod external;
mod lines;
mod number;
mod sparse;
mod template;

pub(crate) use dialect::{Dialect, Form, Style};
#[cfg(feature = "exporter")]
pub(crate) use dots_scheme::escaped_template;
pub(crate) use escape::push_label_value;
#[cfg(feature = "exporter")]
pub(crate) use external::{OmittedExemplars, write as write_external};
pub(crate) use template::CatalogTemplate;
#[cfg(feature = "exporter")]
pub(crate) use template::FamilyTemplate;

use crate::descriptor::Descriptor;
use crate::storage::store::Storage;
use std::sync::OnceLock;

/// Appends all families of a catalog in the text format 0.0.4.
pub(crate) fn write_catalog(storage: &'static Storage, values: &[u64], out: &mut Vec<u8>) {
    let template = template(storage, Dialect::Prometheus, None);
    for family in template.families() {
        let style = Style {
            form: Form::Typed,
            continues: false,
        };
        template.write(family, (storage, values), style, out);
    }
}

/// Formats a float like the text formats.
pub(crate) fn float(value: f64) -> String {
    let mut digits = Vec::new();
    number::push_f64(&mut digits, value);
    into_string(digits)
}

/// Converts the output of the writers, which is always UTF-8.
pub(crate) fn into_string(text: Vec<u8>) -> String {
    String::from_utf8(text)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The templates of a catalog, which are attached to its storage.
#[derive(Default)]
struct CatalogTemplates {
    plain: DialectTemplates,
    #[cfg(feature = "exporter")]
    dots: OnceLock<dots_scheme::DotsTemplates>,
}

/// The templates of a catalog with the names of one table of descriptors. Each is built at its first use.
#[derive(Default)]
struct DialectTemplates {
    prometheus: OnceLock<CatalogTemplate>,
    openmetrics: OnceLock<CatalogTemplate>,
    openmetrics_with_created: OnceLock<CatalogTemplate>,
}

impl DialectTemplates {
    fn get_or_build(
        &self,
        descriptors: &'static [Descriptor],
        dialect: Dialect,
        created: Option<u64>,
    ) -> &CatalogTemplate {
        let (template, created) = match (dialect, created) {
            (Dialect::Prometheus, _) => (&self.prometheus, None),
            (Dialect::OpenMetrics, None) => (&self.openmetrics, None),
            (Dialect::OpenMetrics, Some(_)) => (&self.openmetrics_with_created, created),
        };
        template.get_or_init(|| CatalogTemplate::new(descriptors, dialect, created))
    }
}

/// Returns the template of a catalog. `created` is the constant start time of the process, if the output includes
/// created samples and the dialect supports them.
pub(crate) fn template(
    storage: &'static Storage,
    dialect: Dialect,
    created: Option<u64>,
) -> &'static CatalogTemplate {
    let templates = &storage.attached(CatalogTemplates::default).plain;
    templates.get_or_build(storage.descriptors, dialect, created)
}
