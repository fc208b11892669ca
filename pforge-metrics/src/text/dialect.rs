//! In what the two text formats differ: Prometheus' own, 0.0.4 and 1.0.0, and OpenMetrics 1.0.

use super::escape::{push_help, push_quoted_help};
use crate::cells::slot::Slot;
use crate::cells::store::Storage;
use crate::descriptor::{Descriptor, Kind};
use crate::native::NativeTable;

/// One of the text formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Prometheus,
    /// Families of counters and infos are named without the suffix of their samples.
    OpenMetrics,
}

impl Dialect {
    /// Appends what stands above the samples of a family of a catalog.
    pub(super) fn push_header(self, text: &mut Vec<u8>, descriptor: &Descriptor) {
        let unit = descriptor.unit().unwrap_or_default();
        let (name, help) = (self.family(descriptor), descriptor.help());
        match self {
            Self::Prometheus => self.push_metadata(text, name, self.kind(descriptor), "", help),
            Self::OpenMetrics => self.push_metadata(text, name, self.kind(descriptor), unit, help),
        }
    }

    /// Appends the metadata of a family. A unit that its name does not end in is left out, as is an empty help.
    pub(super) fn push_metadata(
        self,
        text: &mut Vec<u8>,
        family: &str,
        kind: &str,
        unit: &str,
        help: &str,
    ) {
        let mut push = |words: &[&str]| {
            for word in words {
                text.extend_from_slice(word.as_bytes());
            }
        };
        match self {
            Self::Prometheus => {
                if !help.is_empty() {
                    push(&["# HELP ", family, " "]);
                    push_help(text, help);
                    text.push(b'\n');
                }
                for word in ["# TYPE ", family, " ", kind, "\n"] {
                    text.extend_from_slice(word.as_bytes());
                }
            }
            Self::OpenMetrics => {
                push(&["# TYPE ", family, " ", kind, "\n"]);
                let stem = family.strip_suffix(unit);
                if !unit.is_empty() && stem.is_some_and(|stem| stem.ends_with('_')) {
                    push(&["# UNIT ", family, " ", unit, "\n"]);
                }
                if !help.is_empty() {
                    push(&["# HELP ", family, " "]);
                    push_quoted_help(text, help);
                    text.push(b'\n');
                }
            }
        }
    }

    /// How the metadata name a family.
    pub(crate) fn family(self, descriptor: &Descriptor) -> &'static str {
        let name = descriptor.name();
        match (self, descriptor.kind) {
            (Self::OpenMetrics, Kind::Counter) => name.strip_suffix("_total").unwrap_or(name),
            (Self::OpenMetrics, Kind::Info) => name.strip_suffix("_info").unwrap_or(name),
            _ => name,
        }
    }

    /// What follows the family's name in the name of its single sample.
    pub(super) fn suffix(self, descriptor: &Descriptor) -> &'static str {
        match (self, descriptor.kind) {
            (Self::OpenMetrics, Kind::Counter) => "_total",
            (Self::OpenMetrics, Kind::Info) => "_info",
            _ => "",
        }
    }

    fn kind(self, descriptor: &Descriptor) -> &'static str {
        match (self, descriptor.kind) {
            (_, Kind::Counter) => "counter",
            (_, Kind::Histogram) => "histogram",
            (Self::OpenMetrics, Kind::StateSet) => "stateset",
            (Self::OpenMetrics, Kind::Info) => "info",
            // Prometheus' own format has no types of their own for states and infos.
            (_, Kind::Gauge | Kind::StateSet | Kind::Info) => "gauge",
        }
    }

    /// A bound of a histogram, or a quantile: OpenMetrics wants to see that it is a float.
    pub(super) fn bound(self, bound: f64) -> String {
        let mut text = super::float(bound);
        let is_whole = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        if self == Self::OpenMetrics && is_whole {
            text.push_str(".0");
        }
        text
    }

    /// The exemplars of a family that this dialect shows, if there may be any.
    pub(super) fn exemplars(
        self,
        storage: &Storage,
        descriptor: &Descriptor,
    ) -> Option<&'static [Slot]> {
        match self {
            Self::Prometheus => None,
            Self::OpenMetrics => storage.exemplars(descriptor),
        }
    }

    /// Whether a histogram can have a sum and a count. In OpenMetrics a sum never goes down, and a count does not stand
    /// without a sum: the bucket of `+Inf` tells it.
    pub(super) fn has_sum(self, bounds: &[f64]) -> bool {
        self == Self::Prometheus || bounds.first().is_none_or(|lowest| *lowest >= 0.0)
    }

    /// Whether a series with this sum has them: below zero it must have gone down.
    pub(super) fn shows_sum(self, sum: f64) -> bool {
        self == Self::Prometheus || sum >= 0.0
    }

    /// The same by all cells of a label set. Native buckets tell what was observed below zero, whatever the sum is since.
    pub(super) fn shows_sum_of(self, descriptor: &Descriptor, cells: &[u64]) -> bool {
        if self == Self::Prometheus {
            return true;
        }
        let (classic, native) = cells.split_at(descriptor.classic_cells());
        let is_negative = |table: NativeTable| table.has_negative(native);
        let sum = classic.first().map_or(0.0, |bits| f64::from_bits(*bits));
        self.shows_sum(sum) && !descriptor.native.is_some_and(is_negative)
    }
}
