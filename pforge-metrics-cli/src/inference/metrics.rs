//! Metrics, as the language declares them.

use super::buckets::Presets;
use super::domain;
use super::draft::{Block, Fate, Line};
use super::labels::Labels;
use super::shape::{Kind, Shape};
use super::toml;

pub(super) fn blocks(shapes: &[Shape], labels: &Labels, presets: &Presets) -> Vec<Block> {
    let blocks = shapes.iter().map(|shape| block(shape, labels, presets));
    blocks.collect()
}

/// What is known of a family without series: it is a comment, for a person to complete.
fn without_series(shape: &Shape) -> Block {
    let name = shape.family.name.as_str();
    let unknown = match shape.kind {
        Kind::Counter { .. } | Kind::Gauge => "labels are",
        Kind::Histogram { .. } => "labels and buckets are",
        Kind::StateSet => "labels and states are",
        Kind::Info => "facts are",
    };
    let kind = kind(&shape.kind);
    Block {
        name: name.to_owned(),
        table: format!("{kind}.{}", toml::key(name)),
        lines: vec![Line::new("help", toml::text(shape.help()))],
        questions: vec![format!(
            "{kind} `{name}` has no series yet, so its {unknown} unknown (add them, or rerun `infer` later)"
        )],
        fate: Fate::Comment,
        ..Block::default()
    }
}

fn block(shape: &Shape, labels: &Labels, presets: &Presets) -> Block {
    if shape.series == 0 {
        return without_series(shape);
    }
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
    let mut questions: Vec<String> = partial(shape, labels).into_iter().collect();
    if matches!(shape.kind, Kind::Gauge) && !questions.is_empty() {
        lines.push(Line::new("init", toml::text("unset")));
    }
    if matches!(shape.kind, Kind::Info) {
        let facts = shape
            .labels
            .iter()
            .map(|(label, values)| (*label, values.list()[0]));
        lines.push(Line::new("labels", toml::table(facts)));
        questions
            .push("replace values that are known at build time with `{ env = \"…\" }`".to_owned());
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

/// Returns a comment for a metric with closed labels that lacks some combinations of values.
fn partial(shape: &Shape, labels: &Labels) -> Option<String> {
    let name = shape.family.name.as_str();
    if shape.is_complete() || matches!(shape.kind, Kind::Info) {
        return None;
    }
    let open = shape
        .labels
        .iter()
        .find(|(label, _)| labels.is_open(label, name));
    let lacks = "not all combinations of its labels are exposed";
    match (open, &shape.kind) {
        (None, Kind::Gauge) => Some(format!(
            "{lacks}, so gauge `{name}` has `init = \"unset\"` (remove it if the gauge can expose all of them)"
        )),
        (Some((label, values)), _) if domain::can_be_closed(values) => Some(format!(
            "{lacks}, so `{label}` of `{name}` is open (close it if the metric can expose all of them)"
        )),
        _ => None,
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
