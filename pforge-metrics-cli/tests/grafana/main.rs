//! Checks that dashboards match Grafana's types.
//!
//! `./test dashboards` provides Grafana's types and the compiler that checks JSON against them. A plain `cargo test`
//! skips that check. `BLESS=1` updates the dashboard of our own metrics.

#![expect(
    clippy::unwrap_used,
    reason = "what a test can't go on without fails it"
)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/grafana");
const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../metrics.toml");
const EVERYTHING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/grafana/metrics.toml");

fn written(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .arg("dashboard")
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Of our own schema, what it declares, of one with every kind, and with every view.
fn dashboards() -> [Value; 4] {
    [
        written(&[OURS]),
        written(&[OURS, "--name", "overview"]),
        written(&[EVERYTHING]),
        written(&[EVERYTHING, "--name", "overview"]),
    ]
}

#[test]
fn our_own_dashboard_is_what_was_read_and_blessed() {
    let mode = if std::env::var_os("BLESS").is_some() {
        "--output"
    } else {
        "--check"
    };
    let output = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args(["dashboard", "../../../metrics.toml", mode, "dashboard.json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
}

#[test]
fn panels_fill_the_width_and_none_lies_on_another() {
    for dashboard in dashboards() {
        let mut taken = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for panel in dashboard["panels"].as_array().unwrap() {
            assert!(ids.insert(panel["id"].as_u64().unwrap()), "{panel}");
            let at = |key: &str| panel["gridPos"][key].as_u64().unwrap();
            for x in at("x")..at("x") + at("w") {
                for y in at("y")..at("y") + at("h") {
                    assert!(taken.insert((y, x)), "{panel}");
                }
            }
        }
        let (bottom, _) = taken.last().unwrap();
        let all = (0..=*bottom).flat_map(|y| (0..24).map(move |x| (y, x)));
        assert!(all.eq(taken.iter().copied()));
    }
}

#[test]
fn every_metric_has_a_panel_in_its_group_but_for_old_names() {
    let schema = "\
[group.second]\ntitle = 'Second'\n[group.first]\ntitle = 'First'\n\
[gauge.load]\nhelp = 'Load.'\ngroup = 'first'\n[gauge.wind]\nhelp = 'Wind.'\n\
[gauge.rain]\nhelp = 'Rain.'\ngroup = 'second'\n\
[gauge.burden]\nhelp = 'Load.'\ngroup = 'first'\ndeprecated = { since = '1.0.0', renamed_to = 'load' }\n";
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("groups.toml");
    fs::write(&file, schema).unwrap();
    let dashboard = written(&[file.to_str().unwrap()]);
    let panels = dashboard["panels"].as_array().unwrap().iter();
    let titles: Vec<&str> = panels.map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Second", "Rain", "First", "Load", "Other", "Wind"]);
}

#[test]
#[ignore = "wants Grafana's types: run `./test dashboards`"]
fn grafanas_own_types_accept_dashboards_and_nothing_else() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grafana");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let types = Path::new(HERE).join("dashboard.ts");
    fs::copy(types, folder.join("dashboard.ts")).unwrap();
    let write = |name: &str, dashboard: &Value| {
        let text = format!(
            "import type {{ Accepted }} from \"./dashboard\";\nexport const it: Accepted = {dashboard:#};\n"
        );
        fs::write(folder.join(name), text).unwrap();
    };
    for (place, dashboard) in dashboards().iter().enumerate() {
        write(&format!("right_{place}.ts"), dashboard);
    }
    let right = written(&[EVERYTHING, "--name", "overview"]);
    for (place, (panel, pointer, value, _)) in mistakes().iter().enumerate() {
        let mut wrong = right.clone();
        *found(&mut wrong, panel, pointer) = value.clone();
        write(&format!("wrong_{place}.ts"), &wrong);
    }
    let said = compiled(&folder);
    let of_file = |file: &str| -> Vec<&str> {
        let lines = said.lines();
        lines.filter(|line| line.starts_with(file)).collect()
    };
    for (place, (panel, pointer, value, complaint)) in mistakes().iter().enumerate() {
        let found = of_file(&format!("wrong_{place}.ts("));
        assert!(
            found.iter().any(|line| line.contains(complaint)),
            "{panel}{pointer} = {value}: {found:#?}"
        );
    }
    let others = said.lines().filter(|line| !line.starts_with(' '));
    let others: Vec<&str> = others.filter(|it| !it.starts_with("wrong_")).collect();
    assert!(others.is_empty(), "{others:#?}");
}

/// Where a dashboard is made wrong, with what, and what is said of it. The first panel of a type is meant.
fn mistakes() -> [(&'static str, &'static str, Value, &'static str); 12] {
    [
        (
            "",
            "/titel",
            json!("Overview"),
            "'\"titel\"' does not exist",
        ),
        ("", "/refresh", json!(30), "'number' is not assignable"),
        (
            "",
            "/templating/list/1/refresh",
            json!(7),
            "'7' is not assignable",
        ),
        (
            "",
            "/templating/list/1/type",
            json!("queries"),
            "'\"queries\"' is not",
        ),
        (
            "timeseries",
            "/options/legend/placement",
            json!("top"),
            "'\"top\"' is not",
        ),
        (
            "timeseries",
            "/fieldConfig/defaults/custom/drawStyle",
            json!("bar"),
            "'\"bar\"' is not",
        ),
        (
            "stat",
            "/options/percentChangeColorMode",
            json!("reverse"),
            "'\"reverse\"' is not",
        ),
        (
            "stat",
            "/fieldConfig/defaults/color/mode",
            json!("green"),
            "'\"green\"' is not",
        ),
        (
            "heatmap",
            "/options/colour",
            json!({}),
            "'\"colour\"' does not exist",
        ),
        (
            "state-timeline",
            "/type",
            json!("timeline"),
            "'\"timeline\"' is not",
        ),
        (
            "table",
            "/targets/0/format",
            json!("rows"),
            "'\"rows\"' is not",
        ),
        ("gauge", "/gridPos/w", json!("24"), "'string' is not"),
    ]
}

/// A place in a dashboard, or in a panel of it; a key that is not there is added.
fn found<'a>(dashboard: &'a mut Value, panel: &str, pointer: &str) -> &'a mut Value {
    let root = if panel.is_empty() {
        dashboard
    } else {
        let panels = dashboard["panels"].as_array_mut().unwrap();
        let mut panels = panels.iter_mut();
        panels.find(|it| it["type"] == panel).unwrap()
    };
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    &mut root.pointer_mut(parent).unwrap()[key]
}

/// What the compiler of TypeScript says of the files in a folder.
fn compiled(folder: &Path) -> String {
    let package = std::env::var("GRAFANA_SCHEMA").expect("`./test dashboards` says where it is");
    let settings = json!({
        "compilerOptions": {
            "module": "esnext",
            "moduleResolution": "bundler",
            "noEmit": true,
            "paths": { "grafana/*": [format!("{package}/dist/types/*")] },
            "skipLibCheck": true,
            "strict": true,
            "target": "es2022",
            "types": [],
        },
    });
    fs::write(folder.join("tsconfig.json"), settings.to_string()).unwrap();
    let output = Command::new("tsc")
        .args(["--project", ".", "--pretty", "false"])
        .current_dir(folder)
        .output()
        .expect("`./test dashboards` provides tsc");
    String::from_utf8(output.stdout).unwrap()
}
