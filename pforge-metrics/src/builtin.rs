//! Built-in catalogs, which are declared in TOML files like those of users.

#[cfg(feature = "exporter")]
pub mod exporter;
#[cfg(feature = "http")]
pub mod http;
pub mod own;
#[cfg(feature = "process")]
pub mod process;
#[cfg(feature = "tokio-metrics")]
pub mod tokio_runtime;
