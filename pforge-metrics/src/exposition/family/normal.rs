//! Buckets in the order in which the formats expect them.

use super::{Bucket, Family, Histogram, MetricValue};

impl Family {
    /// Sorts buckets by their bounds, native ones by their indexes. Buckets without a place among them go, and so does that of
    /// `+Inf`, which the count implies, unless it has an exemplar.
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

fn normalize(histogram: &mut Histogram) {
    let count = histogram.count;
    histogram.buckets.retain_mut(|bucket| {
        let is_last = bucket.upper_bound >= f64::INFINITY;
        if is_last {
            bucket.cumulative_count = count;
        }
        bucket.upper_bound < f64::INFINITY || is_last && bucket.exemplar.is_some()
    });
    let order = |a: &Bucket, b: &Bucket| a.upper_bound.total_cmp(&b.upper_bound);
    histogram.buckets.sort_by(order);
    if let Some(native) = &mut histogram.native {
        native.negative.sort_unstable();
        native.positive.sort_unstable();
    }
}
