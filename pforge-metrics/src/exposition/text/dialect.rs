//! The differences between the text formats: those of Prometheus, 0.0.4 and 1.0.0, and OpenMetrics 1.0.

use super::escape::{push_help, push_quoted_help};
use crate::descriptor::{Descriptor, Kind};
use crate::native::NativeTable;
use crate::storage::slot::Slot;
use crate::storage::store::Storage;

/// A text format. Samples have the same names in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Prometheus,
    /// In the form [`Typed`](Form::Typed), the family names of counters and infos lack the suffix of their samples.
    OpenMetrics,
}

/// The form of a family in OpenMetrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The family has its own type. A counter `x_total` or an info `x_info` has the family name `x`.
    Typed,
    /// The family has its full name. A counter has the type `unknown` and an info has the type `gauge`. Created samples
    /// and exemplars of counters are omitted.
    Plain,
}

/// The options for writing a family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) form: Form,
    /// Whether a family with the same name was written before, so that the header is omitted.
    pub(crate) continues: bool,
}

/// Returns a name without the suffix that OpenMetrics requires for its type. Returns `None` if it does not end in the
/// suffix or would be empty.
pub(crate) fn stem<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    name.strip_suffix(suffix).filter(|stem| !stem.is_empty())
}

impl Descriptor {
    /// Returns the name of the family in OpenMetrics, if it differs from the name of the metric.
    pub(crate) fn stem(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Counter => stem(self.name(), "_total"),
            Kind::Info => stem(self.name(), "_info"),
            Kind::Gauge | Kind::Histogram | Kind::StateSet => None,
        }
    }

    /// Returns the form in OpenMetrics according to the name of the metric. Conflicts with other families can change it.
    pub(crate) fn form(&self) -> Form {
        let needs_suffix = matches!(self.kind, Kind::Counter | Kind::Info);
        if needs_suffix && self.stem().is_none() {
            Form::Plain
        } else {
            Form::Typed
        }
    }

    /// Returns the name of the created samples in OpenMetrics without `_created`, if the metric can have such samples.
    pub(crate) fn created_stem(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Counter => self.stem(),
            _ => self.has_created().then(|| self.name()),
        }
    }
}

impl Dialect {
    /// Appends the header of a family of a catalog.
    pub(super) fn push_header(self, text: &mut Vec<u8>, descriptor: &Descriptor, form: Form) {
        let unit = match self {
            Self::Prometheus => "",
            Self::OpenMetrics => descriptor.unit().unwrap_or_default(),
        };
        let (name, kind) = (
            self.family(descriptor, form),
            self.kind(descriptor.kind, form),
        );
        self.push_metadata(text, name, kind, unit, descriptor.help());
    }

    /// Appends the metadata of a family. Omits an empty help, and a unit that is not a suffix of the name.
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

    /// Returns the name of a family in its metadata.
    pub(crate) fn family(self, descriptor: &Descriptor, form: Form) -> &'static str {
        let stem = descriptor.stem();
        let is_typed = self == Self::OpenMetrics && form == Form::Typed;
        stem.filter(|_| is_typed).unwrap_or(descriptor.name())
    }

    fn kind(self, kind: Kind, form: Form) -> &'static str {
        match (self, kind, form) {
            (Self::OpenMetrics, Kind::Counter, Form::Plain) => "unknown",
            (_, Kind::Counter, _) => "counter",
            (_, Kind::Histogram, _) => "histogram",
            (Self::OpenMetrics, Kind::StateSet, _) => "stateset",
            (Self::OpenMetrics, Kind::Info, Form::Typed) => "info",
            // The Prometheus formats have no types for state sets and infos.
            (_, Kind::Gauge | Kind::StateSet | Kind::Info, _) => "gauge",
        }
    }

    /// Formats a bound of a histogram or a quantile. OpenMetrics requires a decimal point.
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

    /// Returns the exemplars of a family, if this dialect supports them. OpenMetrics 1.0 supports them for counters and
    /// histograms only.
    pub(super) fn exemplars(
        self,
        storage: &Storage,
        descriptor: &Descriptor,
        form: Form,
    ) -> Option<&'static [Slot]> {
        let is_untyped = descriptor.kind == Kind::Counter && form == Form::Plain;
        match self {
            Self::OpenMetrics if !is_untyped => storage.exemplars(descriptor),
            _ => None,
        }
    }

    /// Returns whether a histogram can have a sum and a count. In OpenMetrics, a sum must not decrease, which requires
    /// bounds of at least 0, and a count requires a sum. Without a count, the bucket of `+Inf` has the number of
    /// observations.
    pub(super) fn has_sum(self, bounds: &[f64]) -> bool {
        self == Self::Prometheus || bounds.first().is_none_or(|lowest| *lowest >= 0.0)
    }

    /// Returns whether a series with this sum has a sum and a count. A negative sum must have decreased.
    pub(super) fn shows_sum(self, sum: f64) -> bool {
        self == Self::Prometheus || sum >= 0.0
    }

    /// Returns whether a series with these cells has a sum and a count. Native buckets show whether a negative value
    /// was observed, even if the sum is positive.
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
