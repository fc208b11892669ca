//! `dashboard`: a dashboard for Grafana, or an HTML preview of it.

use super::generated::{self, Generated};
use crate::dashboards::{self, Dashboard, grafana, html};
use crate::output::Exit;
use anyhow::{Result, bail};
use clap::ValueEnum;
use pforge_metrics_schema::Schema;

/// Writes a dashboard of a schema for Grafana, or an HTML preview of it with sample data
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics dashboard --output dashboard.json       # to import, or to provision
  pforge-metrics dashboard --output dashboard.html       # what it looks like
  pforge-metrics dashboard --name overview               # the one of [dashboard.overview]
  pforge-metrics dashboard --check dashboard.json        # in CI: fails when the file is stale

Whoever looks at it chooses the data source, and the jobs and instances to show.")]
pub struct Args {
    /// The schema
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// A dashboard that the schema declares; one of all metrics by group without it
    #[arg(long)]
    name: Option<String>,

    /// The format; by the name of the file unless stated, and Grafana's without one
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    generated: Generated,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON for Grafana 11 and newer
    Grafana,
    /// One page without other files, with sample data
    Html,
}

pub fn run(args: &Args) -> Result<Exit> {
    let Some(compiled) = generated::sound_or_shown(&args.file)? else {
        return Ok(Exit::Findings);
    };
    let dashboard = chosen(&compiled.schema, args.name.as_deref())?;
    let text = match args.format() {
        Format::Grafana => grafana::json(&dashboard),
        Format::Html => html::page(&dashboard),
    };
    let command = match &args.name {
        Some(name) => format!("dashboard --name {name}"),
        None => "dashboard".to_owned(),
    };
    args.generated.deliver(&text, &args.file, &command)
}

fn chosen(schema: &Schema, name: Option<&str>) -> Result<Dashboard> {
    if schema.metrics.is_empty() {
        bail!("the schema has no metrics to show");
    }
    let Some(name) = name else {
        return Ok(dashboards::of_all_metrics(schema));
    };
    let declared = schema.dashboards.iter().find(|it| it.name == name);
    if let Some(declared) = declared {
        return Ok(dashboards::declared(declared, schema));
    }
    let names = schema.dashboards.iter();
    let names: Vec<String> = names.map(|it| format!("`{}`", it.name)).collect();
    if names.is_empty() {
        bail!("the schema declares no dashboard: without --name there is one of all metrics");
    }
    bail!(
        "the schema declares no dashboard `{name}`, but {}",
        names.join(", ")
    )
}

impl Args {
    fn format(&self) -> Format {
        let by_name = if self.generated.is_html() {
            Format::Html
        } else {
            Format::Grafana
        };
        self.format.unwrap_or(by_name)
    }
}
