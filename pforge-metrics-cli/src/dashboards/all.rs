//! The dashboard of every metric, by group.
//!
//! Gauges without labels have one series for each process. Gauges with labels are summed, or averaged if their unit
//! or range makes a sum meaningless. Colors from red to green need a range and a better direction in the schema.

use super::metric_panel;
use super::model::{Dashboard, Panel, Section};
use super::series;
use pforge_metrics_schema::{Group, Kind, Metric, Schema};

/// More panels side by side than this are too narrow for a legend.
const MOST_IN_A_LINE: usize = 3;

pub fn dashboard(schema: &Schema) -> Dashboard {
    let of = |group: Option<&Group>| -> Vec<Panel> {
        let metrics = schema.metrics.iter().filter(|it| it.alias_of().is_none());
        let metrics = metrics.filter(|it| it.group.map(|id| &schema[id]) == group);
        let panels = metrics.filter_map(|it| {
            let view = it.kind.views().first()?;
            Some(metric_panel::panel(it, *view, schema))
        });
        panels.collect()
    };
    let groups = schema.groups.iter();
    let mut sections: Vec<Section> = groups
        .map(|group| section(&group.title, of(Some(group))))
        .collect();
    let title_of_rest = if sections.is_empty() { "All" } else { "Other" };
    sections.push(section(title_of_rest, of(None)));
    sections.retain(|section| !section.lines.is_empty());
    let (title, uid) = match schema.prefix.trim_matches('_') {
        "" => ("All metrics".to_owned(), uid("metrics-all")),
        prefix => (
            format!("All metrics of {prefix}"),
            uid(&format!("{prefix}-all")),
        ),
    };
    Dashboard {
        uid,
        title,
        tags: tags(schema),
        probe: probe(schema),
        sections,
    }
}

/// As few lines as there can be, equally full if possible.
fn section(heading: &str, panels: Vec<Panel>) -> Section {
    let mut lines = panels.len().div_ceil(MOST_IN_A_LINE);
    let (mut rest, mut panels) = (panels.len(), panels.into_iter());
    let mut filled = Vec::new();
    while lines > 0 {
        let count = rest.div_ceil(lines);
        filled.push(panels.by_ref().take(count).collect());
        (rest, lines) = (rest - count, lines - 1);
    }
    Section {
        heading: Some(heading.to_owned()),
        lines: filled,
    }
}

/// By what dashboards are found in Grafana: the prefix, and where they come from.
pub fn tags(schema: &Schema) -> Vec<String> {
    let prefix = schema.prefix.trim_matches('_');
    let tags = [prefix, "pforge-metrics"].into_iter();
    tags.filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Grafana allows 40 of these characters. Longer ids end with a hash.
pub fn uid(name: &str) -> String {
    let plain = |it: char| match it {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => it,
        _ => '-',
    };
    let uid: String = name.chars().map(plain).collect();
    if uid.len() <= 40 {
        return uid;
    }
    format!("{}-{:08x}", &uid[..31], series::hash(name) >> 32)
}

/// Prefers a metric whose series exist from the start.
pub fn probe(schema: &Schema) -> String {
    let is_there = |metric: &&Metric| {
        let unset = matches!(metric.kind, Kind::Gauge { unset: true, .. });
        !unset && !metric.is_open(schema) && !matches!(metric.kind, Kind::Histogram(_))
    };
    let metrics = || schema.metrics.iter().filter(|it| it.alias_of().is_none());
    let Some(metric) = metrics().find(is_there).or_else(|| metrics().next()) else {
        return String::new();
    };
    match &metric.kind {
        Kind::Histogram(histogram) if histogram.native.is_none() => {
            format!("{}_count", metric.name)
        }
        _ => metric.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_to_ids_that_differ() {
        let long = "a".repeat(60);
        assert_eq!(uid("app all"), "app-all");
        let ids = [uid(&format!("{long}1")), uid(&format!("{long}2"))];
        assert!(ids[0] != ids[1] && ids.iter().all(|it| it.len() == 40));
    }
}
