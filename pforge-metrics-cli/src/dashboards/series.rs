//! The names of the series of a metric in legends.

use pforge_metrics_schema::{Domain, Label, MetricLabel, Schema};

/// The maximum number of sample series. Grafana shows all.
pub const MOST: usize = 32;

/// What Grafana makes a series' name of: the values of the labels. Such as say nothing without their label have its name.
pub fn legend(labels: &[MetricLabel], schema: &Schema) -> String {
    let labels = labels.iter().map(|used| {
        let name = &used.name;
        if is_bare(&schema[used.label]) {
            format!("{name}={{{{{name}}}}}")
        } else {
            format!("{{{{{name}}}}}")
        }
    });
    labels.collect::<Vec<_>>().join(", ")
}

/// The same names with label values. Open labels have three sample values.
pub fn names(labels: &[MetricLabel], schema: &Schema) -> Vec<String> {
    let mut names = vec![String::new()];
    for used in labels {
        let label = &schema[used.label];
        let values = values(label);
        let longer = names.iter().flat_map(|name| {
            values.iter().map(move |value| {
                let separator = if name.is_empty() { "" } else { ", " };
                let label = if is_bare(label) {
                    format!("{}=", used.name)
                } else {
                    String::new()
                };
                format!("{name}{separator}{label}{value}")
            })
        });
        names = longer.take(MOST).collect();
    }
    names
}

/// The label values that a preview shows.
pub fn values(label: &Label) -> Vec<String> {
    match &label.domain {
        Domain::Closed(values) => values.iter().map(|value| value.wire.clone()).collect(),
        Domain::Bool => vec!["false".to_owned(), "true".to_owned()],
        Domain::Range { first, last } => (*first..=*last)
            .take(MOST)
            .map(|value| value.to_string())
            .collect(),
        Domain::Open { .. } => ["a", "b", "c"]
            .map(|value| format!("{}-{value}", label.exported))
            .to_vec(),
    }
}

fn is_bare(label: &Label) -> bool {
    matches!(label.domain, Domain::Bool | Domain::Range { .. })
}

/// FNV-1a, 64 bits: the same for one text wherever it is computed.
/// <http://www.isthe.com/chongo/tech/comp/fnv/index.html>
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
