//! The text formats.

/// The two text formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Prometheus' own, 0.0.4: it knows no infos and no state sets.
    Prometheus,
    /// `OpenMetrics` 1.0, which ends in `# EOF`.
    OpenMetrics,
}

impl Format {
    /// Returns the format of a text without a `Content-Type`: `OpenMetrics` if it ends in `# EOF`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.lines().next_back() == Some("# EOF") {
            Self::OpenMetrics
        } else {
            Self::Prometheus
        }
    }
}
