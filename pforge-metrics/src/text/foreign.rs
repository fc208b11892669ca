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
    let mut header = String::new();
    if !family.help.is_empty() {
        header += "# HELP ";
        header += &family.name;
        header.push(' ');
        push_help(&mut header, &family.help);
        header.push('\n');
    }
    for word in ["# TYPE ", &family.name, " ", kind, "\n"] {
        header += word;
    }
    out.extend_from_slice(header.as_bytes());
    let mut labels = String::new();
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
fn write_metric(family: &str, metric: &Metric, labels: &str, out: &mut Vec<u8>) {
    for sample in &metric.samples {
        out.extend_from_slice(family.as_bytes());
        out.extend_from_slice(sample.suffix.as_bytes());
        if let Some((name, bound)) = sample.bound {
            // The brace is taken back, and one more pair put in.
            let before = labels.strip_suffix('}').unwrap_or_default();
            out.extend_from_slice(before.as_bytes());
            out.push(if before.is_empty() { b'{' } else { b',' });
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"=\"");
            push_f64(out, bound);
            out.extend_from_slice(b"\"}");
        } else {
            out.extend_from_slice(labels.as_bytes());
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
