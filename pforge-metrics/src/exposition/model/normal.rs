//! Normalizes families: sorts and completes buckets, and omits invalid values.

use super::check::{check, check_native};
use super::fault::Fault;
use super::{Bucket, HistogramValue, MetricFamily, MetricType, MetricValue};

impl MetricFamily {
    /// Sorts buckets and quantiles, and adds a missing bucket of `+Inf`. Omits metrics that would break a scrape in
    /// every escaping scheme, and returns the first reason.
    pub(crate) fn normalized(mut self) -> (Self, Option<Fault>) {
        if self.name.is_empty() {
            self.metrics.clear();
            return (self, Some(Fault::UnnamedFamily));
        }
        let (kind, mut first_fault) = (self.kind, None);
        self.metrics.retain_mut(|metric| {
            let (is_valid, fault) = match normalize(kind, &mut metric.value) {
                Ok(fault) => (true, fault),
                Err(fault) => (false, Some(fault)),
            };
            first_fault = first_fault.take().or(fault);
            is_valid
        });
        (self, first_fault)
    }
}

/// Normalizes a value. Returns the reason if native buckets were removed, or an error if the whole value is invalid.
fn normalize(kind: MetricType, value: &mut MetricValue) -> Result<Option<Fault>, Fault> {
    match value {
        MetricValue::Histogram(histogram) => sort(histogram),
        MetricValue::Summary(summary) => {
            let quantiles = &mut summary.quantiles;
            quantiles.sort_by(|a, b| a.quantile.total_cmp(&b.quantile));
        }
        _ => {}
    }
    check(kind, value)?;
    let MetricValue::Histogram(histogram) = value else {
        return Ok(None);
    };
    let fault = remove_invalid_native(histogram)?;
    complete(histogram);
    Ok(fault)
}

fn sort(histogram: &mut HistogramValue) {
    let order = |a: &Bucket, b: &Bucket| a.upper_bound.total_cmp(&b.upper_bound);
    histogram.buckets.sort_by(order);
    if let Some(native) = &mut histogram.native {
        native.negative.sort_unstable();
        native.positive.sort_unstable();
    }
}

/// Checks native buckets. Removes invalid ones from a histogram that also has classic buckets, which are still served.
fn remove_invalid_native(histogram: &mut HistogramValue) -> Result<Option<Fault>, Fault> {
    let Some(native) = &histogram.native else {
        return Ok(None);
    };
    match check_native(histogram, native) {
        Ok(()) => Ok(None),
        Err(fault) if histogram.has_classic() => {
            histogram.native = None;
            Ok(Some(fault))
        }
        Err(fault) => Err(fault),
    }
}

/// Sets the count of the bucket of `+Inf`, which counts all observations.
fn complete(histogram: &mut HistogramValue) {
    match histogram.buckets.last_mut() {
        Some(last) if last.upper_bound == f64::INFINITY => last.cumulative_count = histogram.count,
        _ => {
            let last = Bucket::new(f64::INFINITY, histogram.count);
            histogram.buckets.push(last);
        }
    }
}

impl HistogramValue {
    /// Returns whether there is a classic bucket other than that of `+Inf`, which every histogram has.
    pub(crate) fn has_classic(&self) -> bool {
        let mut bounds = self.buckets.iter().map(|bucket| bucket.upper_bound);
        bounds.any(|bound| bound != f64::INFINITY)
    }
}
