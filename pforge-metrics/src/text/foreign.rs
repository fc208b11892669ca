//! Families of other libraries in the text format.

use super::escape::{push_help, push_labels, push_name};
use super::number::{push_f64, push_i64, push_u64};
use crate::foreign::{Family, Kind, Sample, SampleValue};

/// Appends one family.
pub(crate) fn write(family: &Family, out: &mut Vec<u8>) {
    let mut name = String::new();
    push_name(&mut name, &family.name, true);
    let kind = match family.kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram => "histogram",
        Kind::Summary => "summary",
        Kind::Untyped => "untyped",
    };
    let mut text = String::new();
    if !family.help.is_empty() {
        text += "# HELP ";
        text += &name;
        text.push(' ');
        push_help(&mut text, &family.help);
        text.push('\n');
    }
    text += "# TYPE ";
    text += &name;
    text.push(' ');
    text += kind;
    text.push('\n');
    out.extend_from_slice(text.as_bytes());
    for sample in &family.samples {
        write_sample(&name, sample, out);
    }
}

fn write_sample(name: &str, sample: &Sample, out: &mut Vec<u8>) {
    let mut text = String::from(name);
    text += sample.suffix;
    push_labels(
        &mut text,
        sample
            .labels
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    out.extend_from_slice(text.as_bytes());
    match sample.value {
        SampleValue::Count(value) => push_u64(out, value),
        SampleValue::Float(value) => push_f64(out, value),
    }
    if let Some(timestamp) = sample.timestamp_ms {
        out.push(b' ');
        push_i64(out, timestamp);
    }
    out.push(b'\n');
}
