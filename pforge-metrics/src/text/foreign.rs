//! Families of other libraries in the text formats.

use super::dialect::Dialect;
use super::escape::push_labels;
use super::number::{push_f64, push_i64, push_u64};
use crate::foreign::{Family, Kind, Metric, Sample, Value};

/// Appends one family.
pub(crate) fn write(family: &Family, dialect: Dialect, out: &mut Vec<u8>) {
    let name = dialect.foreign_family(family);
    dialect.push_metadata(out, name, dialect.foreign_kind(family), "", &family.help);
    let mut labels = Vec::new();
    for metric in &family.metrics {
        labels.clear();
        let pairs = metric.labels.iter();
        push_labels(&mut labels, pairs.map(|(name, value)| (&**name, &**value)));
        let sum = metric.samples.iter().find(|it| it.suffix == "_sum");
        let shows_sum = sum.is_none_or(|it| dialect.shows_sum(it.value.as_float()));
        let is_shown = |it: &&Sample| shows_sum || !["_sum", "_count"].contains(&it.suffix);
        for sample in metric.samples.iter().filter(is_shown) {
            out.extend_from_slice(name.as_bytes());
            let suffix = match (dialect, family.kind) {
                (Dialect::OpenMetrics, Kind::Counter) => "_total",
                _ => sample.suffix,
            };
            out.extend_from_slice(suffix.as_bytes());
            write_sample(sample, &labels, dialect, out);
            push_timestamp(metric, dialect, out);
            out.push(b'\n');
        }
    }
}

impl Dialect {
    /// How the metadata name a family of another library.
    pub(crate) fn foreign_family(self, family: &Family) -> &str {
        let name = family.name.as_str();
        match (self, family.kind) {
            (Self::OpenMetrics, Kind::Counter) => name.strip_suffix("_total").unwrap_or(name),
            _ => name,
        }
    }

    fn foreign_kind(self, family: &Family) -> &'static str {
        match family.kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
            Kind::Summary => "summary",
            Kind::Untyped => match self {
                Self::Prometheus => "untyped",
                Self::OpenMetrics => "unknown",
            },
        }
    }
}

/// Appends labels and value of a sample; the label pairs of its metric stand in `labels` with their braces.
fn write_sample(sample: &Sample, labels: &[u8], dialect: Dialect, out: &mut Vec<u8>) {
    if let Some((name, bound)) = sample.bound {
        // The brace is taken back, and one more pair put in.
        let before = labels.strip_suffix(b"}").unwrap_or_default();
        out.extend_from_slice(before);
        out.push(if before.is_empty() { b'{' } else { b',' });
        for word in [name, "=\"", &dialect.bound(bound), "\"}"] {
            out.extend_from_slice(word.as_bytes());
        }
    } else {
        out.extend_from_slice(labels);
    }
    out.push(b' ');
    match sample.value {
        Value::Count(value) => push_u64(out, value),
        Value::Float(value) => push_f64(out, value),
    }
}

/// Milliseconds since the epoch, or seconds in OpenMetrics.
fn push_timestamp(metric: &Metric, dialect: Dialect, out: &mut Vec<u8>) {
    let Some(timestamp) = metric.timestamp_ms else {
        return;
    };
    out.push(b' ');
    match dialect {
        Dialect::Prometheus => push_i64(out, timestamp),
        Dialect::OpenMetrics => {
            let sign = if timestamp < 0 { "-" } else { "" };
            let (seconds, rest) = (
                timestamp.unsigned_abs() / 1_000,
                timestamp.unsigned_abs() % 1_000,
            );
            out.extend_from_slice(format!("{sign}{seconds}.{rest:03}").as_bytes());
        }
    }
}
