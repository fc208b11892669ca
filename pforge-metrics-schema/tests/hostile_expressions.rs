//! Whatever an expression says: no panic, no hang, and places that are in the file.

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

/// One of everything that an expression can have.
const EXPRESSION: &str = r#"
sum by (kind, "zone",) (rate(calls_total{kind=~"a|b", job!='x'}[5m] offset -1m)) # a comment
  > bool on (kind) group_left (job) fill(0) -depth @ end() ^ 2
  or ignoring (kind) count_values without (zone) ("v", {__name__="depth", zone=`z`}[1h:5m] @ 5)
  unless +label_replace(histogram_quantile(1e-1, wait_seconds), "x", "$1", "kind", "(.*)") == 0x1F
  and topk(3, Inf * {"depth"}) % 5 atan2 time() != 1.5
"#;

#[test]
fn no_byte_that_is_missing_or_changed_makes_the_compiler_panic() {
    let bytes = EXPRESSION.as_bytes();
    // Of five ways to break it one at each byte: all of them take half a minute without optimization.
    for at in 0..bytes.len() {
        let byte = b"(){}[]\"'`=~!<>,:#@-\0\xffox"[at % 23];
        let broken = match at % 5 {
            0 => bytes[..at].to_vec(),
            1 => bytes[at..].to_vec(),
            2 => [&bytes[..at], &bytes[at + 1..]].concat(),
            3 => [&bytes[..at], &[byte], &bytes[at + 1..]].concat(),
            _ => [&bytes[..at], &[byte], &bytes[at..]].concat(),
        };
        survives(&String::from_utf8_lossy(&broken));
    }
}

#[test]
fn expressions_of_the_wildest_shapes_are_read_in_no_time() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("{}depth{}", open.repeat(depth), close.repeat(depth))
    };
    let wild = [
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
    for expression in wild {
        let start = Instant::now();
        survives(&expression);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(60), "{took:?}: {expression:.60}");
    }
}

#[test]
fn rules_that_ask_for_each_other_are_read_once_more_and_no_further() {
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

/// Compiles a schema with an alert and a panel of this expression, shows what is found, and looks at every place.
fn survives(expression: &str) {
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
