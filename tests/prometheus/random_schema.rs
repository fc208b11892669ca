//! Random schemas with valid and invalid names.

use fastrand::Rng;
use pforge_metrics_schema::{Severity, Source, Surroundings, compile};
use std::collections::HashSet;
use std::fmt::Write as _;

/// Words of names, including all words of promlint: types, suffixes, units and their abbreviations.
const WORDS: &[&str] = &[
    "queue",
    "request",
    "requests",
    "cache",
    "worker",
    "workers",
    "disk",
    "http",
    "response",
    "job",
    "jobs",
    "page",
    "index",
    "retries",
    "latency",
    "age",
    "load",
    "fill",
    "wait",
    "lag",
    "open",
    "errors",
    "size",
    "duration",
    "temperature",
    "counter",
    "gauge",
    "histogram",
    "summary",
    "total",
    "count",
    "sum",
    "bucket",
    "created",
    "info",
    "ms",
    "s",
    "sec",
    "kb",
    "mb",
    "b",
    "h",
    "m",
    "d",
    "seconds",
    "bytes",
    "ratio",
    "celsius",
    "meters",
    "volts",
    "joules",
    "grams",
    "amperes",
    "minutes",
    "hours",
    "days",
    "milliseconds",
    "kilobytes",
    "bits",
    "percent",
    "kelvin",
    "kelvins",
    "fahrenheit",
    "inches",
    "miles",
    "ounces",
    "calories",
    "microseconds",
    "mebibytes",
    "second",
    "byte",
    "meter",
    "queueSize",
    "pctFull",
    "Seconds",
    "le",
    "quantile",
    "x2",
    "99th",
    "a:b",
    "",
];

const LABELS: &[&str] = &[
    "method", "status", "le", "quantile", "job", "kind", "badCase", "zone", "phase", "__x",
];

const KINDS: &[&str] = &[
    "counter",
    "counter",
    "gauge",
    "gauge",
    "histogram",
    "stateset",
    "info",
];

const BUCKETS: &[&str] = &[
    "buckets = [0.1, 1, 10]\n",
    "native = { factor = 1.1 }\n",
    "buckets = [0.1, 1, 10]\nnative = { factor = 1.1 }\n",
];

const HELPS: &[&str] = &[
    "Things.",
    "Things.",
    "Things of a \\\\ kind.",
    "",
    "todo",
    "No period",
];

/// A schema, as a list of blocks.
pub struct RandomSchema {
    blocks: Vec<String>,
}

/// A schema from which the blocks with errors have been removed.
pub struct Reduced {
    pub text: String,
    pub kept: usize,
    pub dropped: usize,
}

impl RandomSchema {
    pub fn new(metrics: usize, rng: &mut Rng) -> Self {
        let labels = LABELS.iter().map(|label| {
            format!("[label.{label}]\nhelp = \"A label.\"\nvalues = [\"one\", \"two\"]\n")
        });
        let metrics = (0..metrics).map(|_| metric(rng));
        Self {
            blocks: labels.chain(metrics).collect(),
        }
    }

    /// Removes blocks with errors until none is left, and keeps warnings.
    pub fn reduced_to_what_compiles(mut self) -> Reduced {
        let before = self.blocks.len();
        loop {
            let broken = self.broken();
            if broken.is_empty() {
                return Reduced {
                    text: self.text(),
                    kept: self.blocks.len(),
                    dropped: before - self.blocks.len(),
                };
            }
            let mut number = 0;
            self.blocks.retain(|_| {
                number += 1;
                !broken.contains(&(number - 1))
            });
        }
    }

    fn text(&self) -> String {
        let settings = "[cardinality]\nmax_total = 100_000\n";
        format!("{settings}{}", self.blocks.concat())
    }

    /// The blocks with errors.
    fn broken(&self) -> HashSet<usize> {
        let text = self.text();
        let mut ends = Vec::new();
        let mut end = text.len() - self.blocks.concat().len();
        for block in &self.blocks {
            end += block.len();
            ends.push(end);
        }
        let path = "metrics.toml".to_owned();
        let compiled = compile(Source { path, text }, &Surroundings::NONE);
        let errors = compiled.diagnostics.iter();
        let errors = errors.filter(|diagnostic| diagnostic.severity == Severity::Error);
        errors
            .map(|error| ends.partition_point(|end| *end <= error.primary.span.start))
            .collect()
    }
}

fn metric(rng: &mut Rng) -> String {
    let kind = *rng.choice(KINDS).unwrap();
    let words = rng.usize(1..4);
    let mut name: Vec<&str> = (0..words).map(|_| *rng.choice(WORDS).unwrap()).collect();
    match kind {
        "counter" if rng.u8(..) > 40 => name.push("total"),
        "info" if rng.u8(..) > 40 => name.push("info"),
        _ => {}
    }
    let name = format!("app_{}", name.join("_"));
    let help = rng.choice(HELPS).unwrap();
    let mut block = format!("[{kind}.{name:?}]\nhelp = \"{help}\"\n");
    match kind {
        "histogram" => block += rng.choice(BUCKETS).unwrap(),
        "stateset" => block += "states = \"phase\"\n",
        "info" => block += "labels = { version = \"1.0\" }\n",
        _ => {}
    }
    if kind != "info" && rng.bool() {
        let label = rng.choice(LABELS).unwrap();
        writeln!(block, "labels = [{label:?}]").unwrap();
    }
    block
}
