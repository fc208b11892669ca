//! Info metrics.

use std::marker::PhantomData;

/// An info metric: constant texts, such as the version of the program. They are labels of a series whose value is
/// always 1.
///
/// To add its labels to another metric, join the two: `x * on(instance) group_left(version) build_info`.
///
/// ```
/// # mod metrics {
/// pforge_metrics::include_metrics!(inline = r#"
///     [info.build_info]
///     help   = "Build of the running program."
///     labels = { version = { env = "CARGO_PKG_VERSION" }, channel = "nightly" }
/// "#);
/// # }
/// # use metrics::*;
/// assert_eq!(BUILD_INFO.get("channel"), Some("nightly"));
/// let names: Vec<&str> = BUILD_INFO.labels().map(|(name, _)| name).collect();
/// assert_eq!(names, ["version", "channel"]);
/// ```
#[derive(Clone, Copy)]
pub struct Info<C> {
    pub(super) labels: &'static [(&'static str, &'static str)],
    of: PhantomData<C>,
}

impl<C> Info<C> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(labels: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            labels,
            of: PhantomData,
        }
    }

    /// Iterates over the names and values of the labels, in the order of their declaration.
    pub fn labels(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<C> {
        self.labels.iter().copied()
    }

    /// Returns the value of a label, or `None` if the metric has no label with this name.
    #[must_use]
    pub fn get(&self, label: &str) -> Option<&'static str> {
        let found = self.labels.iter().find(|(name, _)| *name == label);
        found.map(|(_, value)| *value)
    }
}
