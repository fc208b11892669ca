//! Infos.

use std::marker::PhantomData;

/// Texts that don't change while the process runs, such as its version: labels of a series that is always 1.
///
/// Join it with others to have its labels there: `x * on(instance) group_left(version) build_info`.
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

    /// Names and values, in the order of their declaration.
    pub fn labels(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<C> {
        self.labels.iter().copied()
    }

    /// The value of one label, if there is a label of that name.
    #[must_use]
    pub fn get(&self, label: &str) -> Option<&'static str> {
        let found = self.labels.iter().find(|(name, _)| *name == label);
        found.map(|(_, value)| *value)
    }
}
