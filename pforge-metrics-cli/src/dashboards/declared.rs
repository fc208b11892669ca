//! A dashboard that the schema declares.

use super::all::{probe, tags, uid};
use super::metric_panel;
use super::model::{self, Chart, Sample, Section, Shape, Target};
use super::quantity::Quantity;
use pforge_metrics_schema::{Dashboard, Panel, Schema};

pub fn dashboard(declared: &Dashboard, schema: &Schema) -> model::Dashboard {
    let rows = declared.rows.iter();
    let lines = rows.map(|row| row.iter().map(|it| panel(it, schema)).collect());
    model::Dashboard {
        uid: uid(&format!("{}{}", schema.prefix, declared.name)),
        title: declared.title.clone(),
        tags: tags(schema),
        probe: probe(schema),
        sections: vec![Section {
            heading: None,
            lines: lines.collect(),
        }],
    }
}

fn panel(panel: &Panel, schema: &Schema) -> model::Panel {
    match panel {
        Panel::Metric { metric, view } => metric_panel::panel(&schema[*metric], *view, schema),
        Panel::Query { title, expr, unit } => model::Panel {
            title: title.clone(),
            description: String::new(),
            chart: Chart::Lines,
            targets: vec![Target {
                expr: expr.clone(),
                // Grafana's default legend.
                legend: "__auto".to_owned(),
            }],
            quantity: Quantity::stated(unit.as_deref()),
            better: None,
            exemplars: false,
            range: (None, None),
            sample: Sample {
                seed: expr.clone(),
                series: vec![title.clone()],
                left_out: 0,
                shape: Shape::Level { whole: false },
            },
        },
    }
}
