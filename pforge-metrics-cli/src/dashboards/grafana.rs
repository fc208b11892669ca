//! A dashboard as JSON for Grafana: for imports by hand, for its API and for provisioning.
//!
//! Keys that are left out have Grafana's default. Grafana's package `@grafana/schema` has the types of the others.
//!
//! The tests compare dashboards with these types, because Grafana silently drops keys that it does not recognize.

mod panel;

use super::model::{Dashboard, Panel};
use serde_json::{Value, json};

/// That of Grafana 12 and 13. Newer ones read older dashboards, and older ones what they know of newer.
const SCHEMA_VERSION: u32 = 42;
const COLUMNS: usize = 24;
/// How high a line of panels is, in rows of 30 pixels or so.
const HEIGHT: usize = 8;

pub fn json(dashboard: &Dashboard) -> String {
    let value = json!({
        "annotations": { "list": [] },
        "editable": true,
        "graphTooltip": 1,
        "id": null,
        "links": [],
        "panels": panels(dashboard),
        "refresh": "30s",
        "schemaVersion": SCHEMA_VERSION,
        "tags": dashboard.tags,
        "templating": { "list": variables(&dashboard.probe) },
        "time": { "from": "now-6h", "to": "now" },
        "timezone": "browser",
        "title": dashboard.title,
        "uid": dashboard.uid,
    });
    format!("{value:#}\n")
}

/// The data source, and which processes to show: all at first.
fn variables(probe: &str) -> Value {
    let of = |name: &str, label: &str, series: String| {
        json!({
            "allValue": ".*",
            "current": { "text": ["All"], "value": ["$__all"] },
            "datasource": panel::data_source(),
            "includeAll": true,
            "label": label,
            "multi": true,
            "name": name,
            "query": { "qryType": 1, "query": format!("label_values({series},{name})"), "refId": name },
            // Whenever the time range changes.
            "refresh": 2,
            "sort": 1,
            "type": "query",
        })
    };
    json!([
        { "label": "Data source", "name": "datasource", "query": "prometheus", "type": "datasource" },
        of("job", "Job", probe.to_owned()),
        of("instance", "Instance", format!("{probe}{{job=~\"$job\"}}")),
    ])
}

/// Line under line, each over the whole width; a heading is a line of its own.
fn panels(dashboard: &Dashboard) -> Vec<Value> {
    let mut panels = Vec::new();
    let mut top = 0;
    for section in &dashboard.sections {
        if let Some(heading) = &section.heading {
            panels.push(json!({
                "collapsed": false,
                "gridPos": { "h": 1, "w": COLUMNS, "x": 0, "y": top },
                "id": panels.len() + 1,
                "panels": [],
                "title": heading,
                "type": "row",
            }));
            top += 1;
        }
        for line in &section.lines {
            for (place, panel) in line.iter().enumerate() {
                let id = panels.len() + 1;
                panels.push(placed(panel, id, place, line.len(), top));
            }
            top += HEIGHT;
        }
    }
    panels
}

fn placed(panel: &Panel, id: usize, place: usize, of: usize, top: usize) -> Value {
    let left = place * COLUMNS / of;
    let right = (place + 1) * COLUMNS / of;
    let mut value = panel::json(panel);
    value["id"] = json!(id);
    value["gridPos"] = json!({ "h": HEIGHT, "w": right - left, "x": left, "y": top });
    value
}
