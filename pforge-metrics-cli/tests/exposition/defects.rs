//! What is said of each defect, and where.

use pforge_metrics_cli::exposition::Exposition;

#[test]
fn each_defect_of_the_text_format_is_told_with_its_place() {
    for (text, said) in [
        ("x 1", "1:4: the last line has no end"),
        ("x\n", "1:2: a value is wanted"),
        ("x \n", "1:3: a value is wanted"),
        ("x 1\ny one\n", "2:3: value `one` is no number"),
        ("x 1\r\n", "1:3: value `1\\r` is no number"),
        ("x 1 soon\n", "1:5: timestamp `soon` is no number"),
        ("x 1 1.5\n", "1:5: timestamp `1.5` is no number"),
        ("x 1 2 3\n", "1:7: nothing more is wanted here"),
        ("x 1 # {a=\"b\"} 1\n", "1:5: nothing more is wanted here"),
        ("9x 1\n", "1:1: the name of a metric is wanted"),
        ("é 1\n", "1:1: the name of a metric is wanted"),
        ("{a=\"b\"} 1\n", "1:1: the name of a metric is wanted"),
        (
            "x{a=\"b} 1\n",
            "1:5: the value of a label has no closing quote",
        ),
        (
            "x{a=b} 1\n",
            "1:5: the value of label `a` is wanted, in quotes",
        ),
        ("x{a} 1\n", "1:4: `=` is wanted"),
        ("x{\"y\"} 1\n", "1:6: `=` is wanted"),
        // What a terminal would obey is spelt out.
        (
            "{\"x\",\"\u{1b}[31m\"=\"\",\"\u{1b}[31m\"=\"\"} 1\n",
            "1:17: label `\\u{1b}[31m` stands twice",
        ),
        ("x{a:b=\"\"} 1\n", "1:4: `=` is wanted"),
        ("x{=\"b\"} 1\n", "1:3: the name of a label is wanted"),
        ("x{,} 1\n", "1:3: the name of a label is wanted"),
        ("x{é=\"b\"} 1\n", "1:3: the name of a label is wanted"),
        ("x{a=\"b\" c=\"d\"} 1\n", "1:9: `,` or `}` is wanted"),
        ("x{a=\"b\"\n", "1:8: `,` or `}` is wanted"),
        ("x{a=\"é\",a=\"c\"} 1\n", "1:9: label `a` stands twice"),
        ("# TYPE x curve\n", "1:10: `curve` is no type here"),
        ("# TYPE x info\n", "1:10: `info` is no type here"),
        (
            "# TYPE x counter gauge\n",
            "1:10: `counter` is no type here",
        ),
        ("# TYPE x\n", "1:9: `` is no type here"),
        ("# HELP\n", "1:7: the name of a metric is wanted"),
        (
            "# HELP x{} Text.\n",
            "1:9: a blank is wanted after the name `x`",
        ),
        (
            "# HELP \"x Text.\n",
            "1:8: the name of a metric has no closing quote",
        ),
        (
            "# HELP x A.\n# HELP x B.\n",
            "2:1: HELP of `x` stands twice",
        ),
        (
            "# TYPE x gauge\n# TYPE x gauge\n",
            "2:1: TYPE of `x` stands twice",
        ),
        (
            "x 1\n# TYPE x gauge\n",
            "2:1: TYPE of `x` comes after its samples",
        ),
        (
            "x{a=\"1\",b=\"2\"} 1\nx{b=\"2\",a=\"1\"} 1\n",
            "2:1: a series of `x` stands twice",
        ),
        (
            "x{a=\"\"} 1 10\nx 2 10\n",
            "2:1: a series of `x` stands twice",
        ),
        (
            "# TYPE x histogram\nx 1\n",
            "2:1: `x` is a histogram, and can't be the name of a sample",
        ),
        (
            "# TYPE x histogram\nx_bucket 1\n",
            "2:1: `x_bucket` has no `le`",
        ),
        (
            "# TYPE x histogram\nx_bucket{le=\"a\"} 1\n",
            "2:1: `le` of a histogram is no number",
        ),
        ("# TYPE x summary\nx 1\n", "2:1: `x` has no `quantile`"),
    ] {
        assert_eq!(defect(text), said, "{text:?}");
    }
}

/// Prometheus stores all of these.
#[test]
fn the_text_format_is_read_as_leniently_as_by_prometheus() {
    for text in [
        "# TYPE x counter\nx NaN\n",
        "# TYPE x counter\nx -1\n",
        "# TYPE x histogram\nx_bucket{le=\"1\"} 2\nx_bucket{le=\"+Inf\"} 1\nx_count 3\n",
        "# TYPE x histogram\nx_sum NaN\n",
        "# TYPE x summary\nx{quantile=\"2\"} -1\n",
        "x{a=\"C:\\dir\"} 1\n",
        "x 1 10\nx 2 20\n",
        "x{a=\"1\"} 1\ny 1\nx{a=\"2\"} 1\n",
        "# HELP x\n",
        "# TYPE x_sum gauge\n# TYPE x summary\n",
        "_x{_a=\"1\",} +NaN\n",
    ] {
        if let Err(error) = Exposition::parse(text) {
            panic!("{text:?}: {error}");
        }
    }
}

fn defect(text: &str) -> String {
    Exposition::parse(text).unwrap_err().to_string()
}
