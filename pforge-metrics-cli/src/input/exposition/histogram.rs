//! Rules about the values of one point of a histogram.

use super::family::{Sample, Type};
use super::format::Format;
use super::sample::is_count;
use super::suffix::Suffix;
use std::cmp::Ordering;

/// One point of a histogram: samples with the same label set and timestamp.
#[derive(Debug, Default)]
pub(crate) struct Histogram {
    /// Buckets in the order of the text.
    buckets: Vec<Bucket>,
    count: Option<Number>,
    sum: Option<Number>,
    /// The line of its first sample.
    line: usize,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// The value of `le`.
    bound: f64,
    number: Number,
}

#[derive(Debug, Clone, Copy)]
struct Number {
    value: f64,
    line: usize,
}

/// A line, and the rule that is broken there.
pub(crate) type Contradiction = (usize, String);

impl Histogram {
    /// Adds a sample. Ignores samples other than buckets, count and sum.
    pub fn add_of(&mut self, family: &str, sample: &Sample) {
        self.add(Suffix::behind(family, &sample.name), sample);
    }

    pub(super) fn add(&mut self, suffix: Suffix, sample: &Sample) {
        if self.line == 0 {
            self.line = sample.line;
        }
        let number = Number {
            value: sample.value,
            line: sample.line,
        };
        match suffix {
            Suffix::Bucket => {
                let bound = sample.label("le").and_then(|le| le.parse().ok());
                self.buckets
                    .extend(bound.map(|bound| Bucket { bound, number }));
            }
            Suffix::Count | Suffix::GaugeCount => self.count = Some(number),
            Suffix::Sum | Suffix::GaugeSum => self.sum = Some(number),
            _ => {}
        }
    }

    /// Returns the bounds of the buckets in the order of the text.
    pub fn bounds(&self) -> Vec<f64> {
        self.buckets.iter().map(|it| it.bound).collect()
    }

    /// Returns whether there is a sum.
    pub fn has_sum(&self) -> bool {
        self.sum.is_some()
    }

    /// Returns whether there are a sum and a count. `OpenMetrics` omits both where the sum can decrease.
    pub fn is_whole(&self, format: Format) -> bool {
        match format {
            Format::Prometheus => self.sum.is_some() && self.count.is_some(),
            Format::OpenMetrics => self.sum.is_some() == self.count.is_some(),
        }
    }

    /// Returns the first broken rule. The rules about sums apply to `OpenMetrics` only: in the text format a sum may decrease.
    pub fn contradiction(&self, kind: Type, format: Format) -> Option<Contradiction> {
        let counts = self.buckets.iter().map(|it| it.number).chain(self.count);
        let wrong = counts.into_iter().find(|it| !is_count(it.value));
        if let Some(Number { value, line }) = wrong {
            let message = format!(
                "buckets and count must be whole numbers and not negative, but one is {value}"
            );
            return Some((line, message));
        }
        self.order()
            .or_else(|| self.total())
            .or_else(|| self.sums(kind).filter(|_| format == Format::OpenMetrics))
    }

    /// Checks that bounds increase and counts do not decrease.
    fn order(&self) -> Option<Contradiction> {
        self.buckets.windows(2).find_map(|pair| {
            let [before, bucket] = pair else { return None };
            let (bound, value) = (shown(bucket.bound), bucket.number.value);
            let message = if bucket.bound <= before.bound {
                format!(
                    "buckets must be in increasing order of `le`, but {bound} follows {}",
                    shown(before.bound)
                )
            } else if value < before.number.value {
                format!(
                    "buckets must be cumulative, but {value} up to {bound} follows {} up to {}",
                    before.number.value,
                    shown(before.bound)
                )
            } else {
                return None;
            };
            Some((bucket.number.line, message))
        })
    }

    /// Checks that there is a bucket `+Inf` and that the count equals it.
    fn total(&self) -> Option<Contradiction> {
        let last = self.buckets.last().filter(|it| it.bound == f64::INFINITY);
        let Some(Bucket { number: total, .. }) = last else {
            let line = self.buckets.last().map_or(self.line, |it| it.number.line);
            let message = "a histogram must have a bucket with `le=\"+Inf\"`";
            return Some((line, message.to_owned()));
        };
        let count = self.count?;
        let message = format!(
            "the count must equal the bucket with `le=\"+Inf\"`, but is {}, not {}",
            count.value, total.value
        );
        let is_equal = count.value.partial_cmp(&total.value) == Some(Ordering::Equal);
        (!is_equal).then_some((count.line, message))
    }

    fn sums(&self, kind: Type) -> Option<Contradiction> {
        let lowest = self.buckets.first().map_or(0.0, |it| it.bound);
        let (count, sum) = match kind {
            Type::GaugeHistogram => (Suffix::GaugeCount, Suffix::GaugeSum),
            _ => (Suffix::Count, Suffix::Sum),
        };
        let (count, sum) = (count.text(), sum.text());
        let (line, message) = match (self.count, self.sum) {
            (None, Some(number)) => (number.line, format!("`{sum}` requires `{count}`")),
            (Some(number), None) => (number.line, format!("`{count}` requires `{sum}`")),
            (_, Some(number)) if kind == Type::Histogram && lowest < 0.0 => (
                number.line,
                "a histogram with negative bounds must not have a sum".to_owned(),
            ),
            // The sum of a histogram is checked as a sample.
            (_, Some(number))
                if kind == Type::GaugeHistogram && number.value < 0.0 && lowest >= 0.0 =>
            {
                let message = format!("`{sum}` must not be negative without a negative bound");
                (number.line, message)
            }
            _ => return None,
        };
        Some((line, message))
    }
}

fn shown(bound: f64) -> String {
    if bound == f64::INFINITY {
        "+Inf".to_owned()
    } else {
        bound.to_string()
    }
}
