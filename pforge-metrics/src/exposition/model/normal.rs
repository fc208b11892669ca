//! Families as the formats expect them: buckets in their order, and no value that readers refuse.

use super::check::{check, check_native};
use super::fault::Fault;
use super::{Bucket, HistogramValue, MetricFamily, MetricType, MetricValue};

impl MetricFamily {
    /// Sorts buckets by their bounds, native ones by their indexes, and adds a bucket of `+Inf` that holds all observations.
    /// Leaves out what breaks a scrape in every escaping scheme, and returns the first reason.
    pub(crate) fn normal(mut self) -> (Self, Option<Fault>) {
        if self.name.is_empty() {
            self.metrics.clear();
            return (self, Some(Fault::UnnamedFamily));
        }
        let (kind, mut first) = (self.kind, None);
        self.metrics.retain_mut(|metric| {
            let (stays, fault) = match normalize(kind, &mut metric.value) {
                Ok(fault) => (true, fault),
                Err(fault) => (false, Some(fault)),
            };
            first = first.take().or(fault);
            stays
        });
        (self, first)
    }
}

/// Returns why native buckets were left out, or why the whole value is.
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
    let fault = check_native_of(histogram)?;
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

/// Without its native buckets, a histogram is still served if it has classic ones.
fn check_native_of(histogram: &mut HistogramValue) -> Result<Option<Fault>, Fault> {
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

/// The bucket of `+Inf` holds all observations.
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
    /// Whether it has a bucket other than that of `+Inf`, which every histogram has.
    pub(crate) fn has_classic(&self) -> bool {
        let mut bounds = self.buckets.iter().map(|bucket| bucket.upper_bound);
        bounds.any(|bound| bound != f64::INFINITY)
    }
}
