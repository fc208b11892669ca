//! The rule files of a schema, as YAML for Prometheus and `promtool`.

mod group;
mod unit_tests;

pub use group::group;
pub use unit_tests::unit_tests;
