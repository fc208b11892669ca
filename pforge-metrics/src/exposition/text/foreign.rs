//! Families of other libraries in the text formats.

use super::dialect::{Dialect, Form, Style, stem};
use super::escape::push_label_value;
use super::number::{push_f64, push_i64, push_u64};
use crate::exemplar::{DROPPED, drop_one};
use crate::exposition::family::{Family, Kind, Sample, Unfit, Value};
use crate::names::{is_plain_label, is_plain_metric};
use std::borrow::Cow;

/// Appends one family.
pub(crate) fn write(family: &Family, dialect: Dialect, style: Style, out: &mut Vec<u8>) {
    if !style.continues {
        push_header(family, dialect, style.form, out);
    }
    let is_openmetrics = dialect == Dialect::OpenMetrics;
    let is_untyped = family.kind == Kind::Counter && style.form == Form::Plain;
    let shows_exemplars = is_openmetrics && !is_untyped;
    let mut pairs = Vec::new();
    for metric in &family.metrics {
        pairs.clear();
        push_pairs(&mut pairs, &metric.labels);
        let sum = metric.samples.iter().find(|it| it.suffix == "_sum");
        let shows_sum = sum.is_none_or(|it| dialect.shows_sum(it.value.as_float()));
        let is_shown = |it: &&Sample| shows_sum || !["_sum", "_count"].contains(&it.suffix);
        for sample in metric.samples.iter().filter(is_shown) {
            let name = (family.name.as_str(), sample.suffix);
            push_series(out, name, &pairs, sample.bound, dialect);
            out.push(b' ');
            match sample.value {
                Value::Count(value) => push_u64(out, value),
                Value::Float(value) => push_f64(out, value),
            }
            push_timestamp(metric.timestamp_ms, dialect, out);
            if shows_exemplars {
                push_exemplar(sample, out);
            }
            out.push(b'\n');
        }
    }
}

fn push_header(family: &Family, dialect: Dialect, form: Form, out: &mut Vec<u8>) {
    let name = dialect.foreign_family(family, form);
    let shown = if is_plain_metric(name) {
        Cow::Borrowed(name)
    } else {
        let mut quoted = Vec::new();
        push_quoted(&mut quoted, name, "");
        Cow::Owned(super::into_string(quoted))
    };
    let kind = dialect.foreign_kind(family.kind, form);
    dialect.push_metadata(out, &shown, kind, "", &family.help);
}

impl Family {
    /// The name of the family in OpenMetrics, if that differs from its own name.
    pub(crate) fn stem(&self) -> Option<&str> {
        match self.kind {
            Kind::Counter => stem(&self.name, "_total"),
            Kind::Gauge | Kind::Histogram | Kind::Summary | Kind::Untyped => None,
        }
    }

    /// The form in OpenMetrics, as far as the family itself decides it.
    pub(crate) fn form(&self) -> Form {
        if self.kind == Kind::Counter && self.stem().is_none() {
            Form::Plain
        } else {
            Form::Typed
        }
    }
}

impl Dialect {
    /// How the metadata name a family of another library.
    pub(crate) fn foreign_family(self, family: &Family, form: Form) -> &str {
        let is_typed = self == Self::OpenMetrics && form == Form::Typed;
        let stem = family.stem().filter(|_| is_typed);
        stem.unwrap_or(&family.name)
    }

    fn foreign_kind(self, kind: Kind, form: Form) -> &'static str {
        match (self, kind, form) {
            (Self::OpenMetrics, Kind::Counter, Form::Plain)
            | (Self::OpenMetrics, Kind::Untyped, _) => "unknown",
            (_, Kind::Counter, _) => "counter",
            (_, Kind::Gauge, _) => "gauge",
            (_, Kind::Histogram, _) => "histogram",
            (_, Kind::Summary, _) => "summary",
            (Self::Prometheus, Kind::Untyped, _) => "untyped",
        }
    }
}

/// Appends the name of a sample and what stands in its braces. A name that is not plain stands in them as well, in front.
fn push_series(
    out: &mut Vec<u8>,
    (name, suffix): (&str, &str),
    pairs: &[u8],
    bound: Option<(&str, f64)>,
    dialect: Dialect,
) {
    let mut before = b'{';
    if is_plain_metric(name) {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(suffix.as_bytes());
    } else {
        out.push(b'{');
        push_quoted(out, name, suffix);
        before = b',';
    }
    if !pairs.is_empty() {
        out.push(before);
        out.extend_from_slice(pairs);
        before = b',';
    }
    if let Some((name, bound)) = bound {
        out.push(before);
        for word in [name, "=\"", &dialect.bound(bound), "\""] {
            out.extend_from_slice(word.as_bytes());
        }
        before = b',';
    }
    if before == b',' {
        out.push(b'}');
    }
}

/// Appends label pairs without braces.
fn push_pairs(out: &mut Vec<u8>, labels: &[(String, String)]) {
    for (i, (name, value)) in labels.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        if is_plain_label(name) {
            out.extend_from_slice(name.as_bytes());
        } else {
            push_quoted(out, name, "");
        }
        out.push(b'=');
        push_quoted(out, value, "");
    }
}

/// Appends a text in quotation marks.
fn push_quoted(out: &mut Vec<u8>, text: &str, suffix: &str) {
    out.push(b'"');
    push_label_value(out, text);
    out.extend_from_slice(suffix.as_bytes());
    out.push(b'"');
}

/// Appends the exemplar of a sample, if there is one that is fit to be shown.
fn push_exemplar(sample: &Sample, out: &mut Vec<u8>) {
    match &sample.exemplar {
        Some(Ok(exemplar)) => {
            out.extend_from_slice(b" # {");
            push_pairs(out, &exemplar.labels);
            out.extend_from_slice(b"} ");
            push_f64(out, exemplar.value);
            push_timestamp(exemplar.timestamp_ms, Dialect::OpenMetrics, out);
        }
        Some(Err(Unfit::TooLong)) => drop_one(&DROPPED.too_long),
        Some(Err(Unfit::Malformed)) => drop_one(&DROPPED.malformed),
        None => {}
    }
}

/// Milliseconds since the epoch, or seconds in OpenMetrics.
fn push_timestamp(timestamp_ms: Option<i64>, dialect: Dialect, out: &mut Vec<u8>) {
    let Some(timestamp) = timestamp_ms else {
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
