//! Writes families of other libraries in the text formats.

use super::dialect::{Dialect, Form, Style, stem};
use super::escape::push_label_value;
use super::number::{push_f64, push_i64, push_seconds, push_u64};
use crate::exposition::model::{
    ExemplarValue, HistogramValue, Metric, MetricType, MetricValue, Served, SummaryValue,
};
use crate::names::{Escaping, is_plain_label, is_plain_metric};
use std::borrow::Cow;

/// The maximum number of characters in the labels of an exemplar in OpenMetrics, including names and values.
const MAX_EXEMPLAR_CHARS: usize = 128;

/// The numbers of exemplars that OpenMetrics does not allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OmittedExemplars {
    /// Exemplars whose labels have too many characters.
    pub(crate) too_long: u64,
    /// Exemplars that repeat a label.
    pub(crate) malformed: u64,
}

/// Appends a family, and counts omitted exemplars in `omitted`. `shows_created` adds created samples to OpenMetrics.
pub(crate) fn write(
    family: &Served,
    (dialect, style): (Dialect, Style),
    shows_created: bool,
    omitted: &mut OmittedExemplars,
    out: &mut Vec<u8>,
) {
    if !style.continues {
        push_header(family, dialect, style.form, out);
    }
    let is_openmetrics = dialect == Dialect::OpenMetrics;
    let is_untyped = family.kind() == MetricType::Counter && style.form == Form::Plain;
    let created_stem = family.created_stem();
    let created_stem =
        created_stem.filter(|_| is_openmetrics && shows_created && style.form == Form::Typed);
    let mut pairs = Vec::new();
    for (labels, metric) in family.metrics() {
        pairs.clear();
        push_pairs(
            &mut pairs,
            labels.iter().map(|(name, value)| (&**name, &**value)),
        );
        let mut lines = MetricWriter {
            family,
            dialect,
            pairs: &pairs,
            timestamp_ms: metric.timestamp_ms,
            shows_exemplars: is_openmetrics && !is_untyped,
            omitted,
            out,
        };
        lines.push_metric(metric);
        if let (Some(stem), Some(created)) = (created_stem, metric.created_ms) {
            lines.push_created(stem, created);
        }
    }
}

/// Writes the lines of one metric.
struct MetricWriter<'a> {
    family: &'a Served,
    dialect: Dialect,
    /// The labels, without braces.
    pairs: &'a [u8],
    timestamp_ms: Option<i64>,
    shows_exemplars: bool,
    omitted: &'a mut OmittedExemplars,
    out: &'a mut Vec<u8>,
}

impl MetricWriter<'_> {
    fn push_metric(&mut self, metric: &Metric) {
        match &metric.value {
            MetricValue::Unsigned(value) => {
                let exemplar = self.counter_exemplar(metric);
                self.push("", None, |out| push_u64(out, *value), exemplar);
            }
            MetricValue::Signed(value) => {
                let exemplar = self.counter_exemplar(metric);
                self.push("", None, |out| push_i64(out, *value), exemplar);
            }
            MetricValue::Float(value) => {
                let exemplar = self.counter_exemplar(metric);
                self.push("", None, |out| push_f64(out, *value), exemplar);
            }
            MetricValue::Histogram(histogram) => self.push_histogram(histogram),
            MetricValue::Summary(summary) => self.push_summary(summary),
            MetricValue::States(states) => {
                let family = self.family;
                for (state, is_active) in states {
                    let label = Some((family.state_label.as_str(), &**state));
                    self.push("", label, |out| push_u64(out, u64::from(*is_active)), None);
                }
            }
        }
    }

    /// Returns the exemplar of a counter. OpenMetrics 1.0 supports exemplars for counters and histograms only.
    fn counter_exemplar<'m>(&self, metric: &'m Metric) -> Option<&'m ExemplarValue> {
        let exemplar = metric.exemplar.as_ref();
        exemplar.filter(|_| self.family.kind() == MetricType::Counter)
    }

    fn push_histogram(&mut self, histogram: &HistogramValue) {
        for bucket in &histogram.buckets {
            let bound = self.dialect.bound(bucket.upper_bound);
            let (count, label) = (bucket.cumulative_count, Some(("le", bound.as_str())));
            let exemplar = bucket.exemplar.as_ref();
            self.push("_bucket", label, |out| push_u64(out, count), exemplar);
        }
        let lowest = histogram.buckets.first().map(|bucket| bucket.upper_bound);
        if self.dialect.has_sum(lowest.as_slice()) {
            self.push_sum(histogram.sum, histogram.count);
        }
    }

    fn push_summary(&mut self, summary: &SummaryValue) {
        for it in &summary.quantiles {
            let quantile = self.dialect.bound(it.quantile);
            let label = Some(("quantile", quantile.as_str()));
            self.push("", label, |out| push_f64(out, it.value), None);
        }
        self.push_sum(summary.sum, summary.count);
    }

    fn push_sum(&mut self, sum: f64, count: u64) {
        if self.dialect.shows_sum(sum) {
            self.push("_sum", None, |out| push_f64(out, sum), None);
            self.push("_count", None, |out| push_u64(out, count), None);
        }
    }

    /// Appends a created sample. It has the timestamp of the metric, because OpenMetrics requires timestamps for all
    /// samples of a metric or for none.
    fn push_created(&mut self, stem: &str, created_ms: u64) {
        push_series(self.out, (stem, "_created"), self.pairs, None);
        self.out.push(b' ');
        push_seconds(self.out, created_ms);
        push_timestamp(self.timestamp_ms, self.dialect, self.out);
        self.out.push(b'\n');
    }

    fn push(
        &mut self,
        suffix: &str,
        label: Option<(&str, &str)>,
        push_value: impl FnOnce(&mut Vec<u8>),
        exemplar: Option<&ExemplarValue>,
    ) {
        push_series(self.out, (&self.family.name, suffix), self.pairs, label);
        self.out.push(b' ');
        push_value(self.out);
        push_timestamp(self.timestamp_ms, self.dialect, self.out);
        if let Some(exemplar) = exemplar.filter(|_| self.shows_exemplars) {
            push_exemplar(exemplar, self.family.escaping, self.omitted, self.out);
        }
        self.out.push(b'\n');
    }
}

fn push_header(family: &Served, dialect: Dialect, form: Form, out: &mut Vec<u8>) {
    let name = dialect.external_family(family, form);
    let escaped_name = if is_plain_metric(name) {
        Cow::Borrowed(name)
    } else {
        let mut quoted = Vec::new();
        push_quoted(&mut quoted, name, "");
        Cow::Owned(super::into_string(quoted))
    };
    let kind = dialect.external_kind(family.kind(), form);
    let unit = family.unit().filter(|_| form == Form::Typed);
    dialect.push_metadata(
        out,
        &escaped_name,
        kind,
        unit.unwrap_or_default(),
        family.help(),
    );
}

impl Served {
    /// Returns the name of the family in OpenMetrics, if it differs from the name of its samples.
    pub(crate) fn stem(&self) -> Option<&str> {
        match self.kind() {
            MetricType::Counter => stem(&self.name, "_total"),
            MetricType::Info => stem(&self.name, "_info"),
            _ => None,
        }
    }

    /// Returns the name of the created samples in OpenMetrics without `_created`, if the family can have such samples.
    pub(crate) fn created_stem(&self) -> Option<&str> {
        match self.kind() {
            MetricType::Counter => self.stem(),
            MetricType::Histogram | MetricType::Summary => Some(&self.name),
            _ => None,
        }
    }

    /// Returns the form in OpenMetrics according to the name of the family. Conflicts with other families can change it.
    pub(crate) fn form(&self) -> Form {
        let needs_suffix = matches!(self.kind(), MetricType::Counter | MetricType::Info);
        if needs_suffix && self.stem().is_none() {
            Form::Plain
        } else {
            Form::Typed
        }
    }
}

impl Dialect {
    /// Returns the name of a family in its metadata.
    fn external_family(self, family: &Served, form: Form) -> &str {
        let is_typed = self == Self::OpenMetrics && form == Form::Typed;
        let stem = family.stem().filter(|_| is_typed);
        stem.unwrap_or(&family.name)
    }

    fn external_kind(self, kind: MetricType, form: Form) -> &'static str {
        match (self, kind, form) {
            (Self::OpenMetrics, MetricType::Counter, Form::Plain)
            | (Self::OpenMetrics, MetricType::Unknown, _) => "unknown",
            (Self::OpenMetrics, MetricType::StateSet, _) => "stateset",
            (Self::OpenMetrics, MetricType::Info, Form::Typed) => "info",
            (_, MetricType::Counter, _) => "counter",
            (_, MetricType::Gauge | MetricType::StateSet | MetricType::Info, _) => "gauge",
            (_, MetricType::Histogram, _) => "histogram",
            (_, MetricType::Summary, _) => "summary",
            (Self::Prometheus, MetricType::Unknown, _) => "untyped",
        }
    }
}

/// Appends the name and labels of a sample. A name that is not plain is the first item in the braces.
fn push_series(
    out: &mut Vec<u8>,
    (name, suffix): (&str, &str),
    pairs: &[u8],
    last: Option<(&str, &str)>,
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
    if let Some(label) = last {
        out.push(before);
        push_pairs(out, [label].into_iter());
        before = b',';
    }
    if before == b',' {
        out.push(b'}');
    }
}

/// Appends label pairs without braces.
fn push_pairs<'a>(out: &mut Vec<u8>, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    for (i, (name, value)) in labels.enumerate() {
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

/// Appends a quoted text.
fn push_quoted(out: &mut Vec<u8>, text: &str, suffix: &str) {
    out.push(b'"');
    push_label_value(out, text);
    out.extend_from_slice(suffix.as_bytes());
    out.push(b'"');
}

/// Appends the exemplar of a sample, if OpenMetrics allows it.
fn push_exemplar(
    exemplar: &ExemplarValue,
    escaping: Escaping,
    omitted: &mut OmittedExemplars,
    out: &mut Vec<u8>,
) {
    let labels = exemplar.labels.iter();
    let labels: Vec<(Cow<str>, &str)> = labels
        .map(|(name, value)| (exemplar_label(name, escaping), &**value))
        .collect();
    let mut names: Vec<&str> = labels.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        omitted.malformed += 1;
        return;
    }
    let templates = labels.iter().flat_map(|(name, value)| [&**name, *value]);
    let chars: usize = templates.map(|text| text.chars().count()).sum();
    if chars > MAX_EXEMPLAR_CHARS {
        omitted.too_long += 1;
        return;
    }
    out.extend_from_slice(b" # {");
    push_pairs(out, labels.iter().map(|(name, value)| (&**name, *value)));
    out.extend_from_slice(b"} ");
    push_f64(out, exemplar.value);
    push_timestamp(exemplar.timestamp_ms, Dialect::OpenMetrics, out);
}

/// Escapes the name of an exemplar label. Plain names stay unchanged in all schemes, because readers look for names
/// such as `trace_id`.
fn exemplar_label(name: &str, escaping: Escaping) -> Cow<'_, str> {
    if is_plain_label(name) {
        Cow::Borrowed(name)
    } else {
        escaping.label(name)
    }
}

/// Appends a timestamp in milliseconds since the epoch, or in seconds in OpenMetrics.
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
