//! Metrics, as the language declares them.

use super::buckets::Presets;
use super::draft::{Block, Line};
use super::labels::Labels;
use super::shape::{Kind, Shape};
use super::toml;

pub(super) fn blocks(shapes: &[Shape], labels: &Labels, presets: &Presets) -> Vec<Block> {
    let blocks = shapes.iter().map(|shape| block(shape, labels, presets));
    blocks.collect()
}

fn block(shape: &Shape, labels: &Labels, presets: &Presets) -> Block {
    let name = shape.family.name.as_str();
    let mut lines = vec![Line::new("help", toml::text(shape.help()))];
    let keys = shape
        .labels
        .iter()
        .map(|(label, _)| labels.key(label, name));
    let mut keys: Vec<&str> = keys.collect();
    let mut states = None;
    match &shape.kind {
        Kind::Counter { is_float: true } => lines.push(Line::new("value", toml::text("float"))),
        Kind::Histogram { bounds } => lines.push(Line::new("buckets", presets.reference(bounds))),
        Kind::StateSet => states = keys.pop(),
        Kind::Info => keys.clear(),
        Kind::Counter { .. } | Kind::Gauge => {}
    }
    if let Some(unit) = &shape.family.unit {
        lines.push(Line::new("unit", toml::text(unit)));
    }
    if let Some(states) = states {
        lines.push(Line::new("states", toml::text(states)));
    }
    let mut questions = Vec::new();
    if matches!(shape.kind, Kind::Info) {
        let facts = shape
            .labels
            .iter()
            .map(|(label, values)| (*label, values.list()[0]));
        lines.push(Line::new("labels", toml::table(facts)));
        questions
            .push("what is known when the program is built is better `{ env = \"…\" }`".to_owned());
    } else if !keys.is_empty() {
        lines.push(Line::new("labels", toml::texts(keys.iter().copied())));
    }
    Block {
        name: name.to_owned(),
        table: format!("{}.{}", kind(&shape.kind), toml::key(name)),
        lines,
        questions,
        uses: keys.into_iter().chain(states).map(str::to_owned).collect(),
        ..Block::default()
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Counter { .. } => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram { .. } => "histogram",
        Kind::StateSet => "stateset",
        Kind::Info => "info",
    }
}
