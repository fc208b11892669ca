//! The protobuf format: delimited messages of the type `io.prometheus.client.MetricFamily`.
//!
//! The numbers and types of the fields are defined in `io/prometheus/client/metrics.proto` of
//! <https://github.com/prometheus/client_model>. The encoding is deterministic: fields are in the order of their
//! numbers, and lengths have the minimum number of bytes. Messages are written in place, without an allocation per
//! series.

mod catalog;
mod external;
mod parts;
mod wire;

pub(crate) use catalog::push_metrics as push_catalog;
#[cfg(feature = "registry-protobuf")]
pub(crate) use catalog::push_stored_exemplar;
pub(crate) use external::push_metrics as push_external;
#[cfg(feature = "registry-protobuf")]
pub(crate) use parts::push_native;

use crate::descriptor::Descriptor;
use crate::exposition::model::{MetricType, Served};
use wire::{push_text, push_unsigned, with_length};

/// Fields of `MetricFamily` except `metric`.
mod field {
    pub(super) const NAME: u32 = 1;
    pub(super) const HELP: u32 = 2;
    pub(super) const TYPE: u32 = 3;
    pub(super) const UNIT: u32 = 5;
}

/// The fields of a family except its metrics.
pub(crate) struct Head<'a> {
    name: &'a str,
    help: &'a str,
    kind: WireType,
    unit: Option<&'a str>,
}

/// The numbers of `MetricType` in protobuf.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireType {
    Counter = 0,
    Gauge = 1,
    Summary = 2,
    Untyped = 3,
    Histogram = 4,
}

impl<'a> Head<'a> {
    pub(crate) fn of_descriptor(descriptor: &'a Descriptor) -> Self {
        Self {
            name: descriptor.name(),
            help: descriptor.help(),
            kind: wire_type(descriptor.kind.into()),
            unit: descriptor.unit(),
        }
    }

    pub(crate) fn of_external(family: &'a Served) -> Self {
        Self {
            name: &family.name,
            help: family.help(),
            kind: wire_type(family.kind()),
            unit: family.unit(),
        }
    }

    /// Returns the unit if the name ends in it, not counting the `_total` of a counter. A reader may reject the whole
    /// exposition if the name does not end in the unit.
    fn shown_unit(&self) -> Option<&'a str> {
        let stem = match self.kind {
            WireType::Counter => self.name.strip_suffix("_total").unwrap_or(self.name),
            _ => self.name,
        };
        self.unit.filter(|unit| {
            let rest = stem.strip_suffix(unit);
            !unit.is_empty() && rest.is_some_and(|rest| rest.ends_with('_'))
        })
    }
}

fn wire_type(kind: MetricType) -> WireType {
    match kind {
        MetricType::Counter => WireType::Counter,
        MetricType::Gauge | MetricType::StateSet | MetricType::Info => WireType::Gauge,
        MetricType::Histogram => WireType::Histogram,
        MetricType::Summary => WireType::Summary,
        MetricType::Unknown => WireType::Untyped,
    }
}

/// Appends a family, unless `push_metrics` appends no metric.
pub(crate) fn write(head: &Head, push_metrics: impl FnOnce(&mut Vec<u8>), out: &mut Vec<u8>) {
    let start = out.len();
    let has_metrics = with_length(out, |out| {
        push_text(out, field::NAME, head.name);
        if !head.help.is_empty() {
            push_text(out, field::HELP, head.help);
        }
        push_unsigned(out, field::TYPE, head.kind as u64);
        let before = out.len();
        push_metrics(out);
        let has_metrics = out.len() > before;
        push_unit(out, head);
        has_metrics
    });
    if !has_metrics {
        out.truncate(start);
    }
}

/// Appends the unit of a family, if it is shown.
pub(crate) fn push_unit(out: &mut Vec<u8>, head: &Head) {
    if let Some(unit) = head.shown_unit() {
        push_text(out, field::UNIT, unit);
    }
}
