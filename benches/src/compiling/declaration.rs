//! The 1,000 metrics: 600 counters, 200 gauges, 200 histograms, every second one with a label.

/// The number of metrics.
pub const METRICS: usize = 1_000;

/// The values of the label.
pub const VENDORS: [&str; 4] = ["openai", "anthropic", "google", "local"];

/// Bounds of the histograms, as source text.
pub const BOUNDS: &str = "[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0]";

/// One metric.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The kind of the metric.
    pub kind: MetricKind,
    /// The exported name.
    pub name: String,
    /// The help text.
    pub help: String,
    /// Whether it has the label `vendor`.
    pub labelled: bool,
}

/// The kind of a metric.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MetricKind {
    /// An integer counter.
    Counter,
    /// A floating-point gauge.
    Gauge,
    /// A histogram with eleven bounds.
    Histogram,
}

impl Declaration {
    /// The name of the Rust item.
    pub fn item(&self) -> String {
        self.name.to_uppercase()
    }

    /// The method call that updates the metric.
    pub fn update(&self) -> &'static str {
        match self.kind {
            MetricKind::Counter => "inc()",
            MetricKind::Gauge => "set(0.5)",
            MetricKind::Histogram => "observe(0.5)",
        }
    }
}

/// Returns all metrics.
pub fn all() -> Vec<Declaration> {
    let counters = (0..600).map(|index| declare(MetricKind::Counter, index));
    let gauges = (0..200).map(|index| declare(MetricKind::Gauge, index));
    let histograms = (0..200).map(|index| declare(MetricKind::Histogram, index));
    counters.chain(gauges).chain(histograms).collect()
}

/// Generates functions that update every metric once, 50 metrics each, and the calls of these functions.
pub fn updates(
    declarations: &[Declaration],
    update: impl Fn(&Declaration) -> String,
) -> (String, String) {
    let chunks: Vec<String> = declarations
        .chunks(50)
        .map(|chunk| chunk.iter().map(&update).collect())
        .collect();
    let function =
        |(index, body): (usize, &String)| format!("fn update_{index}() {{\n{body}}}\n\n");
    let functions = chunks.iter().enumerate().map(function).collect();
    let call = |index| format!("    update_{index}();\n");
    let calls = (0..chunks.len()).map(call).collect();
    (functions, calls)
}

fn declare(kind: MetricKind, index: usize) -> Declaration {
    let (name, help) = match kind {
        MetricKind::Counter => (
            format!("bench_job_{index:03}_total"),
            format!("Completed jobs of kind {index}."),
        ),
        MetricKind::Gauge => (
            format!("bench_load_{index:03}"),
            format!("Load of worker {index}."),
        ),
        MetricKind::Histogram => (
            format!("bench_wait_{index:03}_seconds"),
            format!("Waiting time of step {index}."),
        ),
    };
    Declaration {
        kind,
        name,
        help,
        labelled: index % 2 == 1,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn declares_1_000_metrics_with_unique_names() {
        let names: BTreeSet<String> = all()
            .into_iter()
            .map(|declaration| declaration.name)
            .collect();
        assert_eq!(names.len(), METRICS);
    }

    #[test]
    fn every_second_metric_has_a_label() {
        assert_eq!(
            all()
                .into_iter()
                .filter(|declaration| declaration.labelled)
                .count(),
            METRICS / 2
        );
    }
}
