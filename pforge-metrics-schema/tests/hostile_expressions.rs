//! Tests that no expression makes the compiler panic or hang, and that all spans are inside the file.

use pforge_metrics_schema::{Compiled, Source, Surroundings, compile, promises};
use std::time::{Duration, Instant};

const METRICS: &str = r#"
[promql]
external_labels = ["zone"]
[label.kind]
help = "Kind."
values = ["a", "b"]
[counter.calls_total]
help = "Calls."
labels = ["kind"]
[gauge.depth]
help = "Depth."
[histogram.wait_seconds]
help = "Waits."
buckets = [0.1, 1]
native = { factor = 1.1 }
"#;

/// An expression with every element of the language.
const EXPRESSION: &str = r#"
sum by (kind, "zone",) (rate(calls_total{kind=~"a|b", job!='x'}[5m] offset -1m)) # a comment
  > bool on (kind) group_left (job) fill(0) -depth @ end() ^ 2
  or ignoring (kind) count_values without (zone) ("v", {__name__="depth", zone=`z`}[1h:5m] @ 5)
  unless +label_replace(histogram_quantile(1e-1, wait_seconds), "x", "$1", "kind", "(.*)") == 0x1F
  and topk(3, Inf * {"depth"}) % 5 atan2 time() != 1.5
"#;

#[test]
fn a_missing_or_changed_byte_does_not_cause_a_panic() {
    let bytes = EXPRESSION.as_bytes();
    // Each byte is broken in one of five ways. Testing all five takes half a minute without optimization.
    for at in 0..bytes.len() {
        let byte = b"(){}[]\"'`=~!<>,:#@-\0\xffox"[at % 23];
        let broken = match at % 5 {
            0 => bytes[..at].to_vec(),
            1 => bytes[at..].to_vec(),
            2 => [&bytes[..at], &bytes[at + 1..]].concat(),
            3 => [&bytes[..at], &[byte], &bytes[at + 1..]].concat(),
            _ => [&bytes[..at], &[byte], &bytes[at..]].concat(),
        };
        compile_with(&String::from_utf8_lossy(&broken));
    }
}

#[test]
fn extreme_expressions_compile_quickly() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("{}depth{}", open.repeat(depth), close.repeat(depth))
    };
    let expressions = [
        nested("(", ")", 10_000),
        nested("(", ")", 499),
        nested("(", "", 1_000),
        nested("sum(", ")", 333),
        nested("abs(", ")", 250),
        nested("-", "", 900),
        nested("- ", "", 900),
        nested("1 + ", "", 400),
        nested("", " + depth", 400),
        nested("", " ^ depth", 400),
        nested("", " or depth", 400),
        nested("", "[1h:]", 300),
        nested("max_over_time(", "[1h:])", 100),
        format!("depth{{{}}}", "kind=~\"a|b|c\",".repeat(200)),
        format!("calls_total{{kind=~\"{}\"}}", "a|".repeat(1_500)),
        format!("calls_total{{kind=~\"{}\"}}", "(a{99}){99}"),
        format!("calls_total{{kind=~\"{}\"}}", "(.*)*".repeat(300)),
        format!("sum by ({}) (depth)", "kind,".repeat(400)),
        "x ".repeat(499),
        "\"\\xff\\u00e9\"".to_owned(),
        "depth{kind=\"\\".to_owned(),
        "9".repeat(4_000),
        "depth[99999999999999999999y]".to_owned(),
        "depth offset 99999999999999999999y".to_owned(),
        "depth @ 1e308".to_owned(),
        "depth @ -1e300".to_owned(),
        "depth[9223372036854775807w]".to_owned(),
        "\u{202e}depth\u{0}".to_owned(),
        "é".repeat(2_000),
    ];
    for expression in expressions {
        let start = Instant::now();
        compile_with(&expression);
        let elapsed = start.elapsed();
        assert!(
            elapsed < Duration::from_secs(60),
            "{elapsed:?}: {expression:.60}"
        );
    }
}

#[test]
fn recording_rules_that_use_each_other_compile() {
    let record = |number: usize| {
        format!(
            "[record.\"a:b:c{number}\"]\nhelp = 'C.'\nexpr = 'a:b:c{} or a:b:c{number}'\n",
            (number + 1) % 3_000
        )
    };
    let records: String = (0..3_000).map(record).collect();
    let compiled = compiled(&format!("{METRICS}{records}"));
    promises::hold(&compiled);
    assert!(
        compiled.diagnostics.is_empty(),
        "{:?}",
        compiled.diagnostics
    );
}

/// Compiles a schema with an alert and a panel with this expression, renders the diagnostics, and checks every span.
fn compile_with(expression: &str) {
    let written = expression
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\0', "\\u0000");
    let text = format!(
        "{METRICS}[alert.A]\nexpr = \"\"\"{written}\"\"\"\nsummary = \"{{{{ $labels.x }}}}\"\n\
        [[alert.A.tests]]\ninput = {{ '''{}''' = \"1\" }}\nat = \"5m\"\nfires = [{{ x = \"y\" }}]\n\
        [dashboard.d]\ntitle = \"D\"\nrows = [[{{ title = \"T\", expr = \"\"\"{written}\"\"\" }}]]\n",
        expression.replace(['\n', '\0', '\''], " "),
    );
    promises::hold(&compiled(&text));
}

fn compiled(text: &str) -> Compiled {
    let source = Source {
        path: "metrics.toml".to_owned(),
        text: text.to_owned(),
    };
    compile(source, &Surroundings::NONE)
}
