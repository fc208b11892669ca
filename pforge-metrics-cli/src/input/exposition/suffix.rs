//! Suffixes that sample names add to the name of their family.

use super::family::Type;
use super::format::Format;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Suffix {
    None,
    Total,
    Created,
    Bucket,
    Count,
    Sum,
    GaugeCount,
    GaugeSum,
    Info,
}

impl Suffix {
    pub const ALL: [Self; 8] = [
        Self::Total,
        Self::Created,
        Self::Bucket,
        Self::GaugeCount,
        Self::GaugeSum,
        Self::Count,
        Self::Sum,
        Self::Info,
    ];

    pub fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Total => "_total",
            Self::Created => "_created",
            Self::Bucket => "_bucket",
            Self::Count => "_count",
            Self::Sum => "_sum",
            Self::GaugeCount => "_gcount",
            Self::GaugeSum => "_gsum",
            Self::Info => "_info",
        }
    }

    /// Returns whether the value is a number of observations.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Bucket | Self::Count | Self::GaugeCount)
    }

    /// Returns the suffix of a sample that belongs to a family.
    pub fn behind(family: &str, sample: &str) -> Self {
        let rest = sample.strip_prefix(family).unwrap_or_default();
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.text() == rest).unwrap_or(Self::None)
    }
}

/// Returns the suffixes that a type allows.
pub(super) fn of(kind: Type, format: Format) -> &'static [Suffix] {
    use Suffix::{Bucket, Count, Created, GaugeCount, GaugeSum, Info, None, Sum, Total};
    match (kind, format) {
        (Type::Histogram, Format::Prometheus) => &[Bucket, Count, Sum],
        (Type::Summary, Format::Prometheus) => &[None, Count, Sum],
        (Type::Gauge | Type::StateSet | Type::Untyped, _) | (_, Format::Prometheus) => &[None],
        (Type::Counter, _) => &[Total, Created],
        (Type::Histogram, _) => &[Bucket, Count, Sum, Created],
        (Type::Summary, _) => &[None, Count, Sum, Created],
        (Type::GaugeHistogram, _) => &[Bucket, GaugeCount, GaugeSum],
        (Type::Info, _) => &[Info],
    }
}
