//! The 1,000 metrics: 600 counters, 200 gauges, 200 histograms, every second one with a label.

/// How many there are.
pub const METRICS: usize = 1_000;

/// Values of the one label.
pub const VENDORS: [&str; 4] = ["openai", "anthropic", "google", "local"];

/// Bounds of the histograms, as source text.
pub const BOUNDS: &str = "[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0]";

/// One metric.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// What it is.
    pub kind: Kind,
    /// The exported name.
    pub name: String,
    /// The help text.
    pub help: String,
    /// Whether it has the label `vendor`.
    pub labelled: bool,
}

/// What a metric is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// Integer.
    Counter,
    /// Float.
    Gauge,
    /// Eleven bounds.
    Histogram,
}

impl Declaration {
    /// The name of the Rust item.
    pub fn item(&self) -> String {
        self.name.to_uppercase()
    }

    /// How an update continues after the metric was named.
    pub fn update(&self) -> &'static str {
        match self.kind {
            Kind::Counter => "inc()",
            Kind::Gauge => "set(0.5)",
            Kind::Histogram => "observe(0.5)",
        }
    }
}

/// All of them.
pub fn all() -> Vec<Declaration> {
    let counters = (0..600).map(|index| declare(Kind::Counter, index));
    let gauges = (0..200).map(|index| declare(Kind::Gauge, index));
    let histograms = (0..200).map(|index| declare(Kind::Histogram, index));
    counters.chain(gauges).chain(histograms).collect()
}

/// The functions that update every metric once, fifty in each, and the calls of these functions.
pub fn updates(
    declarations: &[Declaration],
    update: impl Fn(&Declaration) -> String,
) -> (String, String) {
    let fifties: Vec<String> = declarations
        .chunks(50)
        .map(|fifty| fifty.iter().map(&update).collect())
        .collect();
    let function =
        |(index, body): (usize, &String)| format!("fn update_{index}() {{\n{body}}}\n\n");
    let functions = fifties.iter().enumerate().map(function).collect();
    let call = |index| format!("    update_{index}();\n");
    let calls = (0..fifties.len()).map(call).collect();
    (functions, calls)
}

fn declare(kind: Kind, index: usize) -> Declaration {
    let (name, help) = match kind {
        Kind::Counter => (
            format!("bench_job_{index:03}_total"),
            format!("Jobs of kind {index} that were done."),
        ),
        Kind::Gauge => (
            format!("bench_load_{index:03}"),
            format!("How busy worker {index} is."),
        ),
        Kind::Histogram => (
            format!("bench_wait_{index:03}_seconds"),
            format!("Time that step {index} waited."),
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
    fn there_are_a_thousand_metrics_of_different_names() {
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
