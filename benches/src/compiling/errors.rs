//! Measures a large schema with many errors: the time until all messages are shown.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
use pforge_metrics_schema as schema;

use super::project::{Profile, Project, Source};
use crate::contestant::Contestant;
use crate::sampling::interleave;

/// The number of metrics. One in `INTERVAL` has an error.
const METRICS: usize = 5_000;
const INTERVAL: usize = 25;
const ERRORS: usize = METRICS / INTERVAL;

/// Returns the milliseconds to compile the schema and render all diagnostics, without cargo and rustc.
pub fn compile(rounds: usize) -> Result<Option<f64>> {
    let text = text();
    let medians = interleave(&mut [()], rounds, |()| {
        let source = schema::Source {
            path: "metrics.toml".to_owned(),
            text: text.clone(),
        };
        let start = Instant::now();
        let compiled = schema::compile(source, &schema::Surroundings::NONE);
        for diagnostic in &compiled.diagnostics {
            black_box(diagnostic.render(&compiled.sources));
        }
        let elapsed = start.elapsed();
        let found = compiled.diagnostics.len();
        ensure!(
            found == ERRORS,
            "expected {ERRORS} diagnostics, found {found}"
        );
        Ok(Some(elapsed.as_secs_f64() * 1e3))
    })?;
    Ok(medians[0])
}

/// Returns the seconds of `cargo check` for a crate with this schema.
pub fn check(rounds: usize) -> Result<Option<f64>> {
    let mut project = [Project::write(Contestant::Pforge, &source())?];
    project[0].check_with_errors(ERRORS)?;
    let medians = interleave(&mut project, rounds, |project| {
        project.clean(Profile::Debug)?;
        Ok(Some(project.check_with_errors(ERRORS)?.as_secs_f64()))
    })?;
    Ok(medians[0])
}

fn source() -> Source {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../pforge-metrics");
    let invocation = "pforge_metrics::include_metrics!(\"metrics.toml\");\n".to_owned();
    Source {
        package: "compiling-errors",
        dependencies: format!(
            "pforge-metrics = {{ path = '{runtime}', default-features = false }}\n"
        ),
        files: vec![("src/lib.rs", invocation), ("metrics.toml", text())],
    }
}

fn text() -> String {
    let head = "schema = 1\nprefix = \"bench_\"\n\n[cardinality]\nmax_total = 20000\n\n\
                [label.vendor]\nhelp = \"Vendor.\"\nvalues = [\"openai\", \"anthropic\", \"google\", \"local\"]\n";
    let tables = (0..METRICS).map(table);
    [head.to_owned()].into_iter().chain(tables).collect()
}

/// A metric with one of four errors, each of which has one message.
fn table(index: usize) -> String {
    let (mut suffix, mut help, mut label, mut value) = ("_total", "help", "vendor", "int");
    if index.is_multiple_of(INTERVAL) {
        match index / INTERVAL % 4 {
            0 => suffix = "",
            1 => help = "hlep",
            2 => label = "vendro",
            _ => value = "flaot",
        }
    }
    format!(
        "\n[counter.bench_job_{index:04}_done{suffix}]\n{help} = \"Completed jobs of kind {index}.\"\n\
         labels = [\"{label}\"]\nvalue = \"{value}\"\n"
    )
}
