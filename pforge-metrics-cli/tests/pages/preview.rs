//! The preview of a dashboard.

use super::{folder, opened};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

const EVERYTHING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/grafana/metrics.toml");
const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../metrics.toml");

/// Shows a page in a frame, because windows have a minimum width, and returns measurements of its content.
const MEASURE: &str = r#"
const frame = document.createElement("iframe");
frame.style = `border: 0; height: 900px; width: ${width}px`;
frame.srcdoc = page;
frame.onload = () => {
  const root = frame.contentDocument.documentElement;
  // The empty page that a frame begins with can load as well.
  if (!root.querySelector(".made-up")) return;
  const sticksOut = (it) => it.getBoundingClientRect().right > root.clientWidth + 0.5;
  const panels = [...root.querySelectorAll("article")].map((panel) => ({
    title: panel.querySelector("h3").textContent,
    left: Math.round(panel.getBoundingClientRect().left),
    wide: [...panel.querySelectorAll("*")].filter(sticksOut).map((it) => it.outerHTML.slice(0, 80)),
    drawn: [...panel.querySelectorAll("path.series, path.bars, path.cell, path.band, path.needle")]
      .map((it) => it.getBoundingClientRect())
      .filter((box) => box.width + box.height > 10).length,
    named: [...panel.querySelectorAll("svg")].every((it) => it.querySelector("title").textContent && it.getAttribute("role") === "img"),
    height: Math.min(...[...panel.querySelectorAll("svg")].map((it) => it.getBoundingClientRect().height)),
    names: [...panel.querySelectorAll(".legend li, .rows li, .name, th")].map((it) => it.textContent.trim()),
    more: panel.querySelector(".more")?.textContent ?? "",
    queries: panel.querySelectorAll(".queries code").length,
  }));
  const seen = {
    scroll: root.scrollWidth - root.clientWidth,
    panels,
    headings: [...root.querySelectorAll("h2")].map((it) => it.textContent),
    text: root.querySelector(".made-up").textContent,
  };
  frame.remove();
  document.body.textContent = `SEEN${JSON.stringify(seen)}SEEN`;
};
document.body.append(frame);
"#;

fn seen(name: &str, schema: &str, arguments: &[&str], width: u32) -> Value {
    let page = folder().join(format!("{name}.html"));
    let status = Command::new(env!("CARGO_BIN_EXE_pforge-metrics"))
        .args(["dashboard", schema, "--output"])
        .arg(&page)
        .args(arguments)
        .status();
    assert!(status.unwrap().success());
    let text = fs::read_to_string(&page).unwrap();
    // A script can't hold the end of one.
    let text = Value::from(text).to_string().replace("</", "<\\/");
    let framed = folder().join(format!("{name}-{width}.html"));
    let script = format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><body><script>const width = {width}; const page = {text};{MEASURE}</script>"
    );
    fs::write(&framed, script).unwrap();
    // A browser that has much else to do shows the page before the frame in it.
    let mut shown = (0..5).map(|_| opened(&framed, ""));
    let (dom, said) = shown
        .find(|(dom, _)| dom.contains("SEEN{"))
        .expect("a frame is loaded in the end");
    assert_eq!(said, "");
    let json = dom.split("SEEN").nth(1).unwrap_or_else(|| panic!("{dom}"));
    let plain = json.replace("&lt;", "<").replace("&gt;", ">");
    serde_json::from_str(&plain.replace("&amp;", "&")).unwrap()
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().unwrap().iter();
    values.map(|it| it.as_str().unwrap()).collect()
}

fn panel<'a>(seen: &'a Value, title: &str) -> &'a Value {
    let mut panels = seen["panels"].as_array().unwrap().iter();
    panels.find(|it| it["title"] == title).unwrap()
}

#[test]
#[ignore = "wants Chromium: run `./test pages`"]
fn every_panel_of_a_dashboard_is_drawn_and_fits_on_every_screen() {
    let overview = &["--name", "overview"][..];
    for (name, schema, arguments, count) in [
        ("all", EVERYTHING, &[][..], 14),
        ("overview", EVERYTHING, overview, 15),
        ("ours", OURS, overview, 15),
    ] {
        for width in [360, 1300] {
            let seen = seen(name, schema, arguments, width);
            assert!(seen["text"].as_str().unwrap().contains("Sample data."));
            assert_eq!(seen["scroll"], 0, "{name}");
            let panels = seen["panels"].as_array().unwrap();
            assert_eq!(panels.len(), count, "{name}");
            for panel in panels {
                assert_eq!(strings(&panel["wide"]), [""; 0], "{width}: {panel}");
                assert!(panel["queries"].as_u64().unwrap() > 0, "{panel}");
                assert_eq!(panel["named"], true, "{panel}");
                if panel["title"] != "Build info" {
                    assert!(panel["drawn"].as_u64().unwrap() > 0, "{panel}");
                    assert!(panel["height"].as_f64().unwrap() > 30.0, "{panel}");
                }
            }
            // Panels are stacked if two do not fit side by side.
            let mut lefts: Vec<_> = panels.iter().map(|it| it["left"].as_i64()).collect();
            lefts.sort_unstable();
            lefts.dedup();
            assert_eq!(lefts.len() == 1, width == 360, "{name}: {lefts:?}");
        }
    }
}

#[test]
#[ignore = "wants Chromium: run `./test pages`"]
fn legends_name_every_series_that_the_schema_knows() {
    let all = seen("all", EVERYTHING, &[], 1300);
    assert_eq!(strings(&all["headings"]), ["Counters & <gauges>", "Other"]);
    let names = |title: &str| strings(&panel(&all, title)["names"]);
    let start = |title: &str| -> Vec<&str> {
        let names = names(title).into_iter();
        names
            .filter_map(|it| it.rsplit_once(' '))
            .map(|it| it.0)
            .collect()
    };
    assert_eq!(
        start("Things"),
        [
            "read, cached=false",
            "read, cached=true",
            "write, cached=false",
            "write, cached=true",
            "delete, cached=false",
            "delete, cached=true",
        ]
    );
    for (title, lines) in [
        ("Things", 6),
        ("Pushes", 3),
        ("Wait", 9),
        ("Size", 3),
        ("Many", 12),
    ] {
        assert_eq!(panel(&all, title)["drawn"], lines, "{title}");
        assert_eq!(names(title).len(), lines, "{title}");
    }
    let attempts = panel(&all, "Open attempts");
    assert_eq!(
        (&attempts["drawn"], &attempts["more"]),
        (&json!(32), &json!("and 8 more in Grafana"))
    );
    assert_eq!(panel(&all, "Things")["more"], "");
    assert_eq!(names("Phase").len(), 4 * 3);
    assert_eq!(
        names("Phase")[..3],
        ["shard=0, idle", "shard=0, busy", "shard=0, draining"]
    );
    assert_eq!(
        names("Build info"),
        ["instance", "job", "version", "channel"]
    );

    let overview = seen("overview", EVERYTHING, &["--name", "overview"], 1300);
    let dials = panel(&overview, "Load");
    assert_eq!(strings(&dials["names"]), ["read", "write", "delete"]);
    assert_eq!(dials["drawn"], 3);
    assert_eq!(panel(&overview, "Errors <all>")["drawn"], 1);
}
