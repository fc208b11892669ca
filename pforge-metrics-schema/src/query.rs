//! A line of PromQL to start from.

use crate::schema::{Histogram, Kind, Metric};

impl Metric {
    /// A query to start from, where the bare name is none: rates of counters, the 99th percentile of histograms.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        let name = &self.name;
        let labels: Vec<&str> = self
            .labels
            .iter()
            .map(|label| label.name.as_str())
            .collect();
        let by = labels.join(", ");
        Some(match (&self.kind, labels.is_empty()) {
            (Kind::Counter(_), true) => format!("rate({name}[5m])"),
            (Kind::Counter(_), false) => format!("sum by ({by}) (rate({name}[5m]))"),
            // Of native buckets, as Prometheus prefers them.
            (
                Kind::Histogram(Histogram {
                    native: Some(_), ..
                }),
                true,
            ) => {
                format!("histogram_quantile(0.99, sum(rate({name}[5m])))")
            }
            (
                Kind::Histogram(Histogram {
                    native: Some(_), ..
                }),
                false,
            ) => {
                format!("histogram_quantile(0.99, sum by ({by}) (rate({name}[5m])))")
            }
            (Kind::Histogram(_), true) => {
                format!("histogram_quantile(0.99, sum by (le) (rate({name}_bucket[5m])))")
            }
            (Kind::Histogram(_), false) => {
                format!("histogram_quantile(0.99, sum by (le, {by}) (rate({name}_bucket[5m])))")
            }
            (Kind::Gauge { .. }, false) => format!("sum by ({by}) ({name})"),
            (Kind::StateSet(_), _) => format!("{name} == 1"),
            (Kind::Info(facts), _) => {
                let facts: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
                let facts = facts.join(", ");
                format!("up * on (job, instance) group_left ({facts}) {name}")
            }
            (Kind::Gauge { .. }, true) => return None,
        })
    }
}
