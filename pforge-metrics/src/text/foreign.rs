//! Families of other libraries in the text format.

use super::escape::{push_help, push_labels};
use super::number::{push_f64, push_i64, push_u64};
use crate::foreign::{Family, Kind, Metric, Value};

/// Appends one family.
pub(crate) fn write(family: &Family, out: &mut Vec<u8>) {
    let kind = match family.kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram => "histogram",
        Kind::Summary => "summary",
        Kind::Untyped => "untyped",
    };
    if !family.help.is_empty() {
        out.extend_from_slice(b"# HELP ");
        out.extend_from_slice(family.name.as_bytes());
        out.push(b' ');
        push_help(out, &family.help);
        out.push(b'\n');
    }
    for word in ["# TYPE ", &family.name, " ", kind, "\n"] {
        out.extend_from_slice(word.as_bytes());
    }
    let mut labels = Vec::new();
    for metric in &family.metrics {
        labels.clear();
        push_labels(
            &mut labels,
            metric
                .labels
                .iter()
                .map(|(name, value)| (&**name, &**value)),
        );
        write_metric(&family.name, metric, &labels, out);
    }
}

/// Appends the lines of a metric, whose label pairs stand in `labels` with their braces.
fn write_metric(family: &str, metric: &Metric, labels: &[u8], out: &mut Vec<u8>) {
    for sample in &metric.samples {
        out.extend_from_slice(family.as_bytes());
        out.extend_from_slice(sample.suffix.as_bytes());
        if let Some((name, bound)) = sample.bound {
            // The brace is taken back, and one more pair put in.
            let before = labels.strip_suffix(b"}").unwrap_or_default();
            out.extend_from_slice(before);
            out.push(if before.is_empty() { b'{' } else { b',' });
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"=\"");
            push_f64(out, bound);
            out.extend_from_slice(b"\"}");
        } else {
            out.extend_from_slice(labels);
        }
        out.push(b' ');
        match sample.value {
            Value::Count(value) => push_u64(out, value),
            Value::Float(value) => push_f64(out, value),
        }
        if let Some(timestamp) = metric.timestamp_ms {
            out.push(b' ');
            push_i64(out, timestamp);
        }
        out.push(b'\n');
    }
}
