//! A large schema with many mistakes: how long their author waits for the messages.

use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, ensure};
use pforge_metrics_schema as schema;

use super::project::{Profile, Project, Source};
use crate::contestant::Contestant;
use crate::sampling::interleave;

/// How many metrics there are, one in so many of which has a mistake.
const METRICS: usize = 5_000;
const ONE_IN: usize = 25;
const MISTAKES: usize = METRICS / ONE_IN;

/// Milliseconds to compile the schema and render all diagnostics, without cargo and rustc.
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
        ensure!(found == MISTAKES, "{found} diagnostics");
        Ok(Some(elapsed.as_secs_f64() * 1e3))
    })?;
    Ok(medians[0])
}

/// Seconds until `cargo check` of a crate with this schema has shown all that is wrong.
pub fn check(rounds: usize) -> Result<Option<f64>> {
    let mut project = [Project::write(Contestant::Pforge, &source())?];
    project[0].refused(MISTAKES)?;
    let medians = interleave(&mut project, rounds, |project| {
        project.clean(Profile::Debug)?;
        Ok(Some(project.refused(MISTAKES)?.as_secs_f64()))
    })?;
    Ok(medians[0])
}

fn source() -> Source {
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../pforge-metrics");
    let invocation = "pforge_metrics::include_metrics!(\"metrics.toml\");\n".to_owned();
    Source {
        package: "compiling-wrong",
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

/// Four mistakes take turns; each gets one message.
fn table(index: usize) -> String {
    let (mut suffix, mut help, mut label, mut value) = ("_total", "help", "vendor", "int");
    if index.is_multiple_of(ONE_IN) {
        match index / ONE_IN % 4 {
            0 => suffix = "",
            1 => help = "hlep",
            2 => label = "vendro",
            _ => value = "flaot",
        }
    }
    format!(
        "\n[counter.bench_job_{index:04}_done{suffix}]\n{help} = \"Jobs of kind {index} that were done.\"\n\
         labels = [\"{label}\"]\nvalue = \"{value}\"\n"
    )
}
