//! What the commands read: schema files, expositions from files and endpoints, and what of them is selected.

pub mod endpoint;
pub mod exposition;
pub mod files;
pub mod http;
pub mod prometheus;
pub mod selection;

pub use endpoint::Endpoint;
