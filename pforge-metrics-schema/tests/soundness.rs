//! What of a schema with mistakes is still there: all that can be generated without lying.

use pforge_metrics_schema::{
    Compiled, Domain, Kind, MetricId, Schema, Source, StateField, Surroundings, compile,
};

fn compiled(text: &str) -> Compiled {
    with_files(text, &|_| Err("there are no other files".to_owned()))
}

fn with_files(text: &str, read: &dyn Fn(&str) -> Result<String, String>) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    let surroundings = Surroundings {
        version: "1.4.0".parse().ok(),
        read,
        lock: None,
    };
    compile(source, &surroundings)
}

fn names(schema: &Schema) -> Vec<&str> {
    let metrics = schema.metrics.iter();
    metrics.map(|metric| metric.name.as_str()).collect()
}

fn broken(compiled: &Compiled) -> Vec<&'static str> {
    let diagnostics = compiled.diagnostics.iter();
    diagnostics.map(|diagnostic| diagnostic.rule.id).collect()
}

#[test]
fn preserves_the_order_of_the_file() {
    let text = r#"
[histogram.z_seconds]
help    = "Z."
labels  = ["b", "a"]
buckets = [1, 2]
[counter.y_total]
help = "Y."
[gauge.x]
help = "X."
[counter.a_total]
help = "A."
[label.b]
help   = "B."
values = { z = "Z.", a = "A.", m = "M." }
[label.a]
help   = "A."
values = ["z", "a"]
"#;
    let compiled = compiled(text);
    assert!(broken(&compiled).is_empty());
    let schema = compiled.schema;
    assert_eq!(names(&schema), ["z_seconds", "y_total", "x", "a_total"]);
    let labels = schema.labels.iter().map(|label| label.name.as_str());
    assert_eq!(labels.collect::<Vec<_>>(), ["b", "a"]);
    let Domain::Closed(values) = &schema.labels[0].domain else {
        panic!("{:?}", schema.labels[0]);
    };
    let values = values.iter().map(|value| value.wire.as_str());
    assert_eq!(values.collect::<Vec<_>>(), ["z", "a", "m"]);
    let used = schema.metrics[0].labels.iter();
    let used = used.map(|label| label.name.as_str());
    assert_eq!(used.collect::<Vec<_>>(), ["b", "a"]);
}

#[test]
fn keeps_items_that_only_break_a_convention() {
    let text = r#"
prefix = "app_"
[cardinality]
max_per_metric = 1
[label.unused]
values = ["a"]
[label.Big]
help   = "big"
values = ["x", "y"]
[counter.camelCase]
labels     = ["Big"]
group      = "nowhere"
deprecated = { remove_in = "1.0.0" }
"#;
    let compiled = compiled(text);
    let expected = [
        "help_required",
        "unused_label",
        "snake_case",
        "help_period",
        "help_required",
        "prefix_required",
        "snake_case",
        "counter_total",
        "cardinality",
        "unknown_ref",
        "deprecated_fields",
        "expired",
    ];
    assert_eq!(broken(&compiled), expected);
    let schema = compiled.schema;
    assert_eq!(names(&schema), ["camelCase"]);
    let metric = &schema.metrics[0];
    assert_eq!((metric.help.as_str(), metric.group), ("", None));
    assert_eq!(schema.labels.len(), 2);
}

#[test]
fn omits_invalid_items_and_everything_that_depends_on_them() {
    let text = r#"
[buckets]
bad = [2, 1]
[label.empty]
help   = "Empty."
values = []
[label.twice]
help   = "Twice."
values = ["a", "a"]
[counter.a_total]
help   = "Without values."
labels = ["empty"]
[counter.b_total]
help   = "With equal values."
labels = ["twice"]
[counter.c_total]
help   = "With an unknown label."
labels = ["nothing"]
[histogram.d]
help    = "With bad buckets."
buckets = "bad"
[gauge.e]
help  = "With an unknown type."
value = "bool"
[gauge.f]
help = "Sound."
[histogram.f]
help    = "The second of its name."
buckets = [1, 2]
[state.whole]
help   = "Keeps what it can."
fields = ["e", "f"]
[state.gone]
help   = "Keeps nothing."
fields = ["a_total"]
"#;
    let compiled = compiled(text);
    assert_eq!(compiled.diagnostics.len(), 7, "{:?}", compiled.diagnostics);
    let schema = compiled.schema;
    assert_eq!(names(&schema), ["f"]);
    assert!(schema.labels.is_empty() && schema.buckets.is_empty());
    assert_eq!(schema.states.len(), 1);
    let field = StateField {
        field: "f".to_owned(),
        metric: MetricId(0),
    };
    assert_eq!(schema.states[0].fields, [field]);
}

/// Metrics that can't be generated, each with the rule that says why.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "label.l = { help = 'L.', range = [2, 1] }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "range_order",
    ),
    (
        "label.l = { help = 'L.', range = [1, 1001] }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "range_order",
    ),
    (
        "label.l = { help = 'L.', open = { max = 0 } }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "open_limits",
    ),
    (
        "label.l = { help = 'L.', open = { max = 9, overflow = '' } }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "value_format",
    ),
    (
        "label.l = { help = 'L.', open = { max = 9, max_len = 4 } }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "open_limits",
    ),
    (
        "label.l = { help = 'L.', open = { max = 9, max_len = 4, overflow = 'ééé' } }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "open_limits",
    ),
    (
        "label.l = { help = 'L.', open = { max = 9 } }\nstateset.x = { help = 'X.', states = 'l' }",
        "stateset_states",
    ),
    (
        "label.l = { help = 'L.', range = [1, 65] }\nstateset.x = { help = 'X.', states = 'l' }",
        "stateset_states",
    ),
    (
        "label.l = { help = 'L.', type = 'bool', rename = 'x' }\nstateset.x = { help = 'X.', states = 'm', labels = ['l'] }\nlabel.m = { help = 'M.', type = 'bool' }",
        "stateset_states",
    ),
    (
        "const_labels = { l = 'a' }\nlabel.l = { help = 'L.', type = 'bool' }\ngauge.x = { help = 'X.', labels = ['l'] }",
        "label_overlap",
    ),
    (
        "const_labels = { l = 'a' }\ninfo.x_info = { help = 'X.', labels = { l = 'b' } }",
        "label_overlap",
    ),
    (
        "label.l = { help = 'L.', type = 'bool', rename = 'm' }\nlabel.m = { help = 'M.', type = 'bool' }\ngauge.x = { help = 'X.', labels = ['l', 'm'] }",
        "label_overlap",
    ),
    (
        "info.x_info = { help = 'X.', labels = ['l'] }",
        "info_labels",
    ),
    ("gauge.__ = { help = 'X.' }", "name_format"),
];

#[test]
fn omitted_items_are_reported_by_a_rule_that_cannot_be_allowed() {
    for (text, rule) in LEFT_OUT {
        let compiled = compiled(text);
        assert_eq!(broken(&compiled), [*rule], "{text}");
        assert!(compiled.diagnostics[0].rule.fixed, "{text}");
        assert!(names(&compiled.schema).is_empty(), "{text}");
    }
}

#[test]
fn an_invalid_rename_results_in_two_metrics() {
    for text in [
        "gauge.a = { help = 'A.', deprecated = { since = '1', renamed_to = 'a' } }\ngauge.b.help = 'B.'",
        "gauge.a = { help = 'A.', deprecated = { since = '1', renamed_to = 'b' } }\ngauge.b = { help = 'B.', value = 'int' }",
        "gauge.a = { help = 'A.', deprecated = { since = '1', renamed_to = 'b' } }\ngauge.b = { help = 'B.', deprecated = { since = '1' } }",
    ] {
        let compiled = compiled(text);
        assert_eq!(compiled.diagnostics.len(), 1, "{text}");
        assert!(compiled.diagnostics[0].rule.fixed, "{text}");
        assert_eq!(names(&compiled.schema), ["a", "b"], "{text}");
        let mut metrics = compiled.schema.metrics.iter();
        assert!(metrics.all(|metric| metric.alias_of().is_none()), "{text}");
    }
    let text = "counter.a_total = { help = 'A.', value = 'int', deprecated = { since = '1', renamed_to = 'b_total' } }\ncounter.b_total.help = 'B.'";
    let compiled = compiled(text);
    assert!(
        broken(&compiled).is_empty(),
        "what is said and what is the default are the same"
    );
    assert_eq!(compiled.schema.metrics[0].alias_of(), Some(MetricId(1)));
}

#[test]
fn an_old_name_is_not_a_field_of_a_state() {
    let text = r#"
[gauge.a]
help       = "A."
deprecated = { since = "1", renamed_to = "b" }
[gauge.b]
help = "B."
[state.s]
help   = "S."
fields = ["a", "b"]
"#;
    let compiled = compiled(text);
    assert_eq!(broken(&compiled), ["state_kind"]);
    let fields = &compiled.schema.states[0].fields;
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].metric, MetricId(1));
}

#[test]
fn drops_an_invalid_unit_and_an_invalid_range() {
    let text = r#"
[gauge.load]
help  = "Load."
unit  = "ratio"
range = [1, 0]
allow = { unit_suffix = "It was always called so." }
"#;
    let compiled = compiled(text);
    assert_eq!(broken(&compiled), ["range_order"]);
    let metric = &compiled.schema.metrics[0];
    assert_eq!(metric.unit, None);
    let Kind::Gauge { range, .. } = &metric.kind else {
        panic!("{metric:?}");
    };
    assert_eq!(*range, None);
}

#[test]
fn keeps_the_first_of_two_items_with_the_same_name_in_two_files() {
    let items = "[group.g]\ntitle = 'G'\n[owner.o]\ncontact = 'o'\n[buckets]\nb = [1, 2]\n\
        [label.l]\nhelp = 'L.'\ntype = 'bool'\n[gauge.x]\nhelp = 'X.'\nlabels = ['l']\ngroup = 'g'\nowner = 'o'\n\
        [histogram.h]\nhelp = 'H.'\nbuckets = 'b'\n[state.s]\nhelp = 'S.'\nfields = ['x']\n";
    let text = format!("include = ['other.toml']\n{items}");
    let compiled = with_files(&text, &|_| Ok(items.to_owned()));
    assert_eq!(broken(&compiled), ["duplicate"; 7]);
    let schema = compiled.schema;
    assert_eq!(names(&schema), ["x", "h"]);
    let counts = [
        schema.groups.len(),
        schema.owners.len(),
        schema.buckets.len(),
        schema.labels.len(),
        schema.states.len(),
    ];
    assert_eq!(counts, [1; 5]);
}

#[test]
fn a_syntax_error_is_the_only_error_and_keeps_the_valid_metrics() {
    let text =
        "[counter.a_total]\nhelp = \"A.\"\n[counter.b_total\nhelp = \"B\"\n[gauge.c]\nhelp = C\n";
    let compiled = compiled(text);
    assert_eq!(broken(&compiled), ["syntax"]);
    assert_eq!(names(&compiled.schema), ["a_total", "c"]);
}

#[test]
fn a_missing_include_is_the_only_error_and_keeps_the_other_files() {
    let text = "include = [\"no.toml\"]\n[gauge.c]\nlabels = [\"of_that_file\"]\n[gauge.d]\n";
    let compiled = compiled(text);
    assert_eq!(broken(&compiled), ["include_unreadable"]);
    assert_eq!(names(&compiled.schema), ["d"]);
}

#[test]
fn limits_the_number_of_files() {
    for (files, expected) in [(256, vec![]), (257, vec!["include_unreadable"])] {
        let paths: Vec<_> = (1..files).map(|file| format!("'{file}.toml'")).collect();
        let text = format!("include = [{}]", paths.join(", "));
        let compiled = with_files(&text, &|_| Ok(String::new()));
        assert_eq!(broken(&compiled), expected);
        assert_eq!(compiled.sources.iter().count(), 256);
    }
}

#[test]
fn limits_the_number_of_suggestions_for_unknown_names() {
    let declared = (0..1_000).map(|number| {
        format!("[gauge.declared_{number:03}_x]\nhelp = 'X.'\ngroup = 'puzle_{number}'\n")
    });
    let groups = (0..1_000).map(|number| format!("[group.puzzle_{number}]\ntitle = 'P'\n"));
    let text: String = declared.chain(groups).collect();
    let compiled = compiled(&text);
    let unknown = compiled.diagnostics.iter();
    let helps: Vec<_> = unknown
        .filter(|it| it.rule.id == "unknown_ref")
        .filter_map(|it| it.help.as_deref())
        .collect();
    assert_eq!(helps.len(), 1_000);
    let suggested = helps.iter().take_while(|it| it.starts_with("did you mean"));
    assert_eq!(suggested.count(), 500);
    let listed = helps
        .iter()
        .filter(|it| it.starts_with("use a declared group"));
    assert_eq!(listed.count(), 500);
}

#[test]
fn includes_of_an_absolute_path_are_absolute() {
    let source = Source {
        path: "/work/crate/metrics.toml".to_owned(),
        text: "include = ['parts/llm.toml']".to_owned(),
    };
    let surroundings = Surroundings {
        version: None,
        lock: None,
        read: &|path| match path {
            "/work/crate/parts/llm.toml" => Ok("include = ['../metrics.toml']".to_owned()),
            _ => Err(format!("{path} was asked for")),
        },
    };
    let compiled = compile(source, &surroundings);
    assert_eq!(broken(&compiled), ["include_cycle"]);
}

#[test]
fn messages_escape_hidden_characters_in_paths() {
    let text = "include = ['a\u{202e}.toml']";
    let compiled = with_files(text, &|_| Ok("[counter.x_total]\n".to_owned()));
    let found = &compiled.diagnostics[0];
    let headline = found.headline(&compiled.sources);
    assert_eq!(
        headline,
        "a\\u202E.toml:1:10: missing key `help` in counter `x_total`"
    );
    assert!(
        found
            .render(&compiled.sources)
            .contains("--> a\\u202E.toml:1:10")
    );
}

#[test]
fn columns_count_characters_without_byte_order_mark_and_carriage_return() {
    let text = "\u{feff}counter.ä\u{a0}\u{a0}_total = 1\r\n";
    assert_eq!(broken(&compiled(text)), ["syntax"]);
    let text = "\u{feff}[counter.\"pé é\"]\r\nhelp = \"Ä ä\"\r\nhelb = 1\r\n";
    let compiled = compiled(text);
    let place = compiled.schema.metrics[0].place;
    assert_eq!((place.line, place.column), (1, 10));
    let diagnostics = compiled.diagnostics.iter();
    let headlines = diagnostics.map(|diagnostic| diagnostic.headline(&compiled.sources));
    let expected = [
        "metrics.toml:1:10: invalid counter name `pé é`",
        "metrics.toml:2:8: `help` does not end in a period",
        "metrics.toml:3:1: unknown key `helb` in counter `pé é`",
    ];
    assert_eq!(headlines.collect::<Vec<_>>(), expected);
    let rendered = |at: usize| compiled.diagnostics[at].render(&compiled.sources);
    let expected = "\
warning[help_period]: `help` does not end in a period
 --> metrics.toml:2:8
  |
2 | help = \"Ä ä\"
  |        ^^^^^
  |
  = help: add a period
";
    assert_eq!(rendered(1), expected);
    assert!(rendered(0).contains("\n1 | [counter.\"pé é\"]\n  |          ^^^^^^\n"));
}
