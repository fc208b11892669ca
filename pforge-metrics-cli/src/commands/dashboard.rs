//! `dashboard`: a dashboard for Grafana, or an HTML preview of it.

use super::generated::{self, Generated};
use crate::dashboards::{self, Dashboard, grafana, html};
use crate::output::Exit;
use anyhow::{Result, bail};
use clap::ValueEnum;
use pforge_metrics_schema::Schema;

/// Generate a Grafana dashboard, or an HTML preview of it with sample data
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  pforge-metrics dashboard --output dashboard.json       # import or provision it
  pforge-metrics dashboard --output dashboard.html       # preview
  pforge-metrics dashboard --name overview               # [dashboard.overview]
  pforge-metrics dashboard --check dashboard.json        # in CI: fails if the file is stale

The dashboard has variables for the data source, the job and the instance.")]
pub struct Args {
    /// Schema file
    #[arg(default_value = "metrics.toml")]
    file: String,

    /// Name of a declared dashboard [default: one dashboard with all metrics, by group]
    #[arg(long)]
    name: Option<String>,

    /// Output format [default: html for a file name with .html, else grafana]
    #[arg(long, value_enum)]
    format: Option<Format>,

    #[command(flatten)]
    generated: Generated,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON for Grafana 11 and later
    Grafana,
    /// A self-contained preview with sample data
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
        bail!("the schema declares no metrics");
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
        bail!(
            "the schema declares no dashboards\nhelp: remove `--name` to get a dashboard with all metrics"
        );
    }
    bail!(
        "unknown dashboard `{name}`\nhelp: the schema declares {}",
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
