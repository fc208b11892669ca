//! Whatever the file says: no panic, no hang, and a schema that code can be generated from.

use std::fmt::Write;

use pforge_metrics_schema::{Compiled, Source, Stability, Surroundings, compile, lock, promises};

/// A schema that uses all of the language in a few lines.
const EVERY_FEATURE: &str = r#"schema = 1
prefix = "a_"
include = ["m.toml"]
const_labels = { z = "Z", y = { env = "Y", default = "d" } }
[lint]
help_period = "warn"
[cardinality]
max_per_metric = 99
max_total = 0x163
[group.g]
title = "G"
[owner.o]
contact = "o"
[buckets]
e = { exponential = { start = 0.5, factor = 2, count = 3 } }
l = { linear = { start = -1, width = 2.5, count = 3 } }
[label.k]
help = "K."
rename = "key"
[label.k.values]
x = "X."
"é-1" = { help = "Y.", variant = "Y1" }
404 = { deprecated = { since = "1.0.0", remove_in = "2" } }
[label.b]
help = "B."
type = "bool"
[label.r]
help = "R."
range = [-2, 5]
[label.w]
help = "W."
open = { max = 9, max_len = 8, overflow = "rest" }
[counter.a_c_total]
help = "C."
labels = { from = "k", type = "k" }
group = "g"
owner = "o"
unit = "{c}"
refs = ["https://a.b"]
stability = "beta"
[counter.a_waits_total]
help = "D"
value = "float"
labels = ["w"]
allow = { help_period = "No." }
[gauge.a_old]
help = "G."
value = "int"
init = "unset"
deprecated = { since = "1.0.0", renamed_to = "a_g", remove_in = "2" }
[gauge.a_g]
help = "G."
value = "int"
range = [0, 1]
init = "unset"
[gauge.a_n]
help = "N."
labels = ["r", "b"]
[histogram.a_height]
help = """H
h."""
labels = ["k"]
buckets = "e"
exemplars = true
[histogram.a_i]
help = 'I.'
buckets = "l"
[histogram.a_j]
help = "J."
buckets = [1, 2.5, 1e3]
[stateset.a_state]
help = "S."
states = "r"
labels = ["b"]
[info.a_build_info]
help = "I."
labels = { v = { env = "V" }, w = "w" }
[state.s]
help = "S."
fields = ["a_g", "a_n"]
[state.t]
help = "T."
fields = { g = "a_more" }
type = "crate::T"
"#;

/// What it includes.
const MORE_FEATURES: &str = "[gauge.a_more]\nhelp = \"M.\"\n";

#[test]
fn the_unmodified_schema_is_valid_and_generates_every_metric() {
    let compiled = survives(EVERY_FEATURE.as_bytes());
    assert!(
        compiled.diagnostics.is_empty(),
        "{:?}",
        compiled.diagnostics
    );
    assert_eq!(compiled.schema.metrics.len(), 11);
}

#[test]
fn a_missing_or_changed_byte_of_an_included_file_does_not_cause_a_panic() {
    let root = |text: &str| format!("include = ['m.toml']\n{text}");
    let (text, rest) = EVERY_FEATURE.split_at(EVERY_FEATURE.find("[counter.a_c").unwrap_or(0));
    for at in (0..rest.len()).filter(|at| rest.is_char_boundary(*at)) {
        survives_with(&root("prefix = 'a_'"), &rest[..at]);
        survives_with(text, &rest[at..]);
    }
}

#[test]
fn a_missing_or_changed_byte_of_a_schema_does_not_cause_a_panic() {
    let bytes = EVERY_FEATURE.as_bytes();
    for at in 0..bytes.len() {
        survives(&bytes[..at]);
        survives(&[&bytes[..at], &bytes[at + 1..]].concat());
        let byte = b"\0\".=[\xff"[at % 6];
        survives(&[&bytes[..at], &[byte], &bytes[at + 1..]].concat());
    }
}

#[test]
fn a_missing_or_replaced_line_does_not_cause_a_panic() {
    let lines: Vec<_> = EVERY_FEATURE.lines().collect();
    for at in 0..lines.len() {
        survives(
            [&lines[..at], &lines[at + 1..]]
                .concat()
                .join("\n")
                .as_bytes(),
        );
        // A third of all pairs, another one for each line: all of them take minutes.
        for other in (at % 3..lines.len()).step_by(3) {
            let moved = [&lines[..at], &[lines[other]], &lines[at + 1..]].concat();
            survives(moved.join("\r\n").as_bytes());
        }
    }
}

#[test]
fn strange_files_compile_without_a_panic() {
    let deep = "[".repeat(100_000);
    let dotted = "a.".repeat(100_000);
    let name = "x".repeat(100_000);
    let strange = [
        "\u{feff}".to_owned(),
        "\u{feff}\u{feff}prefix = 1".to_owned(),
        "\0".to_owned(),
        "prefix = \"\0\"".to_owned(),
        "\r".to_owned(),
        "# only a comment".to_owned(),
        format!("a = {deep}"),
        format!("{dotted}a = 1"),
        format!("[{dotted}a]"),
        format!("[counter.{name}]"),
        format!("[counter]\n{name} = 1"),
        format!("[gauge.pforge_x]\nhelp = \"X.\"\nlabels = [{}]", "\"y\", ".repeat(100)),
        format!("[label.x]\nhelp = \"X.\"\nvalues = [{}]", "\"y\", ".repeat(100)),
        "[counter.\"\"]\nhelp = \"\"\nlabels = { \"\" = \"\" }\n[label.\"\"]\nhelp = \"\"\nvalues = [\"\"]".to_owned(),
        "[counter.\"\u{202e}\\u0000\\n\"]\n[state.\"\\n\"]\nfields = [\"\\n\"]".to_owned(),
        "[buckets]\nx = { exponential = { start = 1e-320, factor = 1e308, count = 40 } }".to_owned(),
        "[buckets]\nx = { linear = { start = -1e308, width = 1e308, count = 18446744073709551616 } }".to_owned(),
    ];
    for text in strange {
        survives(text.as_bytes());
    }
}

/// Schemas in which items would share a Rust name, and how many of their metrics can be generated all the same.
const TWINS: &[(&str, usize)] = &[
    ("gauge.a_b = {}\ngauge.a-b = {}", 1),
    ("gauge.a_b = {}\ngauge.A_B = {}", 1),
    ("gauge.catalog = {}\ngauge.cells = {}", 1),
    (
        "label.x_y.values = ['v']\nlabel.x-y.values = ['v']\ngauge.a.labels = ['x_y']\ngauge.b.labels = ['x-y']",
        1,
    ),
    (
        "label.self.values = ['v']\nlabel.cells.values = ['v']\ngauge.a.labels = ['self']\ngauge.b.labels = ['cells']",
        0,
    ),
    (
        "label.x.values = ['v-w', 'v w']\nlabel.y.values = ['-']\ngauge.a.labels = ['x']\ngauge.b.labels = ['y']",
        0,
    ),
    (
        "label.s_state.values = ['v']\nstate.s.fields = ['a']\ngauge.a = {}\ngauge.b.labels = ['s_state']",
        2,
    ),
    (
        "label.a_labels.values = ['v']\ngauge.a.labels = { x = 'a_labels', y = 'a_labels' }\ngauge.b.labels = ['a_labels']",
        1,
    ),
    (
        "label.l.values = ['v']\ngauge.a.labels = { x- = 'l', x_ = 'l' }\ngauge.b.labels = { type = 'l' }",
        1,
    ),
    (
        "label.l.values = ['v']\ngauge.a.labels = { self = 'l' }\ngauge.b.labels = { type = 'l', r_type = 'l' }",
        1,
    ),
    (
        "state.s.fields = ['a']\nstate.S.fields = ['b']\ngauge.a = {}\ngauge.b = {}",
        2,
    ),
    (
        "state.s.fields = { x- = 'a', x_ = 'b' }\nstate.t.fields = { crate = 'b' }\ngauge.a = {}\ngauge.b = {}",
        2,
    ),
    (
        "label.by_x.type = 'bool'\nlabel.x.type = 'bool'\nstate.s.fields = ['a']\ngauge.a.labels = ['x']\ngauge.b.labels = ['by_x']",
        1,
    ),
    (
        "prefix = 'p_'\nstate.s.fields = ['a', 'p_a']\ngauge.a = {}\ngauge.p_a = {}",
        2,
    ),
];

#[test]
fn generates_only_the_first_of_items_with_the_same_rust_name() {
    for (text, generated) in TWINS {
        let compiled = survives(text.as_bytes());
        let clashes = compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.rule.id == "rust_name_clash");
        assert_ne!(clashes.count(), 0, "{text}");
        assert_eq!(compiled.schema.metrics.len(), *generated, "{text}");
    }
}

#[test]
fn an_overflowing_number_of_series_exceeds_the_budget() {
    let values: Vec<_> = (0..1000).map(|value| format!("\"v{value}\"")).collect();
    let roles: Vec<_> = (0..8).map(|role| format!("r{role} = \"l\"")).collect();
    let (values, roles) = (values.join(", "), roles.join(", "));
    let text = format!(
        "[label.l]\nhelp = \"L.\"\nvalues = [{values}]\n[counter.x_total]\nhelp = \"X.\"\nlabels = {{ {roles} }}"
    );
    let compiled = survives(text.as_bytes());
    let broken: Vec<_> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.id)
        .collect();
    assert_eq!(broken, ["cardinality", "cardinality"]);
    assert_eq!(
        compiled.schema.metrics[0].series(&compiled.schema),
        usize::MAX
    );
}

#[test]
fn reports_200_errors_among_five_thousand_metrics() {
    let mut text = String::from(
        "prefix = \"app_\"\nconst_labels = { region = \"eu\" }\n[lint]\nhelp_period = \"warn\"\n\
        [cardinality]\nmax_total = 100_000\n[owner.o]\ncontact = \"o\"\n[label.kind]\nhelp = \"Kind.\"\nvalues = [\"a\", \"b\"]\n",
    );
    for number in 0..5_000 {
        let label = if number % 25 == 0 { "kidn" } else { "kind" };
        let next = (number + 1) / 2 * 2 + 1;
        let deprecated = match number % 2 {
            0 => format!(
                "deprecated = {{ since = \"1.0.0\", renamed_to = \"app_work_{next}_done_total\" }}\n"
            ),
            _ => String::new(),
        };
        writeln!(
            text,
            "[counter.app_work_{number}_done_total]\nhelp = \"Counts\"\nlabels = [\"{label}\"]\nowner = \"o\"\n\
            {deprecated}allow = {{ help_period = \"No.\" }}"
        )
        .expect("a string takes all");
    }
    let compiled = survives(text.as_bytes());
    assert_eq!(compiled.diagnostics.len(), 200);
    let mut diagnostics = compiled.diagnostics.iter();
    assert!(diagnostics.all(|diagnostic| diagnostic.rule.id == "unknown_ref"));
    assert_eq!(compiled.schema.metrics.len(), 4_800);
}

#[test]
fn endless_includes_terminate() {
    let text = format!("include = [\"{}/1.toml\"]", "d".repeat(200));
    let compiled = survives_with(&text, &text);
    let broken = compiled.diagnostics.iter().map(|it| it.rule.id);
    assert_eq!(broken.collect::<Vec<_>>(), ["include_unreadable"]);
    assert!(compiled.sources.iter().count() < 30);
}

#[test]
fn a_missing_or_changed_byte_of_a_lock_does_not_cause_a_panic() {
    let mut schema = survives(EVERY_FEATURE.as_bytes()).schema;
    for metric in &mut schema.metrics {
        metric.stability = Stability::Beta;
    }
    let lock = lock::text(&schema);
    let bytes = lock.as_bytes();
    for at in 0..bytes.len() {
        // One of three at each place: all of them take as long as all else here.
        let byte = b"\0\".=[\xff"[at / 3 % 6];
        let rest = &bytes[at + 1..];
        survives_lock(&match at % 3 {
            0 => bytes[..at].to_vec(),
            1 => [&bytes[..at], rest].concat(),
            _ => [&bytes[..at], &[byte], rest].concat(),
        });
    }
}

#[test]
fn a_schema_in_place_of_a_lock_does_not_cause_a_panic() {
    survives_lock(EVERY_FEATURE.as_bytes());
    survives_lock(b"include = ['metrics.lock']\n[lint]\nlock_kept = 'allow'");
    survives_lock("\u{feff}".as_bytes());
    let empty = compiled("", "", Some(source(EVERY_FEATURE)));
    promises::hold(&empty);
    assert!(empty.has_errors());
}

/// Compares the schema with a lock.
fn survives_lock(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    promises::hold(&compiled(EVERY_FEATURE, MORE_FEATURES, Some(source(&text))));
}

fn source(text: &str) -> Source {
    Source {
        path: "metrics.lock".to_owned(),
        text: text.to_owned(),
    }
}

/// Compiles whatever it gets, shows all diagnostics and checks that the schema keeps its promises.
fn survives(bytes: &[u8]) -> Compiled {
    survives_with(&String::from_utf8_lossy(bytes), MORE_FEATURES)
}

fn survives_with(text: &str, included: &str) -> Compiled {
    let compiled = compiled(text, included, None);
    promises::hold(&compiled);
    compiled
}

/// Whatever file is included, it has the same text.
fn compiled(text: &str, included: &str, lock: Option<Source>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read: &|_| Ok(included.to_owned()),
        lock,
    };
    compile(source, &surroundings)
}
