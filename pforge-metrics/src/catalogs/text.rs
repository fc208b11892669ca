//! Writes the text format 0.0.4 without an exporter, for servers and bridges that do not use an `Exporter`.

use super::catalog::Catalog;
use crate::exposition::text;
use crate::storage::store::Store;
use std::marker::PhantomData;

/// The value of the `Content-Type` header for the text format 0.0.4.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Writes a catalog in the text format 0.0.4 and reuses its buffers, so that repeated writes do not allocate.
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
    /// Returns a writer for a catalog.
    #[must_use]
    pub fn new(_: &Catalog<C>) -> Self {
        Self {
            values: Vec::new(),
            catalog: PhantomData,
        }
    }

    /// Takes a snapshot and appends it to `out`: families in the order of their names, series in the order of
    /// declaration.
    ///
    /// If the `refresh` function of the catalog panics, writes the stale values. [`Catalog::refresh_panics`] counts the
    /// panic.
    pub fn write(&mut self, out: &mut Vec<u8>) {
        // The catalog counts the panic. The text format cannot report it.
        let _ = C::storage().copy_into(&mut self.values);
        text::write_catalog(C::storage(), &self.values, out);
    }
}
