//! The text format 0.0.4 without an exporter.

use super::catalog::Catalog;
use crate::exposition::text;
use crate::storage::store::Store;
use std::marker::PhantomData;

/// The `Content-Type` of the format.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Writes a catalog again and again, without allocating once its buffers have grown.
///
/// ```
/// # mod metrics {
/// # pforge_metrics::include_metrics!(inline = r#"
/// #     [counter.jobs_total]
/// #     help = "Jobs done."
/// # "#);
/// # }
/// # use metrics::*;
/// use pforge_metrics::text::TextWriter;
///
/// let mut writer = TextWriter::new(&CATALOG);
/// let mut body = Vec::new();
/// writer.write(&mut body);
/// assert_eq!(body, b"# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total 0\n");
/// ```
#[derive(Debug)]
pub struct TextWriter<C> {
    values: Vec<u64>,
    catalog: PhantomData<C>,
}

impl<C: Store> TextWriter<C> {
    /// A writer for one catalog.
    #[must_use]
    pub fn new(_: &Catalog<C>) -> Self {
        Self {
            values: Vec::new(),
            catalog: PhantomData,
        }
    }

    /// Takes a snapshot and appends its text to `out`: families in the order of their names, series in the order of
    /// declaration.
    ///
    /// If the `refresh` function of the catalog panics, the values are written as they are, and
    /// [`Catalog::refresh_panics`] counts one more.
    pub fn write(&mut self, out: &mut Vec<u8>) {
        // The catalog counts the panic; the text has no place for it.
        let _ = C::storage().copy_into(&mut self.values);
        text::write_catalog(C::storage(), &self.values, out);
    }
}
