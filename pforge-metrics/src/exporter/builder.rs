//! What an exporter serves, and what it refuses to.

use super::Exporter;
use super::sources::Sources;
use crate::cells::catalog::Catalog;
use crate::cells::store::{Storage, Store};
use prometheus::Registry;
use std::fmt;
use std::sync::Arc;

/// Collects what an [`Exporter`] serves.
#[derive(Default)]
#[must_use = "nothing is served until it is built"]
pub struct ExporterBuilder {
    catalogs: Vec<&'static Storage>,
    registries: Vec<Registry>,
}

impl fmt::Debug for ExporterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExporterBuilder")
            .field("catalogs", &self.catalogs.len())
            .field("registries", &self.registries.len())
            .finish()
    }
}

impl ExporterBuilder {
    /// Serves a catalog.
    pub fn catalog<C: Store>(mut self, _: &Catalog<C>) -> Self {
        self.catalogs.push(C::storage());
        self
    }

    /// Serves what is registered with a registry, now or later: the metrics of other libraries.
    ///
    /// Where the registry holds the collector of a catalog that the exporter serves, the catalog is served once.
    pub fn registry(mut self, registry: &Registry) -> Self {
        self.registries.push(registry.clone());
        self
    }

    /// Builds the exporter.
    ///
    /// # Errors
    ///
    /// If two sources have a family of the same name, or one whose name is a series of another (`x_count` beside a
    /// histogram `x`), and if a registry has metrics of two types under one name. Registries are gathered for this, so that
    /// what is registered by now is checked. A family that comes to clash later is left out of the exposition, and
    /// the one that an earlier source has stays.
    ///
    /// # Panics
    ///
    /// If a collector of a registry does.
    pub fn build(self) -> Result<Exporter, BuildError> {
        let exporter = self.build_unchecked();
        exporter.sources.check()?;
        Ok(exporter)
    }

    /// Builds the exporter with what clashes left out.
    pub(super) fn build_unchecked(self) -> Exporter {
        Exporter {
            sources: Arc::new(Sources::new(self.catalogs, self.registries)),
        }
    }
}

/// Why an exporter can't be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// Two families would show series of the same name.
    DuplicateName {
        /// The name of the series.
        name: String,
        /// The family that has it.
        first: String,
        /// The family that wants it too.
        second: String,
    },
    /// A registry has metrics of two types under one name.
    MixedTypes {
        /// The name of the family.
        name: String,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateName {
                name,
                first,
                second,
            } if first == second => {
                write!(f, "two sources of the exporter have a metric `{name}`")
            }
            Self::DuplicateName {
                name,
                first,
                second,
            } => {
                write!(
                    f,
                    "`{name}` is a series of the metric `{first}` and of the metric `{second}`"
                )
            }
            Self::MixedTypes { name } => {
                write!(
                    f,
                    "a registry has metrics of two types under the name `{name}`"
                )
            }
        }
    }
}

impl std::error::Error for BuildError {}
