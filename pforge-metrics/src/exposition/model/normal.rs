//! Buckets in the order in which the formats expect them.

use super::{Bucket, HistogramValue, MetricFamily, MetricValue};

impl MetricFamily {
    /// Sorts buckets by their bounds, native ones by their indexes. Buckets without a place among them go, and that of `+Inf` is
    /// there and holds all observations.
    pub(crate) fn normal(mut self) -> Self {
        for metric in &mut self.metrics {
            match &mut metric.value {
                MetricValue::Histogram(histogram) => normalize(histogram),
                MetricValue::Summary(summary) => {
                    let quantiles = &mut summary.quantiles;
                    quantiles.sort_by(|a, b| a.quantile.total_cmp(&b.quantile));
                }
                _ => {}
            }
        }
        self
    }
}

fn normalize(histogram: &mut HistogramValue) {
    let mut last = Bucket::new(f64::INFINITY, histogram.count);
    histogram.buckets.retain_mut(|bucket| {
        if bucket.upper_bound >= f64::INFINITY {
            last.exemplar = bucket.exemplar.take();
        }
        bucket.upper_bound < f64::INFINITY
    });
    let order = |a: &Bucket, b: &Bucket| a.upper_bound.total_cmp(&b.upper_bound);
    histogram.buckets.sort_by(order);
    histogram.buckets.push(last);
    if let Some(native) = &mut histogram.native {
        native.negative.sort_unstable();
        native.positive.sort_unstable();
    }
}
