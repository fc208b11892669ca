//! A panel, without its position.

use super::super::model::{Chart, Panel, Target};
use crate::output::markdown;
use pforge_metrics_schema::Better;
use serde_json::{Map, Value, json};

pub fn json(panel: &Panel) -> Value {
    let (kind, options) = match panel.chart {
        Chart::Lines | Chart::Bars => ("timeseries", lines(panel)),
        Chart::Stat => ("stat", stat(panel)),
        Chart::Dial => ("gauge", dial()),
        Chart::Heatmap => ("heatmap", heatmap(panel)),
        Chart::Timeline => ("state-timeline", timeline()),
        Chart::Table => ("table", json!({ "frameIndex": 0, "showHeader": true })),
    };
    let mut value = json!({
        "datasource": data_source(),
        "description": description(panel),
        "fieldConfig": { "defaults": field(panel), "overrides": [] },
        "options": options,
        "targets": targets(panel),
        "title": panel.title,
        "type": kind,
    });
    if panel.chart == Chart::Table {
        value["transformations"] = json!([without_value()]);
    }
    value
}

/// The data source that the variable of the dashboard names.
pub fn data_source() -> Value {
    json!({ "type": "prometheus", "uid": "${datasource}" })
}

/// Grafana takes it for Markdown.
fn description(panel: &Panel) -> String {
    let paragraphs = panel.description.split("\n\n").map(markdown::text);
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn targets(panel: &Panel) -> Vec<Value> {
    let is_table = panel.chart == Chart::Table;
    let format = match panel.chart {
        Chart::Table => "table",
        Chart::Heatmap => "heatmap",
        _ => "time_series",
    };
    let target = |(letter, target): (char, &Target)| {
        json!({
            "datasource": data_source(),
            "editorMode": "code",
            "exemplar": false,
            "expr": target.expr,
            "format": format,
            "instant": is_table,
            "legendFormat": target.legend,
            "range": !is_table,
            "refId": letter.to_string(),
        })
    };
    let mut targets: Vec<Value> = ('A'..='Z').zip(&panel.targets).map(target).collect();
    // Once is enough: all targets of a panel are about the same series.
    if let Some(last) = targets.last_mut() {
        last["exemplar"] = json!(panel.exemplars);
    }
    targets
}

/// What holds for all series of a panel.
fn field(panel: &Panel) -> Value {
    let mut field = Map::new();
    let mut set = |key: &str, value| field.insert(key.to_owned(), value);
    if panel.has_unit() {
        set("unit", json!(panel.quantity.grafana()));
        if let Some(min) = panel.range.0 {
            set("min", json!(min));
        }
        if let Some(max) = panel.range.1 {
            set("max", json!(max));
        }
    }
    match panel.chart {
        Chart::Lines => {
            set(
                "custom",
                json!({ "fillOpacity": 8, "lineWidth": 2, "showPoints": "never" }),
            );
        }
        Chart::Bars => {
            let stacking = json!({ "group": "A", "mode": "normal" });
            let custom = json!({ "drawStyle": "bars", "fillOpacity": 80, "lineWidth": 0, "stacking": stacking });
            set("custom", custom);
        }
        Chart::Stat | Chart::Dial => {
            set("color", json!({ "mode": colours(panel) }));
        }
        Chart::Timeline => {
            set("custom", json!({ "fillOpacity": 80, "lineWidth": 0 }));
            set("mappings", json!([states()]));
        }
        Chart::Heatmap | Chart::Table => {}
    }
    Value::Object(field)
}

/// From red to green in the direction that is good news, where both ends are known.
fn colours(panel: &Panel) -> &'static str {
    match (panel.better, panel.range) {
        (Some(Better::Higher), (Some(_), Some(_))) => "continuous-RdYlGr",
        (Some(Better::Lower), (Some(_), Some(_))) => "continuous-GrYlRd",
        _ => "palette-classic",
    }
}

/// Each state is a row of its own, since several can be active: there is nothing to be seen where it is not.
fn states() -> Value {
    json!({
        "options": {
            "0": { "color": "transparent", "index": 0, "text": "inactive" },
            "1": { "color": "green", "index": 1, "text": "active" },
        },
        "type": "value",
    })
}

fn lines(panel: &Panel) -> Value {
    json!({
        "legend": { "calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": true },
        "tooltip": {
            "mode": if panel.targets.len() > 1 || panel.sample.series.len() > 1 { "multi" } else { "single" },
            "sort": "desc",
        },
    })
}

fn newest() -> Value {
    json!({ "calcs": ["lastNotNull"], "fields": "", "values": false })
}

fn stat(panel: &Panel) -> Value {
    let mode = match panel.better {
        Some(Better::Lower) => "inverted",
        Some(Better::Higher) => "standard",
        None => "same_as_value",
    };
    json!({
        "colorMode": "value",
        "graphMode": "area",
        "justifyMode": "auto",
        "orientation": "auto",
        "percentChangeColorMode": mode,
        "reduceOptions": newest(),
        "showPercentChange": panel.better.is_some(),
        "textMode": "auto",
        "wideLayout": true,
    })
}

fn dial() -> Value {
    json!({
        "orientation": "auto",
        "reduceOptions": newest(),
        "showThresholdLabels": false,
        "showThresholdMarkers": false,
    })
}

fn heatmap(panel: &Panel) -> Value {
    json!({
        "calculate": false,
        "cellGap": 1,
        "color": {
            "exponent": 0.5,
            "fill": "dark-orange",
            "mode": "scheme",
            "reverse": false,
            "scale": "exponential",
            "scheme": "Blues",
            "steps": 64,
        },
        "exemplars": { "color": "rgba(255,0,255,0.7)" },
        // Empty cells are not drawn.
        "filterValues": { "le": 1e-9 },
        "legend": { "show": true },
        "rowsFrame": { "layout": "auto", "value": "observations" },
        "showValue": "never",
        "tooltip": { "mode": "single", "showColorScale": true, "yHistogram": false },
        "yAxis": { "axisPlacement": "left", "unit": panel.quantity.grafana() },
    })
}

fn timeline() -> Value {
    json!({
        "alignValue": "left",
        "legend": { "calcs": [], "displayMode": "list", "placement": "bottom", "showLegend": false },
        "mergeValues": true,
        "rowHeight": 0.8,
        "showValue": "never",
        "tooltip": { "mode": "single", "sort": "none" },
    })
}

/// An info is always 1, and the time is that of the question.
fn without_value() -> Value {
    json!({
        "id": "organize",
        "options": {
            "excludeByName": { "Time": true, "Value": true },
            "indexByName": {},
            "renameByName": {},
        },
    })
}
