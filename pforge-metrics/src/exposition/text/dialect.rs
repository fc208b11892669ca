//! In what the two text formats differ: Prometheus' own, 0.0.4 and 1.0.0, and OpenMetrics 1.0.

use super::escape::{push_help, push_quoted_help};
use crate::descriptor::{Descriptor, Kind};
use crate::native::NativeTable;
use crate::storage::slot::Slot;
use crate::storage::store::Storage;

/// One of the text formats. Samples have the same names in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Prometheus,
    /// Families of counters and infos are named without the suffix of their samples, in the form [`Typed`](Form::Typed).
    OpenMetrics,
}

/// The form of a family in OpenMetrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The family has its own type: a counter `x_total` and an info `x_info` are the family `x`.
    Typed,
    /// The family has its own name, whatever its type demands: a counter is of type `unknown` and an info is a gauge. Created
    /// samples are left out, as are exemplars of counters.
    Plain,
}

/// How one family is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) form: Form,
    /// Whether its samples continue a family of the same name, whose header is written already.
    pub(crate) continues: bool,
}

/// A name without the suffix that OpenMetrics demands of its kind. `None` if it does not end in it, or has nothing else.
pub(crate) fn stem<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    name.strip_suffix(suffix).filter(|stem| !stem.is_empty())
}

impl Descriptor {
    /// The name of the family in OpenMetrics, if that differs from its own name.
    pub(crate) fn stem(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Counter => stem(self.name(), "_total"),
            Kind::Info => stem(self.name(), "_info"),
            Kind::Gauge | Kind::Histogram | Kind::StateSet => None,
        }
    }

    /// The form in OpenMetrics, as far as the metric itself decides it.
    pub(crate) fn form(&self) -> Form {
        let needs_suffix = matches!(self.kind, Kind::Counter | Kind::Info);
        if needs_suffix && self.stem().is_none() {
            Form::Plain
        } else {
            Form::Typed
        }
    }

    /// What stands before `_created` in the name of its created samples in OpenMetrics, if it can have such.
    pub(crate) fn created_stem(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Counter => self.stem(),
            _ => self.has_created().then(|| self.name()),
        }
    }
}

impl Dialect {
    /// Appends what stands above the samples of a family of a catalog.
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
            // Prometheus' own format has no types of their own for states and infos.
            (_, Kind::Gauge | Kind::StateSet | Kind::Info, _) => "gauge",
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

    /// The exemplars of a family that this dialect shows, if there may be any. OpenMetrics 1.0 has room for them in counters
    /// and histograms alone.
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
