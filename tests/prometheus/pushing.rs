//! Pushes to a real Pushgateway.

use pforge_metrics::exporter::{Exporter, Push, PushError, PushFormat};
use std::process::Command;

use crate::{Running, everything, get, start};

fn pushgateway() -> (Running, String) {
    let (pushgateway, address) = start(
        Command::new("prometheus-pushgateway").arg("--web.listen-address=127.0.0.1:0"),
        "Listening on",
        "address=",
    );
    (pushgateway, format!("http://{address}"))
}

/// The series of a group without the labels of the group, and the complete exposition of the gateway.
fn pushed(url: &str, group: &str) -> (Vec<String>, String) {
    let text = get(&format!("{url}/metrics")).unwrap();
    let from = format!("{{{group}");
    let of_group = text.lines().filter(|line| line.contains(&from));
    let ours = of_group.filter(|line| line.starts_with("proof_"));
    // The labels of the group come before those of the series.
    let alone = format!("{from}}}");
    let ours = ours.map(|line| line.replace(&alone, "").replace(&format!("{from},"), "{"));
    let mut ours: Vec<String> = ours.collect();
    ours.sort();
    (ours, text)
}

#[test]
#[ignore = "needs a Pushgateway: run `./test end-to-end`"]
fn a_pushgateway_accepts_text_and_protobuf() {
    let (_pushgateway, url) = pushgateway();
    let exporter = everything::exporter().build().unwrap();
    for (job, format) in [
        ("text", PushFormat::Text),
        ("protobuf", PushFormat::Protobuf),
    ] {
        let push = Push::to(&url, job).unwrap().format(format);
        push.put(&exporter).unwrap();
        let group = format!("instance=\"\",job=\"{job}\"");
        let (series, text) = pushed(&url, &group);
        assert_eq!(series, everything::series("1"), "{format:?}");
        for line in [
            "# HELP proof_calls_total Calls: a \\\\ and a \" quote.",
            "# TYPE proof_calls_total counter",
            "# TYPE proof_wait_seconds histogram",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
        push.delete().unwrap();
        assert_eq!(pushed(&url, &group).0, [""; 0]);
    }

    // The Pushgateway parses OpenMetrics as the text format, which does not have this type.
    let push = Push::to(&url, "openmetrics").unwrap();
    let refused = push
        .format(PushFormat::OpenMetrics)
        .put(&exporter)
        .unwrap_err();
    assert_eq!(refused.status(), Some(400));
    let message = refused.to_string();
    assert!(
        message.contains("unknown metric type \"info\""),
        "{message}"
    );
}

#[test]
#[ignore = "needs a Pushgateway: run `./test end-to-end`"]
fn groups_with_any_labels_are_distinct() -> Result<(), PushError> {
    let (_pushgateway, url) = pushgateway();
    let exporter = everything::exporter().build().unwrap();
    let groups = [("a/b", "é 🦀"), ("a", ""), ("..", "\"}\n")];
    let push = |(instance, shard): (&str, &str)| {
        let push = Push::to(&url, "nightly/backup")?.grouping("instance", instance)?;
        push.grouping("shard", shard)
    };
    for group in groups {
        push(group)?.post(&exporter)?;
    }
    let named = |(instance, shard): (&str, &str)| {
        let shard = shard.replace('"', "\\\"").replace('\n', "\\n");
        let shard = format!(",shard=\"{shard}\"");
        format!("instance=\"{instance}\",job=\"nightly/backup\"{shard}")
    };
    for group in groups {
        let level = format!("proof_level{{{}}} -1.5e-07", named(group));
        let text = get(&format!("{url}/metrics")).unwrap();
        assert!(text.lines().any(|line| line == level), "{level}\n{text}");
        push(group)?.delete()?;
        let text = get(&format!("{url}/metrics")).unwrap();
        assert!(!text.contains(&level));
    }
    Ok(())
}

#[test]
#[ignore = "needs a Pushgateway: run `./test end-to-end`"]
fn post_merges_into_a_group_and_put_replaces_it() {
    let (_pushgateway, url) = pushgateway();
    let push = Push::to(&url, "both").unwrap();
    let has = |name: &str| {
        let text = get(&format!("{url}/metrics")).unwrap();
        text.contains(&format!("{name}{{instance=\"\",job=\"both\""))
    };
    let few = Exporter::builder().registry(&everything::THEIRS);
    let few = few.build().unwrap();
    push.post(&everything::exporter().build().unwrap()).unwrap();
    push.post(&few).unwrap();
    assert!(has("proof_level") && has("proof_theirs_total"));
    push.put(&few).unwrap();
    assert!(!has("proof_level") && has("proof_theirs_total"));
}

/// `./test end-to-end` builds this program and sets its path.
#[test]
#[ignore = "needs a Pushgateway: run `./test end-to-end`"]
fn the_push_function_of_prometheus_accepts_a_catalog() {
    let program = std::env::var_os("PROMETHEUS_PUSH").expect("`./test end-to-end` sets it");
    let (_pushgateway, url) = pushgateway();
    let pushed = Command::new(program).arg(&url).output().unwrap();
    let message = String::from_utf8_lossy(&pushed.stderr);
    assert!(pushed.status.success(), "{message}");
    let text = get(&format!("{url}/metrics")).unwrap();
    for line in [
        "# HELP pforge_gaps Empty places of the puzzle.",
        "# TYPE pforge_gaps gauge",
        r#"pforge_gaps{instance="",job="theirs"} 17"#,
        r#"pforge_tokens_used_total{instance="",job="theirs",vendor="local"} 0"#,
        r#"pforge_tick_duration_seconds_bucket{instance="",job="theirs",le="+Inf"} 0"#,
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
}
