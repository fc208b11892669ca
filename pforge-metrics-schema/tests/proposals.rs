//! Tests that a name gets a single proposal, whichever rules it violates, and that the proposal violates no rule.

use std::collections::BTreeSet;

use pforge_metrics_schema::{Compiled, Source, Surroundings, compile};

const PREFIXES: &[&str] = &["", "pforge_", "fleet_", "my_swarm_"];

const HEADS: &[&str] = &[
    "",
    "pforge_",
    "Pforge",
    "pforg_",
    "pforge_pforge_",
    "fleet_",
    "my:swarm:",
    "_",
];

const BODIES: &[&str] = &[
    "ticks",
    "ticksDone",
    "counter",
    "gauge_of_x",
    "wait_ms",
    "ms_wait_seconds",
    "d_seconds",
    "cache_kb",
    "distance_m",
    "uptime_minutes",
    "seconds_elapsed",
    "total_errors",
    "value",
    "catalog",
    "job",
    "a__b",
    "2nd",
    "größe",
    "bytes",
    "",
];

const TAILS: &[&str] = &[
    "",
    "_total",
    "_count",
    "_count_total",
    "_info",
    "_created_sum",
    "Histogram",
    "_seconds",
    "-",
];

/// Kinds, each with its required keys besides `help`, and with units to try.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("counter", "", &["", "seconds", "{things}", "{bytes}"]),
    ("gauge", "", &["", "seconds", "{things}", "{bytes}"]),
    ("histogram", "buckets = [1, 2]", &["", "bytes"]),
    ("stateset", "states = 'l'", &[""]),
    ("info", "labels = { v = '1' }", &[""]),
];

/// Rules that are not about metric names.
const OTHER_RULES: &[&str] = &["unused_label", "unit_unknown"];

fn compiled(text: &str) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    compile(source, &Surroundings::NONE)
}

fn schema(prefix: &str, kind: &str, name: &str, besides: &str) -> String {
    format!(
        "prefix = '{prefix}'\n[label.l]\nhelp = 'L.'\ntype = 'bool'\n\
        [{kind}.'{name}']\nhelp = 'X.'\n{besides}\n"
    )
}

/// Returns the rules about names that a schema violates, with their helps.
fn violated(text: &str) -> Vec<(&'static str, String)> {
    let diagnostics = compiled(text).diagnostics.into_iter();
    let of_names = diagnostics.filter(|it| !OTHER_RULES.contains(&it.rule.id));
    of_names
        .map(|it| (it.rule.id, it.help.unwrap_or_default()))
        .collect()
}

/// Returns the names that helps propose.
fn proposed(helps: &[(&str, String)]) -> BTreeSet<String> {
    let renames = helps.iter();
    let renames = renames.filter_map(|(_, help)| help.split("rename it").nth(1));
    let proposed = renames.filter_map(|rename| rename.split('`').nth(1));
    proposed.map(str::to_owned).collect()
}

#[test]
fn proposes_one_name_that_violates_no_rule() {
    let (mut count, mut round) = (0, 0);
    for prefix in PREFIXES {
        for (kind, needs, units) in KINDS {
            for unit in *units {
                let besides = match *unit {
                    "" => (*needs).to_owned(),
                    unit => format!("{needs}\nunit = '{unit}'"),
                };
                // Each round tests another seventh of the names, because all of them take a minute.
                round += 1;
                for name in names().skip(round % 7).step_by(7) {
                    let text = schema(prefix, kind, &name, &besides);
                    let proposed = proposed(&violated(&text));
                    assert!(proposed.len() <= 1, "{proposed:?} for\n{text}");
                    if let Some(better) = proposed.first() {
                        assert_ne!(*better, name, "{text}");
                        let still = violated(&schema(prefix, kind, better, &besides));
                        assert!(still.is_empty(), "{still:?}: {better} for\n{text}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 2_000, "{count} names were proposed");
}

fn names() -> impl Iterator<Item = String> {
    let heads = HEADS.iter();
    let bodies = heads.flat_map(|head| BODIES.iter().map(move |body| format!("{head}{body}")));
    bodies.flat_map(|name| TAILS.iter().map(move |tail| format!("{name}{tail}")))
}

#[test]
fn does_not_propose_a_name_that_is_taken() {
    for others in [
        "[gauge.pforge_wait_seconds]\nhelp = 'W.'",
        "[gauge.pforge_waitseconds]\nhelp = 'W.'",
        "[counter.pforge_wait_seconds_total]\nhelp = 'W.'",
        "[info.pforge_wait_seconds_info]\nhelp = 'W.'\nlabels = { v = '1' }",
    ] {
        let text = schema("pforge_", "gauge", "pforge_wait_ms", "") + others;
        let violated = violated(&text);
        assert_eq!(violated.len(), 1, "{violated:?}");
        assert_eq!(violated[0].1, "measure in seconds", "{text}");
    }
}
